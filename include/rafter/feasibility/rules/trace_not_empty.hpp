// RAFTER-W006: a trace has at least one request that comes, and none whose weight is no number from 0 on.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/workload/trace.hpp>

namespace rafter::rules {

/// Required: requests of a positive weight, available: how many a trace needs. Subject 1: the first whose weight is negative,
/// endless or undefined, counted from 1, and how many there are.
[[nodiscard]] constexpr finding trace_not_empty(const trace& t) noexcept {
    std::int64_t i = 0;
    for (const traced_request& r : t) {
        ++i;
        if (!r.weighs()) return {rule::trace_not_empty, verdict::fails, i, t.count, 1};
    }
    if (t.counted() > 0) return {rule::trace_not_empty};
    return {rule::trace_not_empty, verdict::fails, 0, 1};
}

}  // namespace rafter::rules
