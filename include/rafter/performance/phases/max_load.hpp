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
};

/// As many as fit at the MEAN length of a request, prompt + output/2 tokens, since they are in all states of their output at
/// once; a shared prefix once. `admitted` is the most that the engine takes.
/// Llama-3.1-8B in bf16 with 2,048 + 256/2 tokens: 285,212,672 bytes each.
[[nodiscard]] constexpr resident_requests resident_requests_of(const sheet& held, const storage& memory, workload load, std::int64_t admitted) noexcept {
    load.output /= 2;
    const std::int64_t n = largest_that(admitted, [&](std::int64_t batch) {
        load.batch = batch;
        const footprint need = footprint_of(held, load);
        return need.total.value != checked::overflowed && (in_innermost(memory, need) || place(memory, need).all_placed());
    });
    return {n, n < admitted};
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

/// X = 1/(A + (output - 1)*s/b): A seconds of prefill a request, steps of s with b in flight. Of its time b/X a request spends A
/// in its own prefill, so its tokens come (b - data ranks)*A/(output - 1) later than in steps without prefills.
template <class Kind>
constexpr load_rates<Kind> serial_rates(const sheet& held, const workload& load, const prefill_times<Kind>& prompt, double prompts, const Kind& token) noexcept {
    const double prefill = prompt.apart.value / prompts, steps = steps_after_first(load);
    const double decode = token.system.value > 0 ? steps / token.system.value : 0;
    load_rates<Kind> r;
    r.tpot = duration_of(token);
    if (prefill + decode <= 0) return r;
    r.requests_per_second = 1 / (prefill + decode);
    const auto others = static_cast<double>(load.batch - held.data_ranks);
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
/// turns. Ceiling: both overlap in every resource; where memory bounds the batch it grants one request more, which the mean may
/// nearly have. 64 in flight, 50 ms a prompt, 20 ms a step, 201 tokens: 1/(0.05 + 200 * 0.02/64) = 8.9 requests a second.
[[nodiscard]] constexpr by_kind<load_rates> load_rates_of(const step_pricing& by, const workload& asked, bool bound_by_memory = false) noexcept {
    const workload load = detail::prompts_of_all_ranks(by.held.plan, asked);
    workload granted = load;
    if (bound_by_memory) ++granted.batch;
    const auto prompts = static_cast<double>(load.prompts_at_once), devices = static_cast<double>(by.held.plan.devices());
    const by_kind<prefill_times> prompt = chunked_prefill(by, load);
    const step_time token = mean_decode(by, load);
    const step_pricing bounds{by.held, by.on, by.prices};
    by_kind<load_rates> r;
    r.estimated = by.estimates();
    r.ceiling.tpot = duration_of(token.ceiling);
    r.ceiling.requests_per_second = detail::most_requests(by.held, load, decode_size(by.held.plan, granted), time_of(bounds, load, prefill_size(by.held.plan, load)).ceiling,
                                                          prompts, mean_decode(bounds, granted).ceiling);
    r.roofline = detail::serial_rates(by.held, load, prompt.roofline, prompts, token.roofline);
    if (r.estimated) r.estimate = detail::serial_rates(by.held, load, prompt.estimate, prompts, token.estimate);
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
