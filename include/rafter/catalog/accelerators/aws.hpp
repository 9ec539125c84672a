// AWS: Inferentia2, Trainium1, Trainium2, Trainium3.
//
// How to read AWS: it never says whether the rate of NeuronLink is one direction or both. Read as both, and halved, as the
// network table of ml-engineering has it for Trainium2. Sparse rates follow several ratios, and are not twice the dense.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace aws_sources {
inline constexpr const char* inferentia2 = "AWS Neuron documentation, inferentia2.rst (7c165a3e)";
inline constexpr const char* trainium    = "AWS Neuron documentation, trainium2.rst (7c165a3e), column Trainium1, same core";
inline constexpr const char* trainium1   = "AWS Neuron documentation, trainium.rst (2.28.1)";
inline constexpr const char* trainium2   = "AWS Neuron documentation, trainium2.rst (7c165a3e)";
inline constexpr const char* trainium2_k = "AWS Neuron documentation, nki, trainium2_arch.rst (2.29.0)";
inline constexpr const char* trainium3   = "AWS Neuron documentation, trainium3.rst (6e694cbb)";
inline constexpr const char* network     = "ml-engineering, network/README.md, 2026-08-22";
}  // namespace aws_sources

// What the two parts with two NeuronCore-v2 share.
namespace aws_neuroncore_v2 {
inline constexpr memory_tier sbuf{.name = "SBUF",                           // managed by software
                                  .capacity = {48_MiB, aws_sources::trainium},
                                  .role = keeps::copies};
// "820 GiB/sec" is 880.5 GB/s by the letter, and probably meant as 820 GB/s: the larger, for a bound.
inline constexpr memory_tier hbm{.name = "HBM",
                                 .capacity = {32_GiB, aws_sources::inferentia2},
                                 .read = {880.5_GB_per_s, aws_sources::inferentia2}};
inline constexpr const char* tensor_engine = "AWS Neuron documentation, NeuronCore-v2: a systolic array of 128 x 128";
inline constexpr systolic_tile tile{.rows = {128, tensor_engine}, .columns = {128, tensor_engine}};
}  // namespace aws_neuroncore_v2

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
        .tiers = {aws_neuroncore_v2::sbuf, aws_neuroncore_v2::hbm},
        .scale_up = {.name = "NeuronLink-v2",                               // rate not published
                     .domain = {12, aws_sources::inferentia2},
                     .shape = topology::ring},
        .tile = aws_neuroncore_v2::tile,
    };
};

// Systolic by its tensor engine, as Google's; a dataflow part to the lists, for its engines run and meet over the SBUF as
// the compiler lays out. So are its successors. The chip of Inferentia2, with links for training.
struct aws_trainium1 {
    static constexpr accelerator spec{
        .name = "Trainium1",
        .id = "aws_trainium1",
        .vendor = "AWS",
        .kind = architecture::dataflow,
        .scope = "chip, 2 NeuronCores",
        // Its own page gives 47.5 and 190, the page of Trainium2 48 and 191: the larger, for a bound.
        .peaks = {.fp32 = {48_TFLOPS, aws_sources::trainium},
                  .tf32 = {191_TFLOPS, aws_sources::trainium},
                  .bf16 = {191_TFLOPS, aws_sources::trainium},
                  .fp16 = {191_TFLOPS, aws_sources::trainium},
                  .fp8 = {191_TFLOPS, aws_sources::trainium},               // cFP8, no faster than bf16
                  .int8 = {380_TOPS, aws_sources::trainium1}},              // the page of 2.9.1 said 420
        // Its own page says 820 GiB/s as that of Inferentia2, the page of Trainium2 0.8 TB/s.
        .tiers = {aws_neuroncore_v2::sbuf, aws_neuroncore_v2::hbm},
        .scale_up = {.name = "NeuronLink-v2",
                     .per_device = {192_GB_per_s, "derived: AWS Neuron documentation, trainium2.rst, 384 GB/s / 2 directions"},
                     .domain = {16, aws_sources::trainium},
                     .shape = topology::torus_2d},
        .tile = aws_neuroncore_v2::tile,
    };
};

struct aws_trainium2 {
    static constexpr accelerator spec{
        .name = "Trainium2",
        .id = "aws_trainium2",
        .vendor = "AWS",
        .kind = architecture::dataflow,
        .scope = "chip, 8 NeuronCores",
        .peaks = {.fp32 = {181_TFLOPS, aws_sources::trainium2},
                  .tf32 = {667_TFLOPS, aws_sources::trainium2},
                  .bf16 = {667_TFLOPS, aws_sources::trainium2},             // 8 cores x 79 would be 632 (torchtitan)
                  .fp16 = {667_TFLOPS, aws_sources::trainium2},
                  .fp8 = {1299_TFLOPS, aws_sources::trainium2}},            // 2,563 is sparse, of bf16 too
        .tiers = {{.name = "SBUF",                                          // managed by software
                   .capacity = {224_MiB, aws_sources::trainium2},
                   .role = keeps::copies},
                  {.name = "HBM3",
                   .capacity = {96_GiB, aws_sources::trainium2},
                   .read = {3_TB_per_s, aws_sources::trainium2_k}}},        // 2.9 on other pages: the larger, for a bound
        // A 4 x 4 torus an instance, four of them an UltraServer.
        .scale_up = {.name = "NeuronLink-v3",
                     .per_device = {640_GB_per_s, "derived: AWS Neuron documentation, trainium2.rst, 1.28 TB/s / 2 directions"},
                     .domain = {64, aws_sources::trainium2},
                     .shape = topology::torus_3d},
        .scale_out = {.name = "EFA v3",                                     // 3.2 Tb/s for 16 chips
                      .per_device = {25_GB_per_s, aws_sources::network},
                      .shape = topology::switched},
    };
};

struct aws_trainium3 {
    static constexpr accelerator spec{
        .name = "Trainium3",
        .id = "aws_trainium3",
        .vendor = "AWS",
        .kind = architecture::dataflow,
        .scope = "chip, 8 NeuronCores",
        .peaks = {.fp32 = {183_TFLOPS, aws_sources::trainium3},
                  .tf32 = {671_TFLOPS, aws_sources::trainium3},
                  .bf16 = {671_TFLOPS, aws_sources::trainium3},             // 2,517 is sparse here
                  .fp16 = {671_TFLOPS, aws_sources::trainium3},
                  .fp8 = {2517_TFLOPS, aws_sources::trainium3},             // and dense here, MXFP8
                  .fp4 = {2517_TFLOPS, aws_sources::trainium3}},            // MXFP4, no faster
        .tiers = {{.name = "SBUF",                                          // managed by software
                   .capacity = {256_MiB, aws_sources::trainium3},
                   .role = keeps::copies},
                  {.name = "HBM3e",
                   .capacity = {144_GiB, aws_sources::trainium3},
                   .read = {4.9_TB_per_s, aws_sources::trainium3}}},
        // 64 devices in the first generation, 144 in the second. The page of the UltraServer says 2,048 GiB/s a device,
        // that of the chip 2.56 TB/s: the larger, for a bound.
        .scale_up = {.name = "NeuronLink-v4 and NeuronSwitch-v1",
                     .per_device = {1.28_TB_per_s, "derived: AWS Neuron documentation, trainium3.rst, 2.56 TB/s / 2 directions"},
                     .domain = {144, "AWS Neuron documentation, trn3-arch.rst (6e694cbb)"},
                     .shape = topology::switched},
        .scale_out = {.name = "EFA",                                        // 28,800 Gb/s for 144 devices
                      .per_device = {25_GB_per_s, "AWS Neuron documentation, trn3-arch.rst (6e694cbb)"},
                      .shape = topology::switched},
    };
};

}  // namespace rafter::catalog::accelerators
