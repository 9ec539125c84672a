// AMD: Instinct MI300X.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace amd_sources {
inline constexpr const char* mi300     = "AMD ROCm documentation, gpu-arch/mi300.md (e396b489)";
inline constexpr const char* gpu_specs = "AMD ROCm documentation, gpu-specs table, 7.13.0";
inline constexpr const char* cdna3     = "AMD CDNA 3 white paper";
inline constexpr const char* network   = "ml-engineering, network/README.md, 2026-08-22";
inline constexpr const char* table     = "AMD MI300X page via ml-engineering, compute/accelerator, 2026-08-22";
}  // namespace amd_sources

struct amd_mi300x {
    static constexpr accelerator spec{
        .name = "MI300X",
        .id = "amd_mi300x",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 8 XCDs as one device (SPX)",
        // Dense; some tables print the sparse 2,615 as fp16. Matrix products are known to hold 1.1 to 1.2 of the 2.1 GHz.
        .peaks = {.fp32 = {163.4_TFLOPS, amd_sources::mi300},
                  .tf32 = {653.7_TFLOPS, amd_sources::mi300},
                  .bf16 = {1307.4_TFLOPS, amd_sources::mi300},
                  .fp16 = {1307.4_TFLOPS, amd_sources::mi300},
                  .fp8 = {2614.9_TFLOPS, amd_sources::mi300},
                  .int8 = {2614.9_TOPS, amd_sources::mi300}},
        // 304 x 2048 x 2.1 GHz = 1,307.4 TFLOPS
        .units = {.format = arithmetic::bf16,
                  .units = {304, amd_sources::gpu_specs},
                  .flops_per_unit_per_cycle = {2048, amd_sources::mi300},
                  .boost_clock = {2.1_GHz, amd_sources::cdna3}},
        .tiers = {{.name = "L2",                                            // 4 MiB an XCD, private to it
                   .capacity = {32_MiB, amd_sources::gpu_specs},
                   .read = {51.6_TB_per_s, amd_sources::cdna3},             // all XCDs; other notes say 34.4
                   .role = keeps::copies},
                  {.name = "Infinity Cache",
                   .capacity = {256_MiB, amd_sources::gpu_specs},
                   .read = {17.2_TB_per_s, amd_sources::cdna3},             // 128 slices x 64 B x 2.1 GHz
                   .role = keeps::copies},
                  {.name = "HBM3",                                          // "192 GB" is 192 GiB in AMD's tables
                   .capacity = {192_GiB, amd_sources::gpu_specs},
                   .read = {5.3_TB_per_s, amd_sources::mi300}}},
        // 7 x 64 GB/s to 7 peers: a pair has one link, and nothing switches. "896 GB/s" is both directions.
        .scale_up = {.name = "Infinity Fabric",
                     .per_device = {448_GB_per_s, amd_sources::mi300},
                     .pairwise = {64_GB_per_s, amd_sources::mi300},
                     .domain = {8, amd_sources::mi300},
                     .shape = topology::all_to_all},
        .scale_out = {.name = "Ethernet or InfiniBand 400 Gb/s",            // one a GPU on common platforms
                      .per_device = {50_GB_per_s, amd_sources::network},
                      .shape = topology::switched},
        .power = {750_W, amd_sources::table},                               // peak of the board
    };
};

}  // namespace rafter::catalog::accelerators
