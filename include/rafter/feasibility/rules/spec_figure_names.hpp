// The figures that RAFTER-H001 tells, by the fields that they stand in.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/rules/spec_positive.hpp>
#include <rafter/hardware/number_format.hpp>

namespace rafter::rules {

/// A field of an accelerator: "tiers[", 2, "].read"; "peaks.", "fp8".
struct figure_name {
    const char* begin = "";
    std::int64_t tier = -1;  ///< from the innermost outward; -1: none
    const char* end = "";
};

[[nodiscard]] constexpr figure_name name_of_figure(std::int64_t subject) noexcept {
    using at = spec_figure;
    if (subject < 0 || subject == at::any_tier) return {"tiers[0]"};
    if (subject < at::any_tier) return {"tiers[", subject % 10, subject < at::tier_read ? "].capacity" : subject < at::tier_name ? "].read" : "].name"};
    if (subject < at::link_per_device) return {"peaks.", -1, name_of(static_cast<arithmetic>(subject - at::peak))};
    if (subject < at::power) {
        const char* const fields[] = {"per_device", "pairwise", "latency", "domain", "wraps_at"};
        return {subject < at::link_per_device + 20 ? "scale_up." : "scale_out.", -1, fields[subject % 20]};
    }
    switch (subject) {
        case at::units: return {"units.units"};
        case at::flops_per_unit_per_cycle: return {"units.flops_per_unit_per_cycle"};
        case at::boost_clock: return {"units.boost_clock"};
        case at::wide_products: return {"sustained.wide_products"};
        case at::narrow_products: return {"sustained.narrow_products"};
        case at::memory_read: return {"sustained.memory_read"};
        case at::all_reduce: return {"sustained.all_reduce"};
        case at::tile_rows: return {"tile.rows"};
        case at::tile_columns: return {"tile.columns"};
        case at::cores: return {"on_chip.cores"};
        case at::hop: return {"on_chip.hop"};
        default: return {"power"};
    }
}

/// What has no number is missing: a name, or any memory.
[[nodiscard]] constexpr bool is_missing(std::int64_t subject) noexcept {
    using at = spec_figure;
    return subject >= at::tier_name && subject <= at::any_tier;
}

}  // namespace rafter::rules
