// RAFTER-W006: a trace has at least one request that comes.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/workload/trace.hpp>

namespace rafter::rules {

/// Required: requests of a positive weight, available: how many a trace needs.
[[nodiscard]] constexpr finding trace_not_empty(const trace& t) noexcept {
    if (t.counted() > 0) return {rule::trace_not_empty};
    return {rule::trace_not_empty, verdict::fails, 0, 1};
}

}  // namespace rafter::rules
