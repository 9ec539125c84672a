// Hailo: Hailo-8, Hailo-10H.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace hailo_sources {
inline constexpr const char* hailo_8  = "cnx-software.com, 2020-10-07, quoting Hailo";
inline constexpr const char* typical  = "branes-ai/graphs, hailo_edge_ai.md: typical, third party";
inline constexpr const char* hailo_10 = "awesomeagents.ai/hardware/hailo-10h, The Register 2024-04-10, quoting Hailo";
}  // namespace hailo_sources

// No interface to external memory: all lies in an SRAM whose size and rate are not published, and no claim is made.
struct hailo_8 {
    static constexpr accelerator spec{
        .name = "Hailo-8",
        .id = "hailo_8",
        .vendor = "Hailo",
        .kind = architecture::edge_npu,
        .scope = "chip",
        .peaks = {.int8 = {26_TOPS, hailo_sources::hailo_8}},
        .tiers = {{.name = "on-chip SRAM"}},
        .power = {2.5_W, hailo_sources::typical},                           // up to 8.65
    };
};

struct hailo_10h {
    static constexpr accelerator spec{
        .name = "Hailo-10H",
        .id = "hailo_10h",
        .vendor = "Hailo",
        .kind = architecture::edge_npu,
        .scope = "M.2 module",
        .peaks = {.int8 = {20_TOPS, hailo_sources::hailo_10},
                  .int4 = {40_TOPS, hailo_sources::hailo_10}},              // the headline
        .tiers = {{.name = "LPDDR4X",                                       // 4 or 8 GB; rate not published
                   .capacity = {8_GB, hailo_sources::hailo_10}}},
        .power = {2.5_W, hailo_sources::hailo_10},                          // typical
    };
};

}  // namespace rafter::catalog::accelerators
