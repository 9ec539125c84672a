// Arm: Ethos-U85.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace arm_sources {
inline constexpr const char* announcement = "Arm Ethos-U85 announcement, April 2024 (xpu.pub)";
}  // namespace arm_sources

// Licensed logic: 128 to 2,048 multiply-adds a cycle, and all figures scale with them. Here the largest, at 1 GHz.
struct arm_ethos_u85 {
    static constexpr accelerator spec{
        .name = "Ethos-U85 2048",
        .id = "arm_ethos_u85_2048",
        .vendor = "Arm",
        .kind = architecture::edge_npu,
        .scope = "NPU, 2048 MACs at 1 GHz",
        .peaks = {.int8 = {4.096_TOPS, arm_sources::announcement}},         // dense; 2:4 sparsity doubles, int16 halves
        .units = {.format = arithmetic::int8,
                  .units = {2048, arm_sources::announcement},
                  .flops_per_unit_per_cycle = {2, arm_sources::announcement},
                  .boost_clock = {1_GHz, arm_sources::announcement}},
        .tiers = {{.name = "internal SRAM",                                 // 29 to 267 KB by configuration
                   .capacity = {267_KiB, arm_sources::announcement},
                   .role = keeps::copies},
                  // Size and rate are the integrator's: the capacity is absent here and belongs into a spec of your own
                  // (Alif Ensemble: 9.75 MB). The rate is what the ports can carry.
                  {.name = "system memory",
                   .read = {96_GB_per_s, "derived: six 128-bit AXI5 ports x 1 GHz"}}},
    };
};

}  // namespace rafter::catalog::accelerators
