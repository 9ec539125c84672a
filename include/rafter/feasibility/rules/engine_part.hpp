// RAFTER-E001: the engine runs on parts of this maker.
#pragma once

#include <rafter/engine/engine.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>

namespace rafter::rules {

/// Required: the number of the part's maker in vendor_set, available: those of the engine as bits. Holds where the engine
/// does not say what it runs on.
[[nodiscard]] constexpr finding engine_part(const accelerator& a, const engine& e) noexcept {
    if (!e.runs_on.stated() || e.runs_on.contains(a.vendor)) return {rule::engine_part};
    return {rule::engine_part, verdict::fails, vendor_set::number_of(a.vendor), static_cast<std::int64_t>(e.runs_on.bits)};
}

}  // namespace rafter::rules
