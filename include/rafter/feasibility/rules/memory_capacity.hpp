// RAFTER-M001: weights, cache, activations and reserve of the fullest device fit into its memory.
#pragma once

#include <rafter/demand/footprint.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required and available bytes: all of the footprint against all tiers that keep data, after the engine's policy.
[[nodiscard]] constexpr finding memory_capacity(const footprint& f, const placement& p, const engine& e) noexcept {
    const bytes required = f.total - f.cache + cache_claim(f, e);
    if (p.capacity_known && required > p.available)
        return {rule::memory_capacity, verdict::fails, required.value, p.available.value};
    return {rule::memory_capacity};
}

}  // namespace rafter::rules
