// Meta: MTIA v2 (2024), MTIA 300 (2026).
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace meta_sources {
inline constexpr const char* announcement = "Meta MTIA announcement, April 2024, as quoted by TechPowerUp";
inline constexpr const char* paper        = "Meta 'MTIA 300' paper, comparison with MTIA 2i";
}  // namespace meta_sources

struct meta_mtia_v2 {
    static constexpr accelerator spec{
        .name = "MTIA v2",
        .id = "meta_mtia_v2",
        .vendor = "Meta",
        .kind = architecture::many_core_sram,
        .scope = "chip, 64 PEs",
        .peaks = {.fp32 = {2.76_TFLOPS, meta_sources::announcement},        // vector unit
                  .bf16 = {177_TFLOPS, meta_sources::announcement},         // dense; 354 with sparsity
                  .fp16 = {177_TFLOPS, meta_sources::announcement},
                  .int8 = {354_TOPS, meta_sources::announcement}},          // dense; 708 with sparsity
        // Meta states the rates of its SRAM as reads and writes together. Reads alone are at most that: kept whole, a
        // safe bound (one way it would be about half). The rate of the LPDDR5 is reads or writes.
        .tiers = {{.name = "PE SRAM",                                       // 64 x 384 KiB, private to a PE
                   .capacity = {24_MiB, meta_sources::paper},
                   .read = {64_TB_per_s, "derived: Meta 'MTIA 300' paper, 64 x 1.0 TB/s, reads and writes"},
                   .role = keeps::copies},
                  {.name = "shared SRAM",
                   .capacity = {256_MB, meta_sources::paper},
                   .read = {2.7_TB_per_s, meta_sources::paper},             // reads and writes
                   .role = keeps::copies},
                  {.name = "LPDDR5",                                        // 64 to 128 GB
                   .capacity = {64_GB, meta_sources::paper},
                   .read = {204.8_GB_per_s, meta_sources::paper}}},         // 16 channels
        .power = {90_W, meta_sources::announcement},
    };
};

// Only what the paper compares with the v2 was read: power, links and the memory of its PEs are absent.
struct meta_mtia_300 {
    static constexpr accelerator spec{
        .name = "MTIA 300",
        .id = "meta_mtia_300",
        .vendor = "Meta",
        .kind = architecture::many_core_sram,
        .scope = "chip",
        .peaks = {.bf16 = {560_TFLOPS, meta_sources::paper},
                  .fp16 = {560_TFLOPS, meta_sources::paper}},
        .tiers = {{.name = "shared SRAM",
                   .capacity = {192_MB, meta_sources::paper},
                   .read = {11.4_TB_per_s, meta_sources::paper},            // reads and writes
                   .role = keeps::copies},
                  {.name = "HBM3E",                                         // 6 stacks
                   .capacity = {216_GB, meta_sources::paper},
                   .read = {6.1_TB_per_s, meta_sources::paper}}},           // reads or writes
    };
};

}  // namespace rafter::catalog::accelerators
