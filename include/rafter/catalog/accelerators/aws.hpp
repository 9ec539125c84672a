// AWS: Inferentia2.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace aws_sources {
inline constexpr const char* inferentia2 = "AWS Neuron documentation, inferentia2.rst (7c165a3e)";
inline constexpr const char* trainium    = "AWS Neuron documentation, trainium2.rst (7c165a3e), column Trainium1, same core";
}  // namespace aws_sources

// A dataflow part to some lists, a systolic one by its tensor engine. Here the hybrid package of arXiv 2506.00008, which
// names it for HBM and a large software-managed SRAM in one package.
struct aws_inferentia2 {
    static constexpr accelerator spec{
        .name = "Inferentia2",
        .id = "aws_inferentia2",
        .vendor = "AWS",
        .kind = architecture::hybrid_package,
        .scope = "chip, 2 NeuronCores",
        .peaks = {.fp32 = {47.5_TFLOPS, aws_sources::inferentia2},
                  .tf32 = {190_TFLOPS, aws_sources::inferentia2},
                  .bf16 = {190_TFLOPS, aws_sources::inferentia2},
                  .fp16 = {190_TFLOPS, aws_sources::inferentia2},
                  .fp8 = {190_TFLOPS, aws_sources::inferentia2},            // cFP8, no faster than bf16
                  .int8 = {380_TOPS, aws_sources::inferentia2}},
        .tiers = {{.name = "SBUF",                                          // managed by software
                   .capacity = {48_MiB, aws_sources::trainium},
                   .role = keeps::copies},
                  // "820 GiB/sec" is 880.5 GB/s by the letter, and probably meant as 820 GB/s: the larger, for a bound.
                  {.name = "HBM",
                   .capacity = {32_GiB, aws_sources::inferentia2},
                   .read = {880.5_GB_per_s, aws_sources::inferentia2}}},
        .scale_up = {.name = "NeuronLink-v2",                               // rate not published
                     .domain = {12, aws_sources::inferentia2},
                     .shape = topology::ring},
    };
};

}  // namespace rafter::catalog::accelerators
