// Graphcore: Colossus Mk2 GC200 IPU.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace graphcore_sources {
inline constexpr const char* launch    = "Graphcore Mk2 launch (convergedigest 2020-07, eenewseurope), M2000 machine / 4";
inline constexpr const char* datasheet = "Graphcore Bow-2000 datasheet, machine / 4";
inline constexpr const char* ex3       = "eX3 cluster documentation";
}  // namespace graphcore_sources

struct graphcore_gc200 {
    static constexpr accelerator spec{
        .name = "IPU GC200",
        .id = "graphcore_gc200",
        .vendor = "Graphcore",
        .kind = architecture::many_core_sram,
        .scope = "IPU, 1472 tiles, a quarter of a machine",
        .peaks = {.fp32 = {62.5_TFLOPS, "derived: a quarter of fp16, unverified"},
                  .fp16 = {250_TFLOPS, graphcore_sources::launch}},         // fp16 products, fp16 sums
        // arXiv 2506.00008 pairs 900 MB with 45 TB/s; that rate belongs to the Mk1.
        .tiers = {{.name = "in-processor SRAM",                             // weights and cache live here
                   .capacity = {900_MB, graphcore_sources::launch},         // "3.6 GB" a machine
                   .read = {47.5_TB_per_s, graphcore_sources::ex3}},
                  {.name = "streaming DDR4",
                   .capacity = {64_GB, graphcore_sources::datasheet},       // "up to 256 GB" a machine
                   .read = {20_GB_per_s, "about 20 GB/s an IPU, unverified"}}},
        .scale_up = {.name = "IPU-Link",
                     .per_device = {160_GB_per_s, graphcore_sources::ex3},  // 10 links; "320 GB/s" is both directions
                     .domain = {64, graphcore_sources::datasheet},
                     .shape = topology::torus_2d},                          // ladder closed to a torus in a Pod64
        .scale_out = {.name = "GW-Link",                                    // 2 x 100 Gb/s a machine, a quarter each
                      .per_device = {6.25_GB_per_s, graphcore_sources::datasheet},
                      .shape = topology::switched},
        .power = {375_W, "derived: machine 1.5 kW / 4 (eenewseurope)"},
    };
};

}  // namespace rafter::catalog::accelerators
