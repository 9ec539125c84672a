// RAFTER-H001: every figure that a specification states is a possible one.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter::rules {

/// What the subject of a finding names. To the first three the number of a tier is added, to `peak` that of an arithmetic, to
/// those of a link 20 where it is the one between domains.
struct spec_figure {
    // clang-format off
    static constexpr std::int64_t
        tier_capacity = 0, tier_read = 10, tier_name = 20, any_tier = 99, peak = 100,
        link_per_device = 200, link_pairwise = 201, link_latency = 202, link_domain = 203, link_wraps_at = 204,
        power = 300, units = 310, flops_per_unit_per_cycle = 311, boost_clock = 312,
        wide_products = 320, narrow_products = 321, memory_read = 322, all_reduce = 323,
        tile_rows = 330, tile_columns = 331, cores = 332, hop = 333;
    // clang-format on
};

namespace detail {

/// The first figure that is stated and not possible, told with the limit that it breaks: `overflowed` where it is too large to be told.
struct first_impossible {
    finding found{rule::spec_positive};

    constexpr void fails(std::int64_t subject, std::int64_t value, std::int64_t limit) noexcept {
        if (found.ok()) found = {rule::spec_positive, verdict::fails, limit, value, subject};
    }
    constexpr void count(bool known, std::int64_t value, std::int64_t subject) noexcept {
        if (known && (value < 1 || value == checked::overflowed)) fails(subject, value, value < 1 ? 1 : checked::overflowed);
    }
    /// From `least` to 1e30: what is no number is none of these.
    constexpr void measure(bool known, double value, double least, std::int64_t subject) noexcept {
        if (known && !(value >= least && value < 1e30)) fails(subject, checked::truncated(value), value < least ? 1 : checked::overflowed);
    }
};

constexpr double least_rate = 1;       ///< a second
constexpr double least_other = 1e-30;  ///< a time in seconds, a power in watts

constexpr void look_at(const memory_tier& t, std::int64_t i, first_impossible& f) noexcept {
    f.count(t.capacity.known(), t.capacity.value.value, spec_figure::tier_capacity + i);
    f.measure(t.read.known(), t.read.value.value, least_rate, spec_figure::tier_read + i);
}

constexpr void look_at(const link& l, std::int64_t which, first_impossible& f) noexcept {
    f.measure(l.per_device.known(), l.per_device.value.value, least_rate, spec_figure::link_per_device + which);
    f.measure(l.pairwise.known(), l.pairwise.value.value, least_rate, spec_figure::link_pairwise + which);
    f.measure(l.latency.known(), l.latency.value.value, least_other, spec_figure::link_latency + which);
    f.count(l.domain.known(), l.domain.value, spec_figure::link_domain + which);
    f.count(l.wraps_at.known(), l.wraps_at.value, spec_figure::link_wraps_at + which);
    if (l.per_device.known() && l.pairwise.known() && l.pairwise.value > l.per_device.value)
        f.fails(spec_figure::link_pairwise + which, checked::truncated(l.pairwise.value.value), checked::truncated(l.per_device.value.value));
}

/// What stands beside peaks, memories and links, and most parts do not state.
constexpr void look_at_details(const accelerator& a, first_impossible& f) noexcept {
    const sustained_rates& s = a.sustained;
    f.count(a.units.units.known(), a.units.units.value, spec_figure::units);
    f.count(a.units.flops_per_unit_per_cycle.known(), a.units.flops_per_unit_per_cycle.value, spec_figure::flops_per_unit_per_cycle);
    f.measure(a.units.boost_clock.known(), a.units.boost_clock.value.value, least_rate, spec_figure::boost_clock);
    f.measure(a.power.known(), a.power.value.value, least_other, spec_figure::power);
    f.measure(s.wide_products.known(), s.wide_products.value.value, least_rate, spec_figure::wide_products);
    f.measure(s.narrow_products.known(), s.narrow_products.value.value, least_rate, spec_figure::narrow_products);
    f.measure(s.memory_read.known(), s.memory_read.value.value, least_rate, spec_figure::memory_read);
    f.measure(s.all_reduce.known(), s.all_reduce.value.value, least_rate, spec_figure::all_reduce);
    f.count(a.tile.rows.known(), a.tile.rows.value, spec_figure::tile_rows);
    f.count(a.tile.columns.known(), a.tile.columns.value, spec_figure::tile_columns);
    f.count(a.on_chip.cores.known(), a.on_chip.cores.value, spec_figure::cores);
    f.measure(a.on_chip.hop.known(), a.on_chip.hop.value.value, least_other, spec_figure::hop);
}

}  // namespace detail

/// A count is at least 1, a rate at least 1 a second, a time and a power are more than 0; a peer is reached no faster than all of
/// them together. A part has at least one tier, and one with figures has a name. Required: the limit, available: the figure, both
/// rounded toward zero; subject: which figure, see spec_figure.
[[nodiscard]] constexpr finding spec_positive(const accelerator& a) noexcept {
    detail::first_impossible f;
    const int tiers = a.tier_count();
    for (int i = 0; i < tiers; ++i) detail::look_at(a.tiers[i], i, f);
    for (int i = tiers; i < max_tiers; ++i)
        if (a.tiers[i].capacity.known() || a.tiers[i].read.known()) f.fails(spec_figure::tier_name + i, 0, 1);
    if (tiers == 0) f.fails(spec_figure::any_tier, 0, 1);
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto& peak = a.peaks[static_cast<arithmetic>(i)];
        f.measure(peak.known(), peak.value.value, detail::least_rate, spec_figure::peak + i);
    }
    detail::look_at(a.scale_up, 0, f);
    detail::look_at(a.scale_out, 20, f);
    detail::look_at_details(a, f);
    return f.found;
}

}  // namespace rafter::rules
