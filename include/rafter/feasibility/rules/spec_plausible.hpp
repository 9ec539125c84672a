// RAFTER-H001, H002, H003: a specification is physically plausible.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter::rules {

/// H001: a figure that is stated is positive and finite, and a part has at least one tier. Subject: the tier, or 100 +
/// the arithmetic of a peak, or 200 for a link, or 300 for the power; required 1, available the figure rounded toward zero.
[[nodiscard]] constexpr finding spec_positive(const accelerator& a) noexcept {
    const auto bad = [](std::int64_t subject, double value) {
        return finding{rule::spec_positive, verdict::fails, 1, checked::truncated(value), subject};
    };
    const auto sane = [](double value) { return value > 0 && value < 1e30; };
    const int tiers = a.tier_count();
    if (tiers == 0) return bad(0, 0);
    for (int i = 0; i < tiers; ++i) {
        const memory_tier& t = a.tiers[i];
        if (t.capacity.known() && t.capacity.value.value <= 0) return bad(i, static_cast<double>(t.capacity.value.value));
        if (t.read.known() && !sane(t.read.value.value)) return bad(i, t.read.value.value);
    }
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto& peak = a.peaks[static_cast<arithmetic>(i)];
        if (peak.known() && !sane(peak.value.value)) return bad(100 + i, peak.value.value);
    }
    const link* const links[] = {&a.scale_up, &a.scale_out};
    for (const link* l : links) {
        if (l->per_device.known() && !sane(l->per_device.value.value)) return bad(200, l->per_device.value.value);
        if (l->pairwise.known() && !sane(l->pairwise.value.value)) return bad(200, l->pairwise.value.value);
        if (l->latency.known() && !sane(l->latency.value.value)) return bad(200, l->latency.value.value);
        if (l->domain.known() && l->domain.value < 1) return bad(200, static_cast<double>(l->domain.value));
        if (l->wraps_at.known() && l->wraps_at.value < 1) return bad(200, static_cast<double>(l->wraps_at.value));
    }
    if (a.power.known() && !sane(a.power.value.value)) return bad(300, a.power.value.value);
    return {rule::spec_positive};
}

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
