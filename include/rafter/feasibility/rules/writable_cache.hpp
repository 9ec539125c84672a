// RAFTER-M003: what a step writes (cache, activations, reserve) has room in writable memory. Flash holds weights only.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter::rules {

/// Required: cache, activations and reserve in bytes; available: writable bytes where the engine lets the cache lie (0 where
/// that tier is read-only or does not exist); subject: that tier, or -1. A shortage of memory as a whole is M001's.
[[nodiscard]] constexpr finding writable_cache(const placement& p) noexcept {
    if (p.written_left == 0 || !p.capacity_known) return {rule::writable_cache};
    if (p.cache_tier < 0 && p.required > p.available) return {rule::writable_cache};
    return {rule::writable_cache, verdict::fails, p.written, p.cache_room, p.cache_tier};
}

}  // namespace rafter::rules
