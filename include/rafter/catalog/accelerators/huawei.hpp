// Huawei: Ascend 910B3, 910C. No data sheet of the maker could be read: all figures are from third parties.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace huawei_sources {
inline constexpr const char* atlas      = "public GitHub file, Atlas 800T A2 (910B3), third party";
inline constexpr const char* boardor    = "boardor.com/blog, Ascend 910B, third party";
inline constexpr const char* digitimes  = "DigiTimes via techpowerup.com/335749, third party";
inline constexpr const char* comparison = "besthub.dev, Huawei Ascend comparison 2025-2028, third party";
}  // namespace huawei_sources

// The name covers four bins of 280 to 400 TFLOPS (910B4, B3, B2, B1). This is the 910B3.
struct huawei_ascend910b {
    static constexpr accelerator spec{
        .name = "Ascend 910B3",
        .id = "huawei_ascend910b",
        .vendor = "Huawei",
        .kind = architecture::systolic_array,
        .scope = "NPU",
        .peaks = {.fp32 = {75_TFLOPS, huawei_sources::atlas},
                  .bf16 = {313_TFLOPS, huawei_sources::atlas},
                  .fp16 = {313_TFLOPS, huawei_sources::atlas},
                  .int8 = {640_TOPS, huawei_sources::atlas}},
        .tiers = {{.name = "HBM2e",
                   .capacity = {64_GB, huawei_sources::atlas},
                   .read = {1.6_TB_per_s, "derived: half of the 910C's 3.2 TB/s"}}},  // boardor.com prints 400 GB/s: wrong
        .scale_up = {.name = "HCCS",                                        // "392 GB/s" in all, unverified: no rate here
                     .domain = {8, huawei_sources::atlas},
                     .shape = topology::all_to_all},
        .power = {310_W, huawei_sources::boardor},
    };
};

// Software sees two devices in a package, each with half of what stands here: 128 GB is not one pool.
struct huawei_ascend910c {
    static constexpr accelerator spec{
        .name = "Ascend 910C",
        .id = "huawei_ascend910c",
        .vendor = "Huawei",
        .kind = architecture::systolic_array,
        .scope = "package, 2 dies",
        .peaks = {.bf16 = {780_TFLOPS, huawei_sources::digitimes},
                  .fp16 = {800_TFLOPS, huawei_sources::comparison}},        // others 752 to 780: the larger, for a bound
        .tiers = {{.name = "HBM2e",                                         // 8 stacks
                   .capacity = {128_GB, huawei_sources::digitimes},
                   .read = {3.2_TB_per_s, huawei_sources::digitimes}}},
        // "784 GB/s" in both directions would be 392, and TechPowerUp prints 400 GB/s: the larger, for a bound.
        .scale_up = {.name = "Unified Bus",                              // CloudMatrix 384, two tiers of optical switches
                     .per_device = {400_GB_per_s, huawei_sources::digitimes},
                     .domain = {384, huawei_sources::comparison},
                     .shape = topology::switched},
    };
};

}  // namespace rafter::catalog::accelerators
