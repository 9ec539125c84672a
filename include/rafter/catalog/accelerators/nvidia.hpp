// NVIDIA: H100 SXM, A100 80GB SXM, GB200, GH200, Jetson AGX Orin.
//
// How to read NVIDIA: tensor rates of Hopper and Blackwell are printed "with sparsity", dense is half; those of the
// A100 are printed dense | sparse. NVLink totals are both directions together, one direction is half. Cards of
// "80 GB" report 81,920 MiB, which is 80 GiB. Inner tiers are private to an SM or a partition: a sum, not one pool.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace nvidia_sources {
inline constexpr const char* datasheet      = "NVIDIA H100, A100, HGX datasheets, as quoted 2026-09-15";
inline constexpr const char* datasheet_half = "NVIDIA H100 datasheet (glennklockwood.com/garden), half of the sparse figure printed";
inline constexpr const char* a100_table     = "NVIDIA A100 page via ml-engineering, compute/accelerator, 2026-08-22";
inline constexpr const char* a100_paper     = "NVIDIA A100 white paper";
inline constexpr const char* h100_paper     = "NVIDIA H100 white paper";
inline constexpr const char* blackwell      = "NVIDIA GB200 figures in aiconfigurator gb200.yaml, 2026-08-21; glennklockwood.com/garden";
inline constexpr const char* blackwell_half = "NVIDIA GB200 page, half of the sparse figure printed; aiconfigurator, 2026-08-21";
inline constexpr const char* cuda_guide     = "NVIDIA CUDA tuning guide via ml-engineering, compute/accelerator, 2026-08-22";
inline constexpr const char* sm_table       = "jax-ml/scaling-book gpus.md: KiB per SM x SMs";
inline constexpr const char* aiconfigurator = "ai-dynamo/aiconfigurator, systems/*.yaml, 2026-08-21";
inline constexpr const char* network        = "ml-engineering, network/README.md, 2026-08-22";
inline constexpr const char* grace_hopper   = "spheron.network/blog/nvidia-gh200-guide, rackmountnts.com, third party";
inline constexpr const char* orin           = "NVIDIA Jetson AGX Orin data sheet, table 1, as quoted";
}  // namespace nvidia_sources

// What the variants of Hopper share: H100 SXM and the GPU of GH200.
namespace nvidia_hopper {
inline constexpr dense_peaks peaks{.fp32 = {66.9_TFLOPS, nvidia_sources::h100_paper},      // CUDA cores at boost
                                   .tf32 = {494.7_TFLOPS, nvidia_sources::datasheet_half},
                                   .bf16 = {989.4_TFLOPS, nvidia_sources::datasheet_half}, // printed 1,979 with sparsity
                                   .fp16 = {989.4_TFLOPS, nvidia_sources::datasheet_half},
                                   .fp8 = {1978.9_TFLOPS, nvidia_sources::datasheet_half}, // printed 3,958 with sparsity
                                   .int8 = {1978.9_TOPS, nvidia_sources::datasheet_half}};
// 132 x 4096 x 1.83 GHz = 989.4 TFLOPS: the peak is at 1.83 GHz, not at the 1.98 GHz that the part can reach.
inline constexpr matrix_units units{.format = arithmetic::bf16,
                                    .units = {132, nvidia_sources::sm_table},
                                    .flops_per_unit_per_cycle = {4096, nvidia_sources::h100_paper},
                                    .boost_clock = {1.83_GHz, nvidia_sources::h100_paper}};
inline constexpr memory_tier shared_memory{.name = "SMEM/L1",                               // 256 KiB x 132, private to an SM
                                           .capacity = {33_MiB, nvidia_sources::sm_table},
                                           .role = keeps::copies};
inline constexpr memory_tier l2{.name = "L2",                                              // 2 x 25 MiB; rate not published
                                .capacity = {50_MiB, nvidia_sources::cuda_guide},
                                .role = keeps::copies};
}  // namespace nvidia_hopper

struct nvidia_h100_sxm {
    static constexpr accelerator spec{
        .name = "H100 SXM 80GB",
        .id = "nvidia_h100_sxm5_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 132 SMs",
        .peaks = nvidia_hopper::peaks,
        .units = nvidia_hopper::units,
        .tiers = {nvidia_hopper::shared_memory,
                  nvidia_hopper::l2,
                  {.name = "HBM3",                                          // "80 GB", 81,920 MiB in practice
                   .capacity = {80_GiB, nvidia_sources::datasheet},
                   .read = {3.35_TB_per_s, nvidia_sources::datasheet}}},
        .scale_up = {.name = "NVLink 4 and NVSwitch",
                     .per_device = {450_GB_per_s, nvidia_sources::network}, // 18 links x 25; "900" is both directions
                     .domain = {8, nvidia_sources::aiconfigurator},         // the 256 of the NVLink network were never sold
                     .shape = topology::switched,
                     .reduces = true},                                      // NVLink SHARP
        .scale_out = {.name = "InfiniBand NDR 400 Gb/s",                    // ConnectX-7, one a GPU in DGX and HGX
                      .per_device = {50_GB_per_s, nvidia_sources::aiconfigurator},
                      .shape = topology::switched},
        .power = {700_W, nvidia_sources::datasheet},                        // "up to", configurable
    };
};

struct nvidia_a100_80gb {
    static constexpr accelerator spec{
        .name = "A100 SXM 80GB",
        .id = "nvidia_a100_sxm4_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 108 SMs",
        .peaks = {.fp32 = {19.5_TFLOPS, nvidia_sources::a100_table},        // CUDA cores
                  .tf32 = {156_TFLOPS, nvidia_sources::a100_table},         // dense; sparse 312
                  .bf16 = {312_TFLOPS, nvidia_sources::datasheet},          // printed 312 | 624, dense | sparse
                  .fp16 = {312_TFLOPS, nvidia_sources::datasheet},
                  .int8 = {624_TOPS, nvidia_sources::datasheet},
                  .int4 = {1248_TOPS, nvidia_sources::a100_paper}},
        // 108 x 2048 x 1.41 GHz = 311.9 TFLOPS
        .units = {.format = arithmetic::bf16,
                  .units = {108, nvidia_sources::a100_paper},
                  .flops_per_unit_per_cycle = {2048, nvidia_sources::a100_paper},
                  .boost_clock = {1.41_GHz, nvidia_sources::a100_paper}},
        // L2: 5,120 B a clock x 1.41 GHz = 7.22 TB/s. The 5.4 TB/s of gpu-benches are measured, and no bound.
        .tiers = {{.name = "SMEM/L1",                                       // 192 KiB x 108, private to an SM
                   .capacity = {20.25_MiB, nvidia_sources::sm_table},
                   .role = keeps::copies},
                  {.name = "L2",                                            // 2 x 20 MiB
                   .capacity = {40_MiB, nvidia_sources::cuda_guide},
                   .read = {7.22_TB_per_s, "derived: NVIDIA A100 white paper, 5,120 bytes a clock x 1.41 GHz"},
                   .role = keeps::copies},
                  {.name = "HBM2e",                                         // "80 GB", 81,920 MiB in practice
                   .capacity = {80_GiB, nvidia_sources::datasheet},
                   .read = {2.039_TB_per_s, nvidia_sources::datasheet}}},   // the PCIe card has 1,935 GB/s
        .scale_up = {.name = "NVLink 3 and NVSwitch",
                     .per_device = {300_GB_per_s, nvidia_sources::network}, // 12 links x 25; "600" is both directions
                     .domain = {8, nvidia_sources::aiconfigurator},
                     .shape = topology::switched},                          // this NVSwitch does not add
        .scale_out = {.name = "InfiniBand HDR 200 Gb/s",                    // one a GPU in DGX A100
                      .per_device = {25_GB_per_s, nvidia_sources::aiconfigurator},
                      .shape = topology::switched},
        .power = {400_W, nvidia_sources::aiconfigurator},
    };
};

struct nvidia_gb200 {
    static constexpr accelerator spec{
        .name = "GB200",
        .id = "nvidia_gb200_gpu",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        // Sources quote a GPU, a superchip or a rack. A GPU here is 11 % above that of HGX B200 (2,250 TFLOPS, 1,000 W).
        .scope = "GPU, half a superchip (1 Grace, 2 GPUs)",
        .peaks = {.fp32 = {80_TFLOPS, nvidia_sources::blackwell},           // CUDA cores; sources say 75 or 80
                  .tf32 = {1.25_PFLOPS, nvidia_sources::blackwell_half},
                  .bf16 = {2.5_PFLOPS, nvidia_sources::blackwell_half},
                  .fp16 = {2.5_PFLOPS, nvidia_sources::blackwell_half},
                  .fp8 = {5_PFLOPS, nvidia_sources::blackwell_half},
                  .int8 = {5_PFLOPS, nvidia_sources::blackwell_half},
                  .fp4 = {10_PFLOPS, nvidia_sources::blackwell_half}},      // printed 20 with sparsity
        .tiers = {{.name = "SMEM/L1",                                       // 256 KiB x 148, private to an SM
                   .capacity = {37_MiB, nvidia_sources::sm_table},
                   .role = keeps::copies},
                  {.name = "L2",
                   .capacity = {126_MB, nvidia_sources::cuda_guide},
                   .role = keeps::copies},
                  {.name = "HBM3e",                                         // GPUs report 189,471 MiB = 198.7 GB; launched as 192 GB
                   .capacity = {186_GB, "NVIDIA GB200 page via ml-engineering, 2026-08-22; MLPerf v6.1 submission"},
                   .read = {8_TB_per_s, nvidia_sources::blackwell},         // HGX B200 has 7.7
                   .next = stands::beside},
                  // Half of Grace's. The GPU reads it over NVLink-C2C: 900 GB/s both directions a Grace = 450 one way,
                  // 225 for each of two GPUs. The memory itself gives each 256 (older text: 512 a Grace) or 194
                  // (14 TB/s / 72): the larger, and then the link, which is less.
                  {.name = "LPDDR5X",
                   .capacity = {236_GB, "NVIDIA GB200 NVL72 page, 17 TB / 72, 2026-08-31"},
                   .read = {225_GB_per_s, "derived: NVLink-C2C 900 GB/s / 2 directions / 2 GPUs (ml-engineering, network)"}}},
        .scale_up = {.name = "NVLink 5 and NVLink Switch",
                     .per_device = {900_GB_per_s, nvidia_sources::network}, // "1.8 TB/s" a GPU, "130" a rack: both directions
                     .domain = {72, nvidia_sources::aiconfigurator},
                     .shape = topology::switched,
                     .reduces = true},                                      // NVLink SHARP
        // ConnectX-7 400 Gb/s in the MLPerf v6.1 submission, 800 Gb/s in aiconfigurator: the larger, for a bound.
        .scale_out = {.name = "InfiniBand 800 Gb/s",
                      .per_device = {100_GB_per_s, nvidia_sources::aiconfigurator},
                      .shape = topology::switched},
        .power = {1200_W, nvidia_sources::aiconfigurator},                  // a superchip 2,700 W
    };
};

// A GPU to some lists, because its GPU is that of the H100. Here it is the hybrid package of arXiv 2506.00008: CPU and
// GPU in one module, whose two memories are one address space and which weights and cache can use side by side.
struct nvidia_gh200 {
    static constexpr accelerator spec{
        .name = "GH200 96GB",
        .id = "nvidia_gh200_96gb",
        .vendor = "NVIDIA",
        .kind = architecture::hybrid_package,
        .scope = "superchip, 1 GPU and 1 Grace CPU",
        .peaks = nvidia_hopper::peaks,
        .units = nvidia_hopper::units,
        .tiers = {nvidia_hopper::shared_memory,
                  nvidia_hopper::l2,
                  // "96 GB", and no source says of which kind. Taken as decimal: if it is binary there is 7 % more, and
                  // what fits here fits there; but then a ceiling that needs the LPDDR5X asks for up to 7 GB too much of
                  // it. The HBM3e variant has 141 to 144 GB.
                  {.name = "HBM3",
                   .capacity = {96_GB, "NVIDIA GH200 page via ml-engineering, 2026-08-22"},
                   .read = {4_TB_per_s, "NVIDIA GH200 page via ml-engineering, 2026-08-22"},
                   .next = stands::beside},
                  // 512 GB/s (384 in some parts), but the GPU sees it over NVLink-C2C, 450 one way: the less of the two.
                  {.name = "LPDDR5X",
                   .capacity = {480_GB, nvidia_sources::grace_hopper},      // "up to"
                   .read = {450_GB_per_s, "derived: NVLink-C2C 900 GB/s / 2 directions (ml-engineering, network)"}}},
        .scale_up = {.name = "NVLink 4 and NVLink Switch",                  // GH200 NVL32
                     .per_device = {450_GB_per_s, nvidia_sources::network}, // "900" is both directions
                     .domain = {32, nvidia_sources::network},
                     .shape = topology::switched,
                     .reduces = true},                                      // NVLink SHARP, the switch generation of the H100
        .power = {1000_W, nvidia_sources::grace_hopper},                    // module with CPU and memory, 450 to 1,000 W
    };
};

// An Ampere GPU by its cores. Here an edge NPU: two deep-learning accelerators (DLA) stand beside the GPU, and the
// module is bought, powered and programmed as an embedded board.
struct nvidia_jetson_agx_orin {
    static constexpr accelerator spec{
        .name = "Jetson AGX Orin 64GB",
        .id = "nvidia_jetson_agx_orin_64",
        .vendor = "NVIDIA",
        .kind = architecture::edge_npu,
        .scope = "module, 1 GPU and 2 DLAs",
        // int8: GPU 85.2 + DLA 52.5. The headline, 275 TOPS, is sparse: GPU 170 + DLA 105. No source gives an fp16 rate
        // of the DLAs, nor a bf16 rate of the GPU.
        .peaks = {.fp16 = {42.6_TFLOPS, nvidia_sources::orin},              // GPU, dense
                  .int8 = {137.7_TOPS, "derived: Jetson AGX Orin data sheet, GPU 2 x 42.6 and DLA 105 sparse / 2"}},
        .tiers = {{.name = "L2",
                   .capacity = {4_MiB, "public GitHub file, AGX Orin L2 4 MB, third party"},
                   .role = keeps::copies},
                  // Shared by GPU, DLAs and CPU. "64 GB" on the data sheet, binary in practice (64 GiB, 7 % more): taken
                  // as decimal, for what fits here fits there.
                  {.name = "LPDDR5",
                   .capacity = {64_GB, nvidia_sources::orin},
                   .read = {204.8_GB_per_s, nvidia_sources::orin}}},
        .power = {60_W, "public GitHub files, AGX Orin 15-60 W, third party"}, // its modes
    };
};

}  // namespace rafter::catalog::accelerators
