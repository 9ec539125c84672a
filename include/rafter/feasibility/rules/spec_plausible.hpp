// RAFTER-H002 and H003: the figures of a specification go together.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter::rules {

/// H002: no tier is read faster than one further in. Subject: the outer tier; required: at most the inner rate, in MB/s;
/// available: its own.
[[nodiscard]] constexpr finding spec_tier_order(const accelerator& a) noexcept {
    double inner = 0;
    for (int i = 0; i < a.tier_count(); ++i) {
        const auto& read = a.tiers[i].read;
        if (!read.known()) continue;
        if (inner > 0 && read.value.value > inner)
            return {rule::spec_tier_order, verdict::fails, checked::truncated(inner / 1e6), checked::truncated(read.value.value / 1e6), i};
        inner = read.value.value;
    }
    return {rule::spec_tier_order};
}

/// H003: where the spec states its units, their peak is not above units x FLOPs per unit per cycle x boost clock (0.5 %
/// are granted for rounding). Required: the stated peak in GFLOPS; available: what the units can do.
[[nodiscard]] constexpr finding spec_peak(const accelerator& a) noexcept {
    const matrix_units& u = a.units;
    const auto& peak = a.peaks[u.format];
    if (!u.units.known() || !u.flops_per_unit_per_cycle.known() || !u.boost_clock.known() || !peak.known()) return {rule::spec_peak};
    const double possible = static_cast<double>(u.units.value) * static_cast<double>(u.flops_per_unit_per_cycle.value) * u.boost_clock.value.value;
    if (peak.value.value > possible * 1.005)
        return {rule::spec_peak, verdict::fails, checked::truncated(peak.value.value / 1e9), checked::truncated(possible / 1e9), static_cast<std::int64_t>(u.format)};
    return {rule::spec_peak};
}

}  // namespace rafter::rules
