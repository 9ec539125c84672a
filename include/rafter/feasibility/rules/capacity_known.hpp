// RAFTER-M004: a tier that keeps data has a known capacity, or it is not known whether anything fits.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/demand/footprint.hpp>

namespace rafter::rules {

/// Required bytes against those of the tiers whose capacity is known. Holds if these are enough. Fails also for a part
/// that has no memory to keep data in.
[[nodiscard]] constexpr finding capacity_known(const footprint& f, const placement& p) noexcept {
    if (!p.all_placed() && !p.capacity_known) return {rule::capacity_known, verdict::fails, f.total.value, p.available};
    return {rule::capacity_known};
}

}  // namespace rafter::rules
