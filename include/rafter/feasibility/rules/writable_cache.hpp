// RAFTER-M003: what a step writes (cache, activations, reserve) has room in writable memory. Flash holds weights only.
#pragma once

#include <rafter/demand/footprint.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required: cache, activations and reserve in bytes; available: writable bytes, of the tier that the engine names for
/// the cache (0 where that tier is read-only or does not exist) or of all. A shortage of memory as a whole is M001's.
[[nodiscard]] constexpr finding writable_cache(const accelerator& a, const footprint& f, const placement& p, const engine& e) noexcept {
    if (p.written_left.value == 0 || !p.capacity_known) return {rule::writable_cache};
    const bytes required = cache_claim(f, e) + f.activations + f.reserve;
    bytes available = p.writable;
    if (e.cache_tier >= 0) {
        const bool usable = p.cache_tier_exists && a.tiers[e.cache_tier].writable && a.tiers[e.cache_tier].role == keeps::data;
        available = usable ? budget_of(a.tiers[e.cache_tier].capacity.value, e) : bytes{0};
    } else if (f.total - f.cache + cache_claim(f, e) > p.available) {
        return {rule::writable_cache};
    }
    return {rule::writable_cache, verdict::fails, required.value, available.value, e.cache_tier};
}

}  // namespace rafter::rules
