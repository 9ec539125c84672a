// Prefill and decode apart: in two pools of devices, or with two plans on the same ones.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/performance/phases/cache_transfer.hpp>
#include <rafter/performance/phases/request_times.hpp>
#include <rafter/quantity/largest.hpp>

namespace rafter {

/// One phase: what prices its steps, and its workload: prompts of the prefill, batch, output and drafts of the decode.
struct phase_pool {
    step_pricing by;
    workload load{};

    /// Of one data rank: those that a prompt is on.
    [[nodiscard]] constexpr std::int64_t devices_of_rank() const noexcept { return by.held.plan.devices() / by.held.plan.data_ranks(); }
};

/// Instances of both phases, and what they serve together.
struct instances {
    std::int64_t prefill = 0;
    std::int64_t decode = 0;
    double requests_per_second = 0;
    double requests_per_device = 0;  ///< a second, of all devices that there are
};

template <class Kind>
struct disaggregated_times {
    duration<Kind> ttft{};         ///< with the transfer; the ceiling without
    duration<Kind> transfer{};
    duration<Kind> tpot{};
    duration<Kind> end_to_end{};
    tokens_per_second per_user{};
    tokens_per_second per_device{};      ///< output tokens, with as many instances of each as match exactly
    double prefill_requests = 0;         ///< a second, of one instance
    double decode_requests = 0;          ///< 0: the prefill gives the only token, and nothing is left to decode
    double prefill_for_each_decode = 0;  ///< instances: the ratio at which neither waits
};

namespace detail {

/// Requests a second of an instance that is busy for so long with so many, and whose links are for so long with one.
constexpr double requests_of(double requests, double busy, double link) noexcept {
    const double each = larger(busy / requests, link);
    return each > 0 ? 1 / each : 0;
}

}  // namespace detail

/// Roofline and estimate send the cache when the prefill is done, and give the first token behind it. A bound grants that the prefill
/// gives that at once, that layers are sent while later ones are computed, and that the first step begins on those that are
/// there: end to end it counts the transfer only where this alone is longer. Rates: an instance of either is also held up by
/// its own links. A prefill of 100 ms and a transfer of 20 ms: 120 ms to the first token, at least 100.
/// 10 requests a second of a prefill instance, 25 of a decode instance: 2.5 prefill instances for each.
[[nodiscard]] constexpr by_kind<disaggregated_times> disaggregated_times_of(const phase_pool& prefill, const phase_pool& decode, const cache_route& over) noexcept {
    const bool estimated = prefill.by.estimates() && decode.by.estimates();
    const split &first = prefill.by.held.plan, &then = decode.by.held.plan;
    const by_kind<prefill_times> prompt = chunked_prefill(prefill.by, prefill.load);
    const step_time token = mean_decode(decode.by, decode.load);
    const std::int64_t of_rank = checked::ceil_div(prefill.load.prompts_at_once, first.data_ranks());
    // Of an output of one token nothing is sent. A rank's prompts leave over the same links, and may go to different ranks.
    const prompt_cache cache = decode.load.output > 1 ? prompt_cache_of(decode.by.held, prefill.load) : prompt_cache{};
    const by_kind<duration> one = transfer_time(cache, prefill.devices_of_rank(), decode.devices_of_rank(), over, estimated);
    const by_kind<duration> out = transfer_time({cache.sent * static_cast<double>(of_rank), cache.least * static_cast<double>(of_rank)},
                                                prefill.devices_of_rank(), decode.devices_of_rank() * of_rank, over, estimated);
    const double steps = static_cast<double>(decode.load.output - 1), output = static_cast<double>(decode.load.output);
    const auto prompts = static_cast<double>(prefill.load.prompts_at_once);
    return each_kind<disaggregated_times>(estimated, [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        disaggregated_times<Kind> t;
        const duration<Kind>& computed = prompt.of<Kind>().first_token;
        t.transfer = out.of<Kind>();
        t.ttft = computed;
        if constexpr (!__is_same(Kind, ceiling)) t.ttft.add(t.transfer);
        t.tpot = duration_of(token.of<Kind>());
        t.end_to_end = t.ttft + t.tpot * steps;
        if constexpr (__is_same(Kind, ceiling)) {
            if (steps > 0 && t.transfer.time > t.end_to_end.time) t.end_to_end.time = t.transfer.time;
            t.end_to_end.complete = t.end_to_end.complete && t.transfer.complete;
        }
        t.per_user = rate_of(1, t.tpot.time);

        const double sending = t.transfer.time.value / prompts;
        t.prefill_requests = detail::requests_of(prompts, prompt.of<Kind>().apart.value, sending);
        const double decoding = token.of<Kind>().system.value > 0 ? steps / token.of<Kind>().system.value : 0;
        const double receiving = one.of<Kind>().time.value / static_cast<double>(then.data_ranks());
        if (steps > 0) t.decode_requests = detail::requests_of(1, decoding, receiving);
        double devices = t.prefill_requests > 0 ? static_cast<double>(first.devices()) / t.prefill_requests : 0;  // of one request a second
        if (t.decode_requests > 0) devices += static_cast<double>(then.devices()) / t.decode_requests;
        if (t.prefill_requests > 0) t.prefill_for_each_decode = t.decode_requests / t.prefill_requests;
        if (devices > 0) t.per_device = tokens_per_second{output / devices};
        return t;
    });
}

/// The whole numbers of instances that serve most on so many devices, of each at least one (of decode none where nothing is left
/// to decode); none where they are too few, or where an instance has no device. An instance of prefill serves 10 requests a second
/// on 8 devices, one of decode 25 on 16: on 64 devices 4 and 2, 40 a second.
[[nodiscard]] constexpr instances best_instances(double prefill_requests, std::int64_t prefill_devices, double decode_requests, std::int64_t decode_devices, std::int64_t devices) noexcept {
    instances best;
    if (devices < 1 || prefill_devices < 1 || decode_devices < 1 || prefill_devices > devices) return best;
    const auto per_device = [&] { return best.requests_per_second / static_cast<double>(devices); };
    if (decode_requests <= 0) {
        best.prefill = devices / prefill_devices;
        best.requests_per_second = static_cast<double>(best.prefill) * prefill_requests;
        best.requests_per_device = per_device();
        return best;
    }
    const auto try_prefill = [&](std::int64_t n) {
        if (n < 1 || n > devices / prefill_devices) return;
        const std::int64_t m = (devices - n * prefill_devices) / decode_devices;
        if (m < 1) return;
        const double in = static_cast<double>(n) * prefill_requests, out = static_cast<double>(m) * decode_requests, both = in < out ? in : out;
        if (both > best.requests_per_second) best = {n, m, both, 0};
    };
    // More of one are fewer of the other: the best is where they cross, on either side.
    const std::int64_t most = devices / prefill_devices;
    const std::int64_t below = largest_that(most, [&](std::int64_t n) {
        const std::int64_t m = (devices - n * prefill_devices) / decode_devices;
        return static_cast<double>(n) * prefill_requests <= static_cast<double>(m) * decode_requests;
    });
    try_prefill(below);
    try_prefill(below + 1);
    if (best.requests_per_second <= 0) return best;
    best.requests_per_device = per_device();
    // No more of either than the other can use.
    const auto enough = [&](std::int64_t there_are, double of_each) {
        return largest_that(there_are, [&](std::int64_t n) { return static_cast<double>(n - 1) * of_each < best.requests_per_second; });
    };
    best.prefill = enough(best.prefill, prefill_requests);
    best.decode = enough(best.decode, decode_requests);
    return best;
}

/// Prompts of the decode's cache layout lie where the prefill has left them: neither tensor nor context ranks, nor stages differ.
[[nodiscard]] constexpr bool same_cache_layout(const split& a, const split& b) noexcept {
    return a.tensor == b.tensor && a.context == b.context && a.pipeline == b.pipeline && a.stages == b.stages && a.data_ranks() == b.data_ranks();
}

/// Prefill with one plan and decode with another on the same devices, which take turns. Where the layouts of the cache differ it
/// is sent from the one to the other; a bound grants that most lies there already.
[[nodiscard]] constexpr by_kind<request_times> per_phase_times_of(const phase_pool& prefill, const phase_pool& decode, const cache_route& over) noexcept {
    const bool estimated = prefill.by.estimates() && decode.by.estimates();
    const by_kind<prefill_times> prompt = chunked_prefill(prefill.by, prefill.load);
    const step_time token = mean_decode(decode.by, decode.load);
    const auto of_rank = static_cast<double>(checked::ceil_div(prefill.load.prompts_at_once, prefill.by.held.plan.data_ranks()));
    by_kind<duration> sent;
    if (!same_cache_layout(prefill.by.held.plan, decode.by.held.plan))
        sent = transfer_time({prompt_cache_of(decode.by.held, prefill.load).sent * of_rank, 0}, prefill.devices_of_rank(), decode.devices_of_rank(), over, estimated);
    const double steps = static_cast<double>(decode.load.output - 1), devices = static_cast<double>(decode.by.held.plan.devices());
    const double fresh = static_cast<double>(prefill.load.prompts_at_once) * static_cast<double>(prefill.load.new_tokens());
    return each_kind<request_times>(estimated, [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        request_times<Kind> t = detail::joined_times(prompt.of<Kind>().first_token + sent.of<Kind>(), token.of<Kind>(), steps);
        t.per_device = token.of<Kind>().system / devices;
        t.prefill_per_device = rate_of(fresh / devices, prompt.of<Kind>().apart + sent.of<Kind>().time);
        return t;
    });
}

/// What a device holds that has both layouts: the weights of each unless they are the same, the cache of the decode, that of the
/// prompts in the prefill's where it lies otherwise, and of activations and reserve the more.
/// Llama-3.1-70B in bf16 on 8 devices, prefill with tensor 4 x pipeline 2 and decode with tensor 8: 17.6 GB of weights twice.
[[nodiscard]] constexpr footprint both_layouts(const sheet& prefill, const workload& prompts, const sheet& held, const footprint& decode, bool same_formats) noexcept {
    const bool same_cache = same_cache_layout(prefill.plan, held.plan), same_weights = same_formats && same_cache && prefill.plan.expert == held.plan.expert;
    footprint both = decode;
    workload load = prompts;
    load.batch = load.prompts_at_once;
    load.output = 0;
    const footprint first = footprint_of(prefill, load);
    const auto more = [](bytes a, bytes b) { return a.value > b.value ? a : b; };
    if (!same_weights) both.weights = bytes{checked::sum(decode.weights.value, first.weights.value)};
    if (!same_cache) both.cache = bytes{checked::sum(decode.cache.value, first.cache.value)};
    both.activations = more(decode.activations, first.activations);
    both.reserve = more(decode.reserve, first.reserve);
    both.total = bytes{checked::sum(checked::sum(both.weights.value, both.cache_reserved().value), checked::sum(both.activations.value, both.reserve.value))};
    return both;
}

}  // namespace rafter
