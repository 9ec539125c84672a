// RAFTER-W002: the engine's policies are sane: memory percent 1 to 100, no negative reserve, a chunk of at least one token.
#pragma once

#include <rafter/engine/engine.hpp>
#include <rafter/feasibility/finding.hpp>

namespace rafter::rules {

/// Subject 0 memory percent, 1 reserve, 2 prefill chunk.
[[nodiscard]] constexpr finding engine_in_range(const engine& e) noexcept {
    if (e.memory_percent < 1 || e.memory_percent > 100)
        return {rule::engine_in_range, verdict::fails, e.memory_percent, e.memory_percent < 1 ? 1 : 100, 0};
    if (e.reserve.value < 0) return {rule::engine_in_range, verdict::fails, e.reserve.value, 0, 1};
    if (e.prefill_chunk < 1) return {rule::engine_in_range, verdict::fails, e.prefill_chunk, 1, 2};
    return {rule::engine_in_range};
}

}  // namespace rafter::rules
