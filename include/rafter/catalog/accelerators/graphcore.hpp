// Graphcore: Colossus Mk2 GC200 IPU, Bow IPU.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace graphcore_sources {
inline constexpr const char* launch    = "Graphcore Mk2 launch (convergedigest 2020-07, eenewseurope), M2000 machine / 4";
inline constexpr const char* datasheet = "Graphcore Bow-2000 datasheet, machine / 4";
inline constexpr const char* power     = "eenewseurope.com, Bow, machine / 4";
inline constexpr const char* ex3       = "eX3 cluster documentation";
}  // namespace graphcore_sources

// What the GC200 and the Bow share: the Bow is a GC200 with a wafer of capacitors below it, which clocks higher.
namespace graphcore_mk2 {
/// fp16 products, fp16 sums.
constexpr dense_peaks peaks(flops_per_second fp16, const char* source) noexcept {
    return {.fp32 = {flops_per_second{fp16.value / 4}, "derived: a quarter of fp16, unverified"}, .fp16 = {fp16, source}};
}
/// Weights and cache live here. "3.6 GB" a machine.
constexpr memory_tier sram(figure<bytes_per_second> read) noexcept {
    return {.name = "in-processor SRAM", .capacity = {900_MB, graphcore_sources::launch}, .read = read};
}
inline constexpr memory_tier streaming{.name = "streaming DDR4",
                                       .capacity = {64_GB, graphcore_sources::datasheet},  // "up to 256 GB" a machine
                                       .read = {20_GB_per_s, "about 20 GB/s an IPU, unverified"}};
inline constexpr link ipu_link{.name = "IPU-Link",
                               .per_device = {160_GB_per_s, graphcore_sources::ex3},  // 10 links; "320 GB/s" is both directions
                               .domain = {64, graphcore_sources::datasheet},
                               .shape = topology::torus_2d};                // ladder closed to a torus in a Pod64
inline constexpr link gw_link{.name = "GW-Link",                            // 2 x 100 Gb/s a machine, a quarter each
                              .per_device = {6.25_GB_per_s, graphcore_sources::datasheet},
                              .shape = topology::switched};
}  // namespace graphcore_mk2

struct graphcore_gc200 {
    static constexpr accelerator spec{
        .name = "IPU GC200",
        .id = "graphcore_gc200",
        .vendor = "Graphcore",
        .kind = architecture::many_core_sram,
        .scope = "IPU, 1472 tiles, a quarter of a machine",
        .peaks = graphcore_mk2::peaks(250_TFLOPS, graphcore_sources::launch),
        // arXiv 2506.00008 pairs 900 MB with 45 TB/s; that rate belongs to the Mk1.
        .tiers = {graphcore_mk2::sram({47.5_TB_per_s, graphcore_sources::ex3}), graphcore_mk2::streaming},
        .scale_up = graphcore_mk2::ipu_link,
        .scale_out = graphcore_mk2::gw_link,
        .power = {375_W, "derived: machine 1.5 kW / 4 (eenewseurope)"},
    };
};

struct graphcore_bow {
    static constexpr accelerator spec{
        .name = "Bow IPU",
        .id = "graphcore_bow",
        .vendor = "Graphcore",
        .kind = architecture::many_core_sram,
        .scope = "IPU, 1472 tiles, a quarter of a machine",
        .peaks = graphcore_mk2::peaks(350_TFLOPS, graphcore_sources::datasheet),  // 1.4 PFLOPS a machine
        // Some tables print the 47.5 TB/s of the GC200: the larger, for a bound.
        .tiers = {graphcore_mk2::sram({65_TB_per_s, "Graphcore's figure for the Bow, unverified"}), graphcore_mk2::streaming},
        .scale_up = graphcore_mk2::ipu_link,
        .scale_out = graphcore_mk2::gw_link,
        .power = {312_W, graphcore_sources::power},                         // machine 1.25 kW on average
    };
};

}  // namespace rafter::catalog::accelerators
