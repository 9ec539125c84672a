// RAFTER-M001: weights, cache, activations and reserve of the fullest device fit into its memory.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required and available bytes: all of the footprint against all tiers that keep data, after the engine's policy.
[[nodiscard]] constexpr finding memory_capacity(const placement& p) noexcept {
    if (p.capacity_known && p.required > p.available)
        return {rule::memory_capacity, verdict::fails, p.required, p.available};
    return {rule::memory_capacity};
}

}  // namespace rafter::rules
