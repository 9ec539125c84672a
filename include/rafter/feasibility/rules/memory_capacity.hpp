// RAFTER-M001: weights, cache, activations and reserve of the fullest device fit into its memory.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required and available bytes: all of the footprint against all tiers that keep data, after the engine's policy.
[[nodiscard]] constexpr finding memory_capacity(const storage& s, const memory_claim& c) noexcept {
    if (s.capacity_known && c.required > s.available) return {rule::memory_capacity, verdict::fails, c.required, s.available};
    return {rule::memory_capacity};
}

}  // namespace rafter::rules
