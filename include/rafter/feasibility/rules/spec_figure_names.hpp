// The figures that RAFTER-H001 names, in words.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/rules/spec_positive.hpp>
#include <rafter/hardware/number_format.hpp>

namespace rafter::rules {

/// Its name in words: "read rate of a memory tier". Of tier_name, any_tier and link_name what is missing.
[[nodiscard]] constexpr const char* name_of_figure(std::int64_t subject) noexcept {
    if (subject >= spec_figure::peak && subject < spec_figure::peak + arithmetic_count) return "peak";
    if (subject >= 0 && subject < 10) return "capacity of a memory tier";
    if (subject >= 10 && subject < 20) return "read rate of a memory tier";
    if (subject >= 20 && subject < 30) return "name of a memory tier";
    if (subject >= 200 && subject < 240) {
        constexpr const char* of_link[] = {"rate of a link", "pairwise rate of a link", "latency of a link", "domain of a link", "wraps_at of a link", "name of a link"};
        return of_link[subject % 20 < 6 ? subject % 20 : 5];
    }
    switch (subject) {
        case spec_figure::any_tier: return "number of memory tiers";
        case spec_figure::power: return "power";
        case spec_figure::units: return "number of matrix units";
        case spec_figure::flops_per_unit_per_cycle: return "FLOPs of a unit and cycle";
        case spec_figure::boost_clock: return "boost clock";
        case spec_figure::wide_products: return "sustained rate of wide products";
        case spec_figure::narrow_products: return "sustained rate of narrow products";
        case spec_figure::memory_read: return "sustained read rate";
        case spec_figure::all_reduce: return "sustained rate of an all-reduce";
        case spec_figure::tile_rows: return "number of rows of an array";
        case spec_figure::tile_columns: return "number of columns of an array";
        case spec_figure::cores: return "number of cores";
        default: return "time of a hop";
    }
}

}  // namespace rafter::rules
