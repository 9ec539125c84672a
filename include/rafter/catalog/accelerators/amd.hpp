// AMD: Instinct MI250, MI250X, MI300A, MI300X, MI325X, MI355X.
//
// How to read AMD: tables print sparse peaks beside the dense. Memory is counted in GiB, "192 GB" is 192 GiB, and links in
// both directions.
#pragma once

#include <rafter/catalog/accelerators/benchmarks.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace amd_sources {
inline constexpr const char* mi300      = "AMD ROCm documentation, gpu-arch/mi300.md (e396b489)";
inline constexpr const char* gpu_specs  = "AMD ROCm documentation, gpu-specs table, 7.13.0";
inline constexpr const char* mi250      = "AMD ROCm documentation, gpu-arch/mi250.md (e396b489)";
inline constexpr const char* mi250x     = "AMD MI250X page via ml-engineering, compute/accelerator, 2026-08-22";
inline constexpr const char* mi250_spec = "AMD Instinct MI250 data sheet";
inline constexpr const char* cdna2      = "derived: CUs x 1,024 FLOP a cycle x 1.7 GHz, the printed peaks";
inline constexpr const char* mi325      = "AMD MI325X page via ml-engineering; ROCm blog, 2026-10-06";
inline constexpr const char* mi355      = "AMD MI355X page via ml-engineering; ISSCC 2026 report";
inline constexpr const char* mi355_cus  = "derived: 256 CUs x FLOP a cycle x 2.4 GHz; AMD prints 2.5, 5.0 and 10.1 PFLOPS";
inline constexpr const char* cdna3      = "AMD CDNA 3 white paper";
inline constexpr const char* rccl       = "ROCm/rccl, src/graph/tuning.cc, gfx94: a hop of a ring, Simple protocol";
inline constexpr const char* network    = "ml-engineering, network/README.md, 2026-08-22";
inline constexpr const char* mi300a     = "AMD Instinct MI300A data sheet";
inline constexpr const char* table      = "AMD MI300X page via ml-engineering, compute/accelerator, 2026-08-22";
}  // namespace amd_sources

// --- CDNA 2: software sees two devices in a package, each with half of what stands here. 128 GB is not one pool. ---

namespace amd_cdna2 {
/// int8 is no faster than fp16 (llm-analysis doubles it: wrong).
constexpr dense_peaks peaks(flops_per_second fp32, flops_per_second fp16, const char* source) noexcept {
    return {.fp32 = {fp32, source}, .bf16 = {fp16, source}, .fp16 = {fp16, source}, .int8 = {fp16, source}};
}
constexpr matrix_units units(std::int64_t compute_units, const char* source) noexcept {
    return {.format = arithmetic::bf16,
            .units = {compute_units, source},
            .flops_per_unit_per_cycle = {1024, amd_sources::cdna2},
            .boost_clock = {1.7_GHz, amd_sources::cdna2}};
}
inline constexpr memory_tier l2{.name = "L2",                               // 8 MiB a die
                                .capacity = {16_MiB, amd_sources::gpu_specs},
                                .role = keeps::copies};
inline constexpr memory_tier hbm{.name = "HBM2e",
                                 .capacity = {128_GiB, amd_sources::gpu_specs},
                                 .read = {3276.8_GB_per_s, amd_sources::mi250}};  // 1,638.4 a die
// 7 links x 50 GB/s, a partial mesh: how many join a pair differs. 200 GB/s between the dies of a package.
inline constexpr link infinity_fabric{.name = "Infinity Fabric",
                                      .per_device = {350_GB_per_s, amd_sources::mi250},
                                      .domain = {8, amd_sources::network}};
}  // namespace amd_cdna2

struct amd_mi250x {
    static constexpr accelerator spec{
        .name = "MI250X",
        .id = "amd_mi250x",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 2 dies of 110 CUs",
        .peaks = amd_cdna2::peaks(95.7_TFLOPS, 383_TFLOPS, amd_sources::mi250x),  // fp32: matrix; vector 47.9
        .units = amd_cdna2::units(220, amd_sources::gpu_specs),
        .tiers = {amd_cdna2::l2, amd_cdna2::hbm},
        .scale_up = amd_cdna2::infinity_fabric,
        .power = {560_W, amd_sources::mi250x},                              // peak of the board; TDP 500
    };
};

struct amd_mi250 {
    static constexpr accelerator spec{
        .name = "MI250",
        .id = "amd_mi250",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 2 dies of 104 CUs",
        .peaks = amd_cdna2::peaks(90.5_TFLOPS, 362.1_TFLOPS, amd_sources::mi250_spec),  // fp32: matrix; vector 45.3
        .units = amd_cdna2::units(208, amd_sources::mi250_spec),
        .tiers = {amd_cdna2::l2, amd_cdna2::hbm},
        .scale_up = amd_cdna2::infinity_fabric,
        .power = {560_W, amd_sources::mi250_spec},                           // peak of the board
    };
};

// --- CDNA 3 and 4 ---

// What MI300X and MI325X share: all but HBM and power.
namespace amd_cdna3 {
// Some tables print the sparse 2,615 as fp16. Matrix products are known to hold 1.1 to 1.2 of the 2.1 GHz.
inline constexpr dense_peaks peaks{.fp32 = {163.4_TFLOPS, amd_sources::mi300},
                                   .tf32 = {653.7_TFLOPS, amd_sources::mi300},
                                   .bf16 = {1307.4_TFLOPS, amd_sources::mi300},
                                   .fp16 = {1307.4_TFLOPS, amd_sources::mi300},
                                   .fp8 = {2614.9_TFLOPS, amd_sources::mi300},
                                   .int8 = {2614.9_TOPS, amd_sources::mi300}};
// 304 x 2048 x 2.1 GHz = 1,307.4 TFLOPS
inline constexpr matrix_units units{.format = arithmetic::bf16,
                                    .units = {304, amd_sources::gpu_specs},
                                    .flops_per_unit_per_cycle = {2048, amd_sources::mi300},
                                    .boost_clock = {2.1_GHz, amd_sources::cdna3}};
inline constexpr memory_tier l2{.name = "L2",                               // 4 MiB an XCD, private to it
                                .capacity = {32_MiB, amd_sources::gpu_specs},
                                .read = {51.6_TB_per_s, amd_sources::cdna3},  // all XCDs; other notes say 34.4
                                .role = keeps::copies};
inline constexpr memory_tier infinity_cache{.name = "Infinity Cache",
                                            .capacity = {256_MiB, amd_sources::gpu_specs},
                                            .read = {17.2_TB_per_s, amd_sources::cdna3},  // 128 slices x 64 B x 2.1 GHz
                                            .role = keeps::copies};
// 7 x 64 GB/s to 7 peers: a pair has one link, and nothing switches. "896 GB/s" is both directions.
inline constexpr link infinity_fabric{.name = "Infinity Fabric",
                                      .per_device = {448_GB_per_s, amd_sources::mi300},
                                      .pairwise = {64_GB_per_s, amd_sources::mi300},
                                      .latency = {seconds{2.1e-6}, amd_sources::rccl},
                                      .domain = {8, amd_sources::mi300},
                                      .shape = topology::all_to_all};
inline constexpr link network{.name = "Ethernet or InfiniBand 400 Gb/s",    // one a GPU on common platforms
                              .per_device = {50_GB_per_s, amd_sources::network},
                              .shape = topology::switched};
}  // namespace amd_cdna3

struct amd_mi300x {
    static constexpr accelerator spec{
        .name = "MI300X",
        .id = "amd_mi300x",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 8 XCDs as one device (SPX)",
        .peaks = amd_cdna3::peaks,
        .units = amd_cdna3::units,
        .tiers = {amd_cdna3::l2,
                  amd_cdna3::infinity_cache,
                  {.name = "HBM3",
                   .capacity = {192_GiB, amd_sources::gpu_specs},
                   .read = {5.3_TB_per_s, amd_sources::mi300}}},
        .scale_up = amd_cdna3::infinity_fabric,
        .scale_out = amd_cdna3::network,
        .power = {750_W, amd_sources::table},                               // peak of the board
        .sustained = {.wide_products = {668.4_TFLOPS, benchmark_sources::products},
                      .narrow_products = {1273_TFLOPS, benchmark_sources::taf},
                      .memory_read = {4293_GB_per_s, benchmark_sources::mi300x_read}},
    };
};

/// A CPU in the same package, and one memory for both.
struct amd_mi300a {
    static constexpr accelerator spec{
        .name = "MI300A",
        .id = "amd_mi300a",
        .vendor = "AMD",
        .kind = architecture::hybrid_package,
        .scope = "APU: 228 CUs and 24 CPU cores",
        .peaks = {.fp32 = {122.6_TFLOPS, amd_sources::mi300a},              // matrix
                  .tf32 = {490.3_TFLOPS, amd_sources::mi300a},              // all dense; the sheet prints sparse beside
                  .bf16 = {980.6_TFLOPS, amd_sources::mi300a},
                  .fp16 = {980.6_TFLOPS, amd_sources::mi300a},
                  .fp8 = {1961.2_TFLOPS, amd_sources::mi300a},
                  .int8 = {1961.2_TOPS, amd_sources::mi300a}},
        .tiers = {amd_cdna3::infinity_cache,
                  {.name = "HBM3",
                   .capacity = {128_GiB, amd_sources::mi300a},
                   .read = {5.3_TB_per_s, amd_sources::mi300a}}},
        .power = {760_W, amd_sources::mi300a},                              // peak; 550 W as set at first
    };
};

struct amd_mi325x {
    static constexpr accelerator spec{
        .name = "MI325X",
        .id = "amd_mi325x",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 8 XCDs as one device (SPX)",
        .peaks = amd_cdna3::peaks,
        .units = amd_cdna3::units,
        .tiers = {amd_cdna3::l2,
                  amd_cdna3::infinity_cache,
                  {.name = "HBM3e",
                   .capacity = {256_GiB, amd_sources::gpu_specs},
                   .read = {6_TB_per_s, amd_sources::mi325}}},
        .scale_up = amd_cdna3::infinity_fabric,
        .scale_out = amd_cdna3::network,
        .power = {1000_W, amd_sources::mi325},
        .sustained = {.wide_products = {831.4_TFLOPS, benchmark_sources::taf},
                      .narrow_products = {1408.1_TFLOPS, benchmark_sources::taf}},
    };
};

struct amd_mi355x {
    static constexpr accelerator spec{
        .name = "MI355X",
        .id = "amd_mi355x",
        .vendor = "AMD",
        .kind = architecture::gpu,
        .scope = "OAM, 8 XCDs as one device (SPX)",
        // FP8 of 10.1 PFLOPS is sparse, FP4 of 10.1 dense; a table's 20.1 in FP4 is sparse. No source gives tf32.
        .peaks = {.fp32 = {157.3_TFLOPS, amd_sources::mi355},
                  .bf16 = {2516.6_TFLOPS, amd_sources::mi355_cus},
                  .fp16 = {2516.6_TFLOPS, amd_sources::mi355_cus},
                  .fp8 = {5033.2_TFLOPS, amd_sources::mi355_cus},
                  .int8 = {5033.2_TOPS, amd_sources::mi355_cus},
                  .fp4 = {10066.3_TFLOPS, amd_sources::mi355_cus}},         // MXFP4, and MXFP6 alike
        .units = {.format = arithmetic::bf16,
                  .units = {256, amd_sources::mi355},
                  .flops_per_unit_per_cycle = {4096, amd_sources::mi355_cus},
                  .boost_clock = {2.4_GHz, amd_sources::mi355}},
        .tiers = {{.name = "L2",                                        // 4 MiB an XCD, private to it; rate not published
                   .capacity = {32_MiB, amd_sources::gpu_specs},
                   .role = keeps::copies},
                  {.name = "Infinity Cache",                                // a reseller's "64 MB" is wrong
                   .capacity = {256_MiB, amd_sources::gpu_specs},
                   .role = keeps::copies},
                  {.name = "HBM3e",
                   .capacity = {288_GiB, amd_sources::gpu_specs},
                   .read = {8_TB_per_s, amd_sources::mi355}}},
        .scale_up = {.name = "Infinity Fabric",                             // 7 x 76.5 GB/s; "1,075" is both directions
                     .per_device = {535.5_GB_per_s, amd_sources::network},
                     .pairwise = {76.5_GB_per_s, amd_sources::network},
                     .domain = {8, amd_sources::network},
                     .shape = topology::all_to_all},
        .scale_out = amd_cdna3::network,
        .power = {1400_W, amd_sources::mi355},                              // cooled by liquid; the MI350X has 1,000 W
        .sustained = {.wide_products = {1565_TFLOPS, benchmark_sources::products}},
    };
};

}  // namespace rafter::catalog::accelerators
