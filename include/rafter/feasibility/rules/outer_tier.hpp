// RAFTER-M002: a warning: not all fits into the innermost tier that keeps data, some is read from further out.
#pragma once

#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required bytes against those of the innermost tier that keeps data.
[[nodiscard]] constexpr finding outer_tier(const footprint& f, const placement& p) noexcept {
    if (p.capacity_known && p.all_placed() && p.tiers_used > 1)
        return {rule::outer_tier, verdict::warns, f.total.value, p.innermost};
    return {rule::outer_tier};
}

}  // namespace rafter::rules
