// Microsoft: Maia 100.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace microsoft_sources {
inline constexpr const char* hot_chips = "Microsoft, Hot Chips 2024 slides, as quoted by en.eeworld.com (eic677557)";
}  // namespace microsoft_sources

struct microsoft_maia100 {
    static constexpr accelerator spec{
        .name = "Maia 100",
        .id = "microsoft_maia100",
        .vendor = "Microsoft",
        .kind = architecture::systolic_array,
        .scope = "chip, 16 clusters of 4 tiles",
        // Beside it 1,500 TOPS in MX9 and 3,000 in MX6: nine and six bits an element, which are neither fp8 nor fp4, and
        // no format here. They are left out.
        .peaks = {.bf16 = {800_TFLOPS, microsoft_sources::hot_chips}},      // "0.8 POPS dense"
        .tiers = {{.name = "L1 and L2 SRAM",                                // managed by software; "about 500 MB"
                   .capacity = {500_MB, microsoft_sources::hot_chips},
                   .role = keeps::copies},
                  {.name = "HBM2E",
                   .capacity = {64_GB, microsoft_sources::hot_chips},
                   .read = {1.8_TB_per_s, microsoft_sources::hot_chips}}},
        // One direction. Of 12 ports of 400 Gb/s, 9 go to the three other chips of a node and 3 to switches, and
        // collectives use all 12. No source says how many chips they join.
        .scale_up = {.name = "Ethernet 12 x 400 Gb/s",
                     .per_device = {600_GB_per_s, microsoft_sources::hot_chips}},
        .power = {500_W, microsoft_sources::hot_chips},                     // as provisioned; designed for 700
    };
};

}  // namespace rafter::catalog::accelerators
