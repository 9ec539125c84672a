// Cerebras: WSE-3, the wafer of a CS-3.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace cerebras_sources {
inline constexpr const char* press   = "Cerebras CS-3 press material, March 2024 (Tom's Hardware)";
inline constexpr const char* cores   = "Next Platform 2024-03-14: 900,000 cores, 8-wide fp16 FMA";
inline constexpr const char* dense   = "derived: 900,000 cores x 8 FMA x 2 x 1.1 GHz";
inline constexpr const char* network = "12 x 100 GbE, rate unverified (Tom's Hardware, CS-3)";
}  // namespace cerebras_sources

struct cerebras_wse3 {
    static constexpr accelerator spec{
        .name = "WSE-3",
        .id = "cerebras_wse3",
        .vendor = "Cerebras",
        .kind = architecture::wafer_scale,
        .scope = "wafer, a CS-3 system",
        // The maker prints only 125 PFLOPS, "shown as sparse", about 8 times the dense rate.
        .peaks = {.bf16 = {15.84_PFLOPS, cerebras_sources::dense},
                  .fp16 = {15.84_PFLOPS, cerebras_sources::dense}},
        .units = {.format = arithmetic::fp16,
                  .units = {900'000, cerebras_sources::cores},
                  .flops_per_unit_per_cycle = {16, cerebras_sources::cores},
                  .boost_clock = {1.1_GHz, "public GitHub file, dense rate derived at 1.1 GHz, third party"}},
        .tiers = {{.name = "SRAM",                                          // 48 KB a core; weights and cache live here
                   .capacity = {44_GB, cerebras_sources::press},
                   .read = {21_PB_per_s, cerebras_sources::press}},         // petaBYTES
                  {.name = "MemoryX",                                       // outside the wafer; 1.5 TB, 12 TB or 1.2 PB
                   .capacity = {1.5_TB, cerebras_sources::press},
                   .read = {150_GB_per_s, "system I/O 1.2 Tb/s, unverified"}}},
        // The mesh on the wafer (214 petaBITS a second) joins cores of one device: it is no link between devices.
        .scale_out = {.name = "SwarmX",
                      .per_device = {150_GB_per_s, cerebras_sources::network},
                      .domain = {2048, cerebras_sources::press},
                      .shape = topology::tree,
                      .reduces = true},                                     // it broadcasts and adds on the way
        .power = {23_kW, "about 23 kW a CS-3 (awesomeagents.ai/hardware/cerebras-wse-3), third party"},
    };
};

}  // namespace rafter::catalog::accelerators
