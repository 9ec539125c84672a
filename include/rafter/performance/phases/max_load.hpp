// The most that a deployment serves: as many requests in flight as its memory holds, prompts and tokens back to back.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/performance/phases/chunked_prefill.hpp>
#include <rafter/performance/phases/decode_growth.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/quantity/largest.hpp>

namespace rafter {

/// Requests in flight, in the whole system.
struct resident_requests {
    std::int64_t count = 0;       ///< 0: not one fits
    bool bound_by_memory = true;  ///< false: by the sequences that the engine admits
    std::int64_t granted = 0;     ///< what a ceiling grants: see resident_requests_of
};

namespace detail {

/// Bytes that these sequences keep on a device of a stage, in the mean over their decode steps: to the token, and only what later
/// tokens see.
constexpr double least_cache_bytes(const sheet& held, std::int64_t stage, const step_size& step) noexcept {
    const auto sequences = static_cast<double>(step.sequences);
    double sum = 0;
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        const bool all = f.back.sees == sight::selected;  // a later token may select any
        const std::int64_t seen = all ? step.context : seen_in_decode(step, f.back.window, f.back.sees);
        const std::int64_t shared = step.prefix <= 0 ? 0 : all ? step.prefix : shared_in_decode(step, f.back.window, f.back.sees);
        const auto of = [&](std::int64_t tokens) { return static_cast<double>(checked::sum(kept_byte_count(held, f, tokens), checked::product(f.index.bytes_per_token, tokens))); };
        const double of_tokens = (sequences * of(seen) - (sequences - 1) * of(shared)) / static_cast<double>(held.plan.context);
        sum += static_cast<double>(layers_on_stage(held, f, stage)) * (of_tokens + sequences * static_cast<double>(f.state.bytes));
    }
    return sum;
}

/// Memories that it lies in, from the innermost on; none where it does not fit.
constexpr std::int64_t tiers_of(const storage& memory, const footprint& need) noexcept {
    if (need.total.value == checked::overflowed) return 0;
    if (in_innermost(memory, need)) return 1;
    const placement where = place(memory, need);
    return where.all_placed() ? where.tiers_used : 0;
}

/// The same footprint with no more cache than that.
constexpr footprint with_least_cache(footprint need, double cache) noexcept {
    if (cache >= static_cast<double>(need.cache_reserved().value)) return need;
    need.cache = bytes{static_cast<std::int64_t>(cache)};
    need.cache_padding = {};
    need.total = bytes{checked::sum(checked::sum(need.weights.value, need.cache.value), checked::sum(need.activations.value, need.reserve.value))};
    return need;
}

}  // namespace detail

/// As many as fit at the MEAN length of a request, prompt + output/2 tokens, since they are in all states of their output at
/// once; a shared prefix once; in the memories that one request needs, since a further one would slow down all of them. `admitted`
/// is the most that the engine takes.
/// Llama-3.1-8B in bf16 with 2,048 + 256/2 tokens: 285,212,672 bytes each.
/// A ceiling grants more: no page is padded, a window keeps what it does in the mean (of 128 tokens, from the first on, up to 256:
/// 96), and one request beyond, which the mean may nearly have.
[[nodiscard]] constexpr resident_requests resident_requests_of(const sheet& held, const storage& memory, workload load, std::int64_t admitted) noexcept {
    step_size step = decode_after_first(decode_size(held.plan, load), load.prompt, load.output);
    load.output /= 2;
    load.batch = 1;
    const std::int64_t of_one = detail::tiers_of(memory, footprint_of(held, load));
    const auto most = [&](auto need_of) {
        return largest_that(admitted, [&](std::int64_t batch) {
            load.batch = batch;
            const std::int64_t tiers = detail::tiers_of(memory, need_of(footprint_of(held, load)));
            return tiers > 0 && tiers <= of_one;
        });
    };
    const std::int64_t n = most([](const footprint& need) { return need; });
    if (n == 0 || n == admitted) return {n, n == 0, n};
    const std::int64_t at_most = most([&](const footprint& need) {
        step.sequences = sequences_per_rank(held.plan, load);
        return detail::with_least_cache(need, detail::least_cache_bytes(held, need.stage, step));
    });
    return {n, true, at_most < admitted ? at_most + 1 : admitted};
}

/// In steady state.
template <class Kind>
struct load_rates {
    double requests_per_second = 0;
    tokens_per_second output{};             ///< of the whole system
    tokens_per_second output_per_device{};
    duration<Kind> tpot{};                  ///< in the mean, prefills of other requests in between
};

namespace detail {

/// As many prompts at once as keep every data rank busy.
constexpr workload prompts_of_all_ranks(const split& plan, workload load) noexcept {
    const std::int64_t ranks = plan.data_ranks();
    load.prompts_at_once = checked::product(checked::ceil_div(load.prompts_at_once, ranks), ranks);
    return load;
}

constexpr double steps_after_first(const workload& load) noexcept { return static_cast<double>(load.output - 1); }

/// X = 1/(A + (output - 1)*s/b): A seconds of prefill a request, steps of s with b in flight. Of its time b/X a request spends m*A
/// in its own prefill, which takes m prompts at once, so its tokens come (b - m)*A/(output - 1) later than in steps without
/// prefills.
template <class Kind>
constexpr load_rates<Kind> serial_rates(const workload& load, const prefill_times<Kind>& prompt, double prompts, const Kind& token) noexcept {
    const double prefill = prompt.apart.value / prompts, steps = steps_after_first(load);
    const double decode = token.system.value > 0 ? steps / token.system.value : 0;
    load_rates<Kind> r;
    r.tpot = duration_of(token);
    if (prefill + decode <= 0) return r;
    r.requests_per_second = 1 / (prefill + decode);
    const double others = static_cast<double>(load.batch) - prompts;
    if (steps > 0 && others > 0 && prompt.first_token.time.value > 0) r.tpot.add(prompt.first_token, prefill / prompt.first_token.time.value * others / steps);
    return r;
}

/// 1/max over resources of what a request needs of each in both phases. Prompts may ride on the weights that decode steps read.
constexpr double most_requests(const sheet& held, const workload& load, const step_size& size, const ceiling& prompt, double prompts, const ceiling& token) noexcept {
    const double stages = static_cast<double>(held.plan.pipeline), steps = steps_after_first(load);
    const double tokens = static_cast<double>(held.data_ranks) * static_cast<double>(size.sequences);
    const auto busy = [&](seconds of_prompt, seconds of_token) { return (of_prompt.value / prompts + steps * of_token.value / tokens) / stages; };
    const double most = larger(larger(busy(prompt.compute, token.compute), busy({}, token.memory)), busy(prompt.link, token.link));
    const double decode = token.system.value > 0 ? steps / token.system.value : 0;
    const double least = larger(most, decode);
    return least > 0 ? 1 / least : 0;
}

}  // namespace detail

/// Steady continuous batching with `batch` requests in flight at every step. Roofline and estimate: prefills and decode steps take
/// turns. Ceiling: both overlap in every resource, and `granted` are in flight, at least the batch; where those would reach a slower
/// memory, at the pace of the batch. 64 in flight, 50 ms a prompt, 20 ms a step, 201 tokens: 1/(0.05 + 200 * 0.02/64) = 8.9 requests
/// a second.
[[nodiscard]] constexpr by_kind<load_rates> load_rates_of(const step_pricing& by, const workload& asked, std::int64_t granted = 0) noexcept {
    const split& plan = by.held.plan;
    const workload load = detail::prompts_of_all_ranks(plan, asked);
    const auto prompts = static_cast<double>(load.prompts_at_once), devices = static_cast<double>(plan.devices());
    const by_kind<prefill_times> prompt = chunked_prefill(by, load);
    const step_time token = mean_decode(by, load);
    const step_pricing bounds{by.held, by.on, by.prices};
    const ceiling whole_prompt = time_of(bounds, load, prefill_size(plan, load)).ceiling;
    const auto most_with = [&](std::int64_t batch) {
        workload more = load;
        more.batch = batch;
        return detail::most_requests(by.held, load, decode_size(plan, more), whole_prompt, prompts, mean_decode(bounds, more).ceiling);
    };
    by_kind<load_rates> r;
    r.estimated = by.estimates();
    r.ceiling.tpot = duration_of(token.ceiling);
    r.ceiling.requests_per_second = most_with(load.batch);
    if (granted > load.batch) {
        const double with_more = most_with(granted), as_many_times = static_cast<double>(granted) / static_cast<double>(load.batch);
        r.ceiling.requests_per_second = with_more < r.ceiling.requests_per_second ? r.ceiling.requests_per_second * as_many_times : with_more;
    }
    r.roofline = detail::serial_rates(load, prompt.roofline, prompts, token.roofline);
    if (r.estimated) r.estimate = detail::serial_rates(load, prompt.estimate, prompts, token.estimate);
    if (r.estimate.requests_per_second > r.ceiling.requests_per_second) r.estimate.requests_per_second = r.ceiling.requests_per_second;
    const auto count_tokens = [&](auto& of) {
        of.output = tokens_per_second{of.requests_per_second * static_cast<double>(load.output)};
        of.output_per_device = of.output / devices;
    };
    count_tokens(r.ceiling);
    count_tokens(r.roofline);
    count_tokens(r.estimate);
    return r;
}

}  // namespace rafter
