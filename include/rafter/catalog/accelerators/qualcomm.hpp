// Qualcomm: Cloud AI 100 Standard, Ultra.
#pragma once

#include <rafter/catalog/accelerators/pcie.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace qualcomm_sources {
inline constexpr const char* sdk     = "Qualcomm Cloud AI SDK documentation, Architecture";
inline constexpr const char* product = "Qualcomm Cloud AI 100 product page, Standard";
}  // namespace qualcomm_sources

// A data-centre card of an edge design: the maker's NPU cores before LPDDR, at 75 W.
struct qualcomm_ai100_std {
    static constexpr accelerator spec{
        .name = "Cloud AI 100 Standard",
        .id = "qualcomm_ai100_std",
        .vendor = "Qualcomm",
        .kind = architecture::edge_npu,
        .scope = "card, 1 SoC",
        .peaks = {.fp16 = {110_TFLOPS, qualcomm_sources::sdk},
                  .int8 = {350_TOPS, qualcomm_sources::product}},           // the SDK pages say 325: the larger, for a bound
        .tiers = {{.name = "on-chip SRAM",
                   .capacity = {126_MB, qualcomm_sources::sdk},
                   .role = keeps::copies},
                  {.name = "LPDDR4X",
                   .capacity = {16_GB, qualcomm_sources::sdk},
                   .read = {137_GB_per_s, qualcomm_sources::sdk}}},
        .scale_up = pcie::gen4_x8,
        .power = {75_W, qualcomm_sources::sdk},
    };
};

// Software sees four devices, each with a quarter of what stands here: 128 GB is not one pool.
struct qualcomm_ai100_ultra {
    static constexpr accelerator spec{
        .name = "Cloud AI 100 Ultra",
        .id = "qualcomm_ai100_ultra",
        .vendor = "Qualcomm",
        .kind = architecture::edge_npu,
        .scope = "card, 4 SoCs behind a PCIe switch",
        .peaks = {.fp16 = {290_TFLOPS, qualcomm_sources::sdk},
                  .int8 = {870_TOPS, qualcomm_sources::sdk}},
        .tiers = {{.name = "on-chip SRAM",                                  // 144 MB an SoC
                   .capacity = {576_MB, qualcomm_sources::sdk},
                   .role = keeps::copies},
                  {.name = "LPDDR4X",
                   .capacity = {128_GB, qualcomm_sources::sdk},
                   .read = {548_GB_per_s, qualcomm_sources::sdk}}},
        .scale_up = pcie::gen4_x16,
        .power = {150_W, qualcomm_sources::sdk},
    };
};

}  // namespace rafter::catalog::accelerators
