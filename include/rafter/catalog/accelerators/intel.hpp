// Intel: Xeon 6980P.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace intel_sources {
inline constexpr const char* review = "ServeTheHome, Intel Xeon 6900P review, page 2";
inline constexpr const char* amx    = "derived: 128 cores x 1,024 bf16 FLOP a cycle (AMX) x 3.2 GHz";
inline constexpr const char* cycle  = "Intel, Accelerate AI Workloads with Intel AMX, page 4 (pytorch.org, recipes/amx)";
}  // namespace intel_sources

struct intel_xeon_6980p {
    static constexpr accelerator spec{
        .name = "Xeon 6980P",
        .id = "intel_xeon_6980p",
        .vendor = "Intel",
        .kind = architecture::cpu,
        .scope = "socket, 128 cores",
        // Work a cycle of one core as Intel gives it for the 4th generation, 1,024 bf16 and 2,048 int8 (AMX).
        // Cores x work a cycle x the all-core turbo of 3.2 GHz: the larger reading, for a bound. At the base clock of
        // 2.0 GHz the same products are 262, 524 and 16.4.
        .peaks = {.fp32 = {26.2144_TFLOPS, "derived: 128 cores x 64 FLOP a cycle (AVX-512, 2 FMA) x 3.2 GHz"},
                  .bf16 = {419.4304_TFLOPS, intel_sources::amx},
                  .int8 = {838.8608_TOPS, "derived: 128 cores x 2,048 int8 OP a cycle (AMX) x 3.2 GHz"}},
        .units = {.format = arithmetic::bf16,
                  .units = {128, intel_sources::review},
                  .flops_per_unit_per_cycle = {1024, intel_sources::cycle},
                  .boost_clock = {3.2_GHz, intel_sources::review}},
        .tiers = {{.name = "L3",
                   .capacity = {504_MB, intel_sources::review},
                   .role = keeps::copies},
                  {.name = "MRDIMM-8800",                                   // a configuration; DDR5-6400 has 614.4 GB/s
                   .capacity = {1536_GB, "derived: 12 channels x 128 GB"},
                   .read = {844.8_GB_per_s, "derived: 12 channels x 8 B x 8,800 MT/s"}}},
        .scale_up = {.name = "UPI 2.0",                                     // rate not in a source that was read
                     .domain = {2, intel_sources::review},
                     .shape = topology::all_to_all},
        .power = {500_W, "public GitHub file, Xeon 6980P 128 cores, 500 W, third party"},
    };
};

}  // namespace rafter::catalog::accelerators
