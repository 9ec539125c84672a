// The phases of a deployment that is prepared, for schedulers: whole requests, traces, the most that is served, prefill and
// decode apart. Every function gives nothing where a number is out of range; the findings then say so.
//
//   const prepared known = prepare(model, part, devices, asked);
//   const expectation expected = expectation_of(part, known.held, asked.serving);   // or none: ceiling and roofline alone
//   const by_kind<request_times> t = request_times_of(known, load, &expected);
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/rules/phases_match.hpp>
#include <rafter/feasibility/rules/trace_not_empty.hpp>
#include <rafter/performance/phases/disaggregation.hpp>
#include <rafter/performance/phases/max_load.hpp>
#include <rafter/performance/phases/request_times.hpp>
#include <rafter/performance/phases/trace_times.hpp>

namespace rafter {

/// use(step_pricing), at the prices of where all lies that is held.
template <class Use>
constexpr auto with_pricing(const prepared& known, const footprint& need, const expectation* expected, Use use) noexcept {
    const read_prices reads = read_prices_of(known.memory, need);
    if (reads == known.innermost.reads) return use(step_pricing{known.held, known.on, known.innermost, expected});
    tariff spilled;
    fill_tariff(known.held, known.on, reads, spilled);
    return use(step_pricing{known.held, known.on, spilled, expected});
}

[[nodiscard]] constexpr by_kind<request_times> request_times_of(const prepared& known, const workload& load, const expectation* expected = nullptr) noexcept {
    if (!computable(known, load)) return {};
    return with_pricing(known, footprint_of(known, load), expected, [&](const step_pricing& by) { return request_times_of(by, load); });
}

[[nodiscard]] constexpr by_kind<decode_times> decode_growth(const prepared& known, const workload& load, const expectation* expected = nullptr) noexcept {
    if (!computable(known, load)) return {};
    return with_pricing(known, footprint_of(known, load), expected, [&](const step_pricing& by) { return decode_growth(by, load); });
}

/// A prefill beside `batch` sequences that decode.
[[nodiscard]] constexpr by_kind<mixed_times> mixed_prefill(const prepared& known, const workload& load, const expectation* expected = nullptr) noexcept {
    if (!computable(known, load)) return {};
    return with_pricing(known, footprint_of(known, load), expected, [&](const step_pricing& by) { return mixed_prefill(by, load); });
}

// --- traces ---

/// Beside what a deployment fails in: every kind of request must be possible by itself, and no longer than the engine admits; the
/// first that is not is reported.
[[nodiscard]] constexpr findings judge_trace(findings f, const workload& load, const trace& t, std::int64_t max_model_len = not_stated) noexcept {
    f.add(rules::trace_not_empty(t));
    for (const traced_request& r : t) {
        const workload one = of_kind(load, r);
        if (!r.counts() || (rules::in_range(one) && rules::sequence_length(max_model_len, one).ok())) continue;
        f.add(rules::workload_in_range(one));
        f.add(rules::prefix_in_prompt(one));
        f.add(rules::drafts_in_output(one));
        f.add(rules::acceptance_possible(one));
        if (rules::in_range(one)) f.add(rules::sequence_length(max_model_len, one));
        break;
    }
    return f;
}

namespace detail {

/// The workload with the length and the prefix of the mean sequence of a trace that decodes, its last token the one output.
constexpr workload as_long_as(const prepared& known, workload load, const trace& t) noexcept {
    step_size size = decode_size(known.held.plan, load);
    size.lengths = t;
    size.prefix = load.prefix_shared ? 1 : 0;  // kinds have their own
    double context = 0, prefix = 0;
    each_length(size, [&](const step_size& one, double share) {
        context += share * static_cast<double>(one.context);
        prefix += share * static_cast<double>(one.prefix);
    });
    constexpr double almost = 1 - 1e-6;  // rounded up, but for what the shares err
    load.prompt = context < static_cast<double>(rules::largest_count) ? static_cast<std::int64_t>(context + almost) - 1 : rules::largest_count;
    load.prefix = static_cast<std::int64_t>(prefix);
    load.output = 1;
    load.drafts = {};
    return load;
}

}  // namespace detail

/// And the memory must hold the batch of sequences at their mean length, as they are in all states of their output at once.
/// 100 requests of 100,000 tokens of Llama-3.1-8B in bf16 are 1,311 GB of cache.
[[nodiscard]] constexpr findings judge_trace(const prepared& known, const findings& own, const workload& load, const trace& t) noexcept {
    findings f = judge_trace(own, load, t, known.max_model_len), memory;
    if (!computable(known, load) || judge_trace(findings{}, load, t).failed > 0) return f;
    check_memory(known.memory, footprint_of(known, detail::as_long_as(known, load, t)), memory);
    for (const finding& x : memory)
        if (!f.has(x.code)) f.add(x);
    return f;
}

/// Prices are those of where the workload's own lengths put weights and cache, or those of the mean sequence that decodes where
/// these need more.
[[nodiscard]] constexpr by_kind<request_times> trace_times_of(const prepared& known, const workload& load, const trace& t, const expectation* expected = nullptr) noexcept {
    if (!computable(known, load) || judge_trace(findings{}, load, t).failed > 0) return {};
    const footprint own = footprint_of(known, load), of_mean = footprint_of(known, detail::as_long_as(known, load, t));
    return with_pricing(known, own.total.value < of_mean.total.value ? of_mean : own, expected, [&](const step_pricing& by) { return trace_times_of(by, load, t); });
}

// --- the most that is served ---

struct max_load_times {
    resident_requests in_flight{};
    by_kind<load_rates> rates{};
};

/// The batch of the workload is not looked at: as many are in flight as fit.
[[nodiscard]] constexpr max_load_times max_load_of(const prepared& known, workload load, const expectation* expected = nullptr) noexcept {
    max_load_times most;
    if (!computable(known, load)) return most;
    const std::int64_t admitted = known.max_num_seqs == not_stated ? rules::largest_count : checked::product(known.max_num_seqs, known.data_ranks);
    most.in_flight = resident_requests_of(known.held, known.memory, load, admitted < rules::largest_count ? admitted : rules::largest_count);
    if (most.in_flight.count == 0) return most;
    load.batch = most.in_flight.count;
    workload mean = load;
    mean.output /= 2;
    most.rates = with_pricing(known, footprint_of(known.held, mean), expected, [&](const step_pricing& by) { return load_rates_of(by, load, most.in_flight.granted); });
    return most;
}

/// Beside what a deployment fails in: the objective of TPOT, at as many as are in flight.
[[nodiscard]] constexpr findings judge_max_load(findings f, const workload& load, const max_load_times& most) noexcept {
    if (!f.has(rule::tpot_objective)) f.add(rules::within(rule::tpot_objective, load.tpot, most.rates.ceiling.tpot.time));
    return f;
}

// --- prefill and decode apart ---

/// One phase of a service: a deployment, and what it is asked.
struct phase_asked {
    const prepared& known;
    workload load{};
    const expectation* expected = nullptr;
};

namespace detail {

constexpr bool both_computable(const phase_asked& prefill, const phase_asked& decode) noexcept { return computable(prefill.known, prefill.load) && computable(decode.known, decode.load); }

}  // namespace detail

/// What fails of either, whether the one goes on where the other ends, and objectives: of the prefill's workload that of TTFT,
/// of the decode's that of TPOT, against the ceilings of both together. `same_model`: what a sheet does not show.
[[nodiscard]] constexpr findings judge_phases(const phase_asked& prefill, const phase_asked& decode, seconds ttft, seconds tpot, bool same_model = true) noexcept {
    const auto own = [](const phase_asked& p) { return judge(p.known, p.load, footprint_of(p.known, p.load)); };
    findings f = own(prefill);
    for (const finding& x : own(decode)) f.add(x);
    if (!detail::both_computable(prefill, decode)) return f;
    f.add(rules::phases_match(prefill.known.held, prefill.load, decode.known.held, decode.load, same_model));
    phase_times first, then;
    first.ceiling.time = ttft;
    then.ceiling.time = tpot;
    if (prefill.load.ttft.stated) f.add(rules::ttft_objective(prefill.load, first));
    if (decode.load.tpot.stated) f.add(rules::tpot_objective(decode.load, then));
    return f;
}

namespace detail {

/// use(prefill, decode), each at its prices.
template <class Use>
constexpr auto with_pools(const phase_asked& prefill, const footprint& of_prefill, const phase_asked& decode, const footprint& of_decode, Use use) noexcept {
    return with_pricing(prefill.known, of_prefill, prefill.expected, [&](const step_pricing& first) {
        return with_pricing(decode.known, of_decode, decode.expected, [&](const step_pricing& then) { return use(phase_pool{first, prefill.load}, phase_pool{then, decode.load}); });
    });
}

}  // namespace detail

[[nodiscard]] constexpr by_kind<disaggregated_times> disaggregated_times_of(const phase_asked& prefill, const phase_asked& decode, const cache_route& over) noexcept {
    if (!detail::both_computable(prefill, decode)) return {};
    return detail::with_pools(prefill, footprint_of(prefill.known, prefill.load), decode, footprint_of(decode.known, decode.load),
                              [&](const phase_pool& first, const phase_pool& then) { return disaggregated_times_of(first, then, over); });
}

/// On the same devices, which hold both layouts.
[[nodiscard]] constexpr footprint both_layouts(const phase_asked& prefill, const phase_asked& decode, bool same_formats) noexcept {
    if (!detail::both_computable(prefill, decode)) return {};
    return both_layouts(prefill.known.held, prefill.load, decode.known.held, footprint_of(decode.known, decode.load), same_formats);
}

[[nodiscard]] constexpr findings judge_per_phase(const phase_asked& prefill, const phase_asked& decode, seconds ttft, seconds tpot, bool same_model, bool same_formats) noexcept {
    findings f = judge_phases(prefill, decode, ttft, tpot, same_model);
    if (!detail::both_computable(prefill, decode)) return f;
    f.add(rules::phases_on_same_devices(prefill.known.held.plan, decode.known.held.plan));
    if (!f.has(rule::memory_capacity)) check_memory(decode.known.memory, both_layouts(prefill, decode, same_formats), f);
    return f;
}

[[nodiscard]] constexpr by_kind<request_times> per_phase_times_of(const phase_asked& prefill, const phase_asked& decode, const cache_route& over, bool same_formats) noexcept {
    if (!detail::both_computable(prefill, decode)) return {};
    const footprint held = both_layouts(prefill, decode, same_formats);
    return detail::with_pools(prefill, held, decode, held, [&](const phase_pool& first, const phase_pool& then) { return per_phase_times_of(first, then, over); });
}

}  // namespace rafter
