// Groq: LPU v1 (GroqChip).
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace groq_sources {
inline constexpr const char* vendor = "Groq as quoted by techpowerup.com/news-tags/Processor";
}  // namespace groq_sources

struct groq_lpu_v1 {
    static constexpr accelerator spec{
        .name = "LPU v1",
        .id = "groq_lpu_v1",
        .vendor = "Groq",
        .kind = architecture::deterministic_pipeline,
        .scope = "chip",
        .peaks = {.fp16 = {188_TFLOPS, groq_sources::vendor},
                  .int8 = {750_TOPS, groq_sources::vendor}},                // some tables print it as fp8, which the chip lacks
        .tiers = {{.name = "SRAM",                                          // the only memory, scheduled by the compiler
                   .capacity = {230_MB, groq_sources::vendor},              // 220 MiB in the papers
                   .read = {80_TB_per_s, groq_sources::vendor}}},
        .scale_up = {.name = "C2C",                                         // hundreds of chips; no source gives a rate or an end
                     .shape = topology::dragonfly},
        .power = {300_W, "about 300 W (awesomeagents.ai/hardware/groq-lpu), third party"},  // card: 275 W
    };
};

}  // namespace rafter::catalog::accelerators
