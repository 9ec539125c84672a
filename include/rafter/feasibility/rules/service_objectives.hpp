// RAFTER-S001 and S002: the ceilings of prefill and decode lie within the objectives. A bound that misses an objective
// cannot be mended by any engine; one that meets it promises nothing.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/times.hpp>
#include <rafter/quantity/checked.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter::rules {

/// Nanoseconds, rounded away from zero; what does not fit into 64 bits is the largest number that does. -1 s: -1,000,000,000.
[[nodiscard]] constexpr std::int64_t nanoseconds(seconds s) noexcept { return checked::rounded_away(s.value * 1e9); }

[[nodiscard]] constexpr finding within(rule code, const objective& o, seconds bound) noexcept {
    if (o.stated && !(bound <= o.limit)) return {code, verdict::fails, nanoseconds(bound), nanoseconds(o.limit)};
    return {code};
}

/// Required: the ceiling of time to first token in ns; available: the objective.
[[nodiscard]] constexpr finding ttft_objective(const workload& w, const phase_times& prefill) noexcept {
    return within(rule::ttft_objective, w.ttft, prefill.ceiling.time);
}

/// Required: the ceiling of time per output token in ns; available: the objective.
[[nodiscard]] constexpr finding tpot_objective(const workload& w, const phase_times& decode) noexcept {
    return within(rule::tpot_objective, w.tpot, decode.ceiling.time);
}

}  // namespace rafter::rules
