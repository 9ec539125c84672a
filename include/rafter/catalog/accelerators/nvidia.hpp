// NVIDIA, by generation: Volta and Turing, Ampere, Ada, Hopper, Blackwell, Jetson.
//
// How to read NVIDIA: tensor rates of Hopper and Blackwell are printed "with sparsity", dense is half; those of the
// A100, A10 and L40S are printed dense | sparse. FP4 of Blackwell Ultra is printed dense too, and is not half. GeForce
// halves products that are summed in fp32: fp16 here is with fp16 sums, the rate that a bound must grant; bf16 has no
// other sums than fp32. NVLink totals are both directions together, one direction is half. Cards of "80 GB" report
// 81,920 MiB, which is 80 GiB. Inner tiers are private to an SM or a partition: a sum, not one pool. Rates of L2 are
// measured at most, and a measurement is no bound: they are left out, but for the A100.
#pragma once

#include <rafter/catalog/accelerators/benchmarks.hpp>
#include <rafter/catalog/accelerators/pcie.hpp>
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
inline constexpr const char* nccl           = "NVIDIA/nccl v2.28.7, src/graph/tuning.cc: a hop of a ring, Simple protocol";
inline constexpr const char* latency        = "arXiv 2505.09343 (DeepSeek-V3), table 5: 64 bytes end to end, H800";
inline constexpr const char* grace_hopper   = "spheron.network/blog/nvidia-gh200-guide, rackmountnts.com, third party";
inline constexpr const char* v100           = "NVIDIA V100 page and others, as quoted; jax-ml/scaling-book gpus.md";
inline constexpr const char* t4             = "hmc-tech.com/gpu, sysrqmts.com/gpus, T4, third party";
inline constexpr const char* a100_pcie      = "NVIDIA A100 data sheet, column PCIe 80GB; product brief PB-10577-001";
inline constexpr const char* a10            = "NVIDIA A10 page, as quoted";
inline constexpr const char* ga102          = "NVIDIA GA102 white paper, appendix A: 1,024 fp16 FLOP a cycle and SM, fp16 sums";
inline constexpr const char* h100_pcie      = "NVIDIA H100 PCIe brief PB-11133-001 (copy at manuals.plus); aiconfigurator, 2026-08-21";
inline constexpr const char* h100_nvl       = "NVIDIA H100 page and NVL data sheet, as quoted, half of the sparse figure printed";
inline constexpr const char* h200           = "NVIDIA H200 data sheet, as quoted 2026-09-15";
inline constexpr const char* h20            = "zangshuxian.com, willitrunai.com (H20 96GB), third party; no data sheet is public";
inline constexpr const char* l4             = "NVIDIA L4 data sheet, Lenovo Press LP1717, as quoted: FP8 485 with sparsity";
inline constexpr const char* l40s           = "NVIDIA L40S page, as quoted 2026-09-15: FP8 733, dense";
inline constexpr const char* ada_pro        = "NVIDIA RTX Ada Generation data sheets: fp32 rate, dense fp16 is four times that";
inline constexpr const char* rtx4090        = "hmc-tech.com/gpus, waredb.com, RTX 4090, third party";
inline constexpr const char* rtx5090        = "ai-dynamo/aiconfigurator, rtx_5090.yaml, 2026-08-21";
inline constexpr const char* hgx            = "NVIDIA HGX B300 and B200 data sheets, as quoted 2026-09-15";
inline constexpr const char* hgx_half       = "NVIDIA HGX B300 and B200 data sheets, half of the sparse figure printed";
inline constexpr const char* ultra          = "aiconfigurator, 2026-08-21; verda.com/blog/gb300-nvl72-architecture";
inline constexpr const char* nvl72          = "NVIDIA GB200 NVL72 page, 2026-08-31";
inline constexpr const char* rack           = "derived: 72 x GB200";
inline constexpr const char* thor           = "NVIDIA Jetson T5000 table, as quoted";
inline constexpr const char* orin_nano      = "NVIDIA Jetson Orin Nano data sheet, as quoted: Super mode, 67 TOPS sparse, 102 GB/s";
inline constexpr const char* orin           = "NVIDIA Jetson AGX Orin data sheet, table 1, as quoted";
}  // namespace nvidia_sources

namespace nvidia {
// What NVIDIA's library reckons with, whatever the generation.
inline constexpr figure<seconds> nvlink_latency{seconds{3.4e-6}, nvidia_sources::nccl};
inline constexpr figure<seconds> pcie_latency{seconds{5.7e-6}, nvidia_sources::nccl};
inline constexpr figure<seconds> network_latency{seconds{14e-6}, nvidia_sources::nccl};
/// Cards without a link of their own.
constexpr link over(link l) noexcept {
    l.latency = pcie_latency;
    return l;
}
/// Shared memory and L1 of so many SMs.
constexpr memory_tier shared_memory(std::int64_t sms, std::int64_t kib_each) noexcept {
    return {.name = "SMEM/L1", .capacity = {bytes{sms * kib_each * 1024}, nvidia_sources::sm_table}, .role = keeps::copies};
}
constexpr memory_tier l2(bytes capacity, const char* source) noexcept {
    return {.name = "L2", .capacity = {capacity, source}, .role = keeps::copies};
}
/// The tensor cores of GA10x and AD10x keep fixed ratios to fp16 with fp16 sums. `fp32_sums`: what is left of a rate
/// whose products are summed in fp32, a half in GeForce.
constexpr dense_peaks ga10x(flops_per_second fp16, double fp32_sums, const char* source) noexcept {
    const auto times = [&](double ratio) { return figure<flops_per_second>{flops_per_second{fp16.value * ratio}, source}; };
    return {.fp32 = times(0.25),  // CUDA cores
            .tf32 = times(0.5 * fp32_sums),
            .bf16 = times(fp32_sums),
            .fp16 = times(1),
            .int8 = times(2),
            .int4 = times(4)};
}
constexpr dense_peaks ad10x(flops_per_second fp16, double fp32_sums, const char* source) noexcept {
    dense_peaks p = ga10x(fp16, fp32_sums, source);
    p.fp8 = p.int8;  // with fp16 sums
    return p;
}
/// One SM of both: 4 tensor cores x 128 multiply-adds in fp16.
constexpr matrix_units sms(std::int64_t count, hertz boost, const char* source) noexcept {
    return {.format = arithmetic::fp16,
            .units = {count, source},
            .flops_per_unit_per_cycle = {1024, nvidia_sources::ga102},
            .boost_clock = {boost, source}};
}
}  // namespace nvidia

// --- Volta and Turing: neither bf16 nor tf32, and no sparsity ---

struct nvidia_v100 {
    static constexpr accelerator spec{
        .name = "V100 SXM2 32GB",
        .id = "nvidia_v100_sxm2_32gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 80 SMs",
        .peaks = {.fp32 = {15.7_TFLOPS, nvidia_sources::v100},              // CUDA cores
                  .fp16 = {125_TFLOPS, nvidia_sources::v100}},              // the PCIe card has 112
        .tiers = {nvidia::l2(6_MiB, nvidia_sources::v100),                  // measured: 2.5 TB/s
                  {.name = "HBM2",                                          // "32 GB", binary as devices report it
                   .capacity = {32_GiB, nvidia_sources::v100},
                   .read = {900_GB_per_s, nvidia_sources::v100}}},
        .scale_up = {.name = "NVLink 2",                                    // a hybrid cube mesh; DGX-2 switches 16 of them
                     .per_device = {150_GB_per_s, nvidia_sources::network}, // 6 links x 25; "300" is both directions
                     .latency = nvidia::nvlink_latency,
                     .domain = {16, "ml-engineering, network/README.md, 2026-08-22: DGX-1 has 8, DGX-2 16"}},
        .power = {300_W, nvidia_sources::v100},
        .sustained = {.memory_read = {895_GB_per_s, benchmark_sources::reads}},
    };
};

struct nvidia_t4 {
    static constexpr accelerator spec{
        .name = "T4",
        .id = "nvidia_t4_16gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card",
        // At a boost of 1.59 GHz, which the 70 W do not sustain.
        .peaks = {.fp32 = {8.1_TFLOPS, nvidia_sources::t4},
                  .fp16 = {65.1_TFLOPS, nvidia_sources::t4},
                  .int8 = {130.2_TOPS, nvidia_sources::t4},
                  .int4 = {260.5_TOPS, nvidia_sources::t4}},
        .tiers = {nvidia::l2(4_MiB, nvidia_sources::t4),
                  {.name = "GDDR6",                                         // "16 GB", binary
                   .capacity = {16_GiB, nvidia_sources::t4},
                   .read = {320_GB_per_s, nvidia_sources::t4}}},            // some NVIDIA pages print 300
        .scale_up = nvidia::over(pcie::gen3_x16),
        .power = {70_W, nvidia_sources::t4},
    };
};

// --- Ampere ---

// What the variants of the A100 share.
namespace nvidia_a100 {
inline constexpr dense_peaks peaks{.fp32 = {19.5_TFLOPS, nvidia_sources::a100_table},       // CUDA cores
                                   .tf32 = {156_TFLOPS, nvidia_sources::a100_table},        // dense; sparse 312
                                   .bf16 = {312_TFLOPS, nvidia_sources::datasheet},   // printed 312 | 624, dense | sparse
                                   .fp16 = {312_TFLOPS, nvidia_sources::datasheet},
                                   .int8 = {624_TOPS, nvidia_sources::datasheet},
                                   .int4 = {1248_TOPS, nvidia_sources::a100_paper}};
// 108 x 2048 x 1.41 GHz = 311.9 TFLOPS
inline constexpr matrix_units units{.format = arithmetic::bf16,
                                    .units = {108, nvidia_sources::a100_paper},
                                    .flops_per_unit_per_cycle = {2048, nvidia_sources::a100_paper},
                                    .boost_clock = {1.41_GHz, nvidia_sources::a100_paper}};
inline constexpr memory_tier shared_memory = nvidia::shared_memory(108, 192);              // private to an SM
// 5,120 B a clock x 1.41 GHz = 7.22 TB/s. The 5.4 TB/s of gpu-benches are measured, and no bound.
inline constexpr memory_tier l2{.name = "L2",                                              // 2 x 20 MiB
                                .capacity = {40_MiB, nvidia_sources::cuda_guide},
                                .read = {7.22_TB_per_s, "derived: NVIDIA A100 white paper, 5,120 bytes a clock x 1.41 GHz"},
                                .role = keeps::copies};
inline constexpr link nvswitch{.name = "NVLink 3 and NVSwitch",
                               .per_device = {300_GB_per_s, nvidia_sources::network},  // 12 links x 25; "600" is both directions
                               .latency = nvidia::nvlink_latency,
                               .domain = {8, nvidia_sources::aiconfigurator},
                               .shape = topology::switched};                               // this NVSwitch does not add
inline constexpr link infiniband{.name = "InfiniBand HDR 200 Gb/s",                        // one a GPU in DGX A100
                                 .per_device = {25_GB_per_s, nvidia_sources::aiconfigurator},
                                 .latency = nvidia::network_latency,
                                 .shape = topology::switched};
}  // namespace nvidia_a100

struct nvidia_a100_80gb {
    static constexpr accelerator spec{
        .name = "A100 SXM 80GB",
        .id = "nvidia_a100_sxm4_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 108 SMs",
        .peaks = nvidia_a100::peaks,
        .units = nvidia_a100::units,
        .tiers = {nvidia_a100::shared_memory,
                  nvidia_a100::l2,
                  {.name = "HBM2e",                                         // "80 GB", 81,920 MiB in practice
                   .capacity = {80_GiB, nvidia_sources::datasheet},
                   .read = {2.039_TB_per_s, nvidia_sources::datasheet}}},   // the PCIe card has 1,935 GB/s
        .scale_up = nvidia_a100::nvswitch,
        .scale_out = nvidia_a100::infiniband,
        .power = {400_W, nvidia_sources::aiconfigurator},
        .sustained = {.wide_products = {271.2_TFLOPS, benchmark_sources::products},
                      .memory_read = {1769_GB_per_s, benchmark_sources::reads}},
    };
};

struct nvidia_a100_40gb {
    static constexpr accelerator spec{
        .name = "A100 SXM 40GB",
        .id = "nvidia_a100_sxm4_40gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 108 SMs",
        .peaks = nvidia_a100::peaks,
        .units = nvidia_a100::units,
        .tiers = {nvidia_a100::shared_memory,
                  nvidia_a100::l2,
                  {.name = "HBM2",                                          // "40 GB", 40,960 MiB in practice
                   .capacity = {40_GiB, nvidia_sources::datasheet},
                   .read = {1.555_TB_per_s, nvidia_sources::datasheet}}},
        .scale_up = nvidia_a100::nvswitch,
        .scale_out = nvidia_a100::infiniband,
        .power = {400_W, nvidia_sources::aiconfigurator},
        .sustained = {.wide_products = {271.2_TFLOPS, benchmark_sources::same_chip},
                      .memory_read = {1490_GB_per_s, benchmark_sources::reads}},
    };
};

struct nvidia_a100_pcie_80gb {
    static constexpr accelerator spec{
        .name = "A100 PCIe 80GB",
        .id = "nvidia_a100_pcie_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 108 SMs",
        .peaks = nvidia_a100::peaks,
        .units = nvidia_a100::units,
        .tiers = {nvidia_a100::shared_memory,
                  nvidia_a100::l2,
                  {.name = "HBM2e",
                   .capacity = {80_GiB, nvidia_sources::a100_pcie},
                   .read = {1.935_TB_per_s, nvidia_sources::a100_pcie}}},
        // A bridge joins two cards, "600 GB/s" in both directions. More of them meet over PCIe, at a tenth of its rate: no
        // domain, so that such a plan is judged by the rate of the bridge, which it cannot exceed.
        .scale_up = {.name = "NVLink 3 bridge, pairs",
                     .per_device = {300_GB_per_s, nvidia_sources::a100_pcie},
                     .latency = nvidia::nvlink_latency},
        .power = {300_W, nvidia_sources::a100_pcie},
    };
};

struct nvidia_a10 {
    static constexpr accelerator spec{
        .name = "A10",
        .id = "nvidia_a10_24gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card",
        .peaks = nvidia::ga10x(125_TFLOPS, 1, nvidia_sources::a10),         // printed 125 | 250, dense | sparse
        .tiers = {nvidia::l2(6_MiB, "sysrqmts.com/gpus, A10 PCIe, third party"),
                  {.name = "GDDR6",                                         // "24 GB", binary
                   .capacity = {24_GiB, nvidia_sources::a10},
                   .read = {600_GB_per_s, nvidia_sources::a10}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {150_W, nvidia_sources::a10},
    };
};

// AWS's own, and another part than the A10.
struct nvidia_a10g {
    static constexpr accelerator spec{
        .name = "A10G",
        .id = "nvidia_a10g",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 80 SMs",
        // The data sheet prints fp16 70 | 140, with fp32 sums, and int8 140. By the GA102, whose chip it is, fp16 with
        // fp16 sums is 80 x 1024 x 1.71 GHz = 140.1 and int8 twice that: the larger, for a bound.
        .peaks = nvidia::ga10x(140.1_TFLOPS, 0.5, "derived: 80 SMs x 1,024 x 1.71 GHz; NVIDIA A10G data sheet: fp32 35, fp16 70"),
        .tiers = {nvidia::l2(6_MiB, nvidia_sources::ga102),
                  {.name = "GDDR6",                                         // "24 GB", binary
                   .capacity = {24_GiB, "NVIDIA A10G data sheet"},
                   .read = {600_GB_per_s, "NVIDIA A10G data sheet"}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {300_W, "NVIDIA A10G data sheet"},
    };
};

namespace nvidia {
// A bridge joins two cards, 4 links x 14.06, "112.5 GB/s" in both directions; without it they meet over PCIe, at 31.5.
// More of them meet over PCIe alone: no domain, so that such a plan is judged by the bridge, which it cannot exceed.
inline constexpr link geforce_bridge{.name = "NVLink 3 bridge, pairs",
                                     .per_device = {56.25_GB_per_s, "NVIDIA GA102 white paper: 112.5 GB/s / 2 directions"},
                                     .latency = nvlink_latency};
}  // namespace nvidia

struct nvidia_rtx3090 {
    static constexpr accelerator spec{
        .name = "GeForce RTX 3090",
        .id = "nvidia_rtx3090",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 82 SMs",
        .peaks = nvidia::ga10x(142.3_TFLOPS, 0.5, nvidia_sources::ga102),     // with fp32 sums 71
        .units = nvidia::sms(82, 1.695_GHz, nvidia_sources::ga102),
        .tiers = {nvidia::l2(6_MiB, nvidia_sources::ga102),
                  {.name = "GDDR6X",
                   .capacity = {24_GiB, "NVIDIA GeForce RTX 3090 specification"},
                   .read = {936_GB_per_s, "NVIDIA GeForce RTX 3090 specification"}}},
        .scale_up = nvidia::geforce_bridge,
        .power = {350_W, "NVIDIA GeForce RTX 3090 specification"},
    };
};

struct nvidia_rtx3090ti {
    static constexpr accelerator spec{
        .name = "GeForce RTX 3090 Ti",
        .id = "nvidia_rtx3090ti",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 84 SMs",
        .peaks = nvidia::ga10x(160_TFLOPS, 0.5, "derived: 84 SMs x 1,024 FLOP a cycle (GA102 white paper) x 1.86 GHz"),
        .units = nvidia::sms(84, 1.86_GHz, "NVIDIA GeForce RTX 3090 Ti specification"),
        .tiers = {nvidia::l2(6_MiB, nvidia_sources::ga102),
                  {.name = "GDDR6X",
                   .capacity = {24_GiB, "NVIDIA GeForce RTX 3090 Ti specification"},
                   .read = {1008_GB_per_s, "NVIDIA GeForce RTX 3090 Ti specification"}}},
        .scale_up = nvidia::geforce_bridge,
        .power = {450_W, "NVIDIA GeForce RTX 3090 Ti specification"},
    };
};

struct nvidia_rtx3060 {
    static constexpr accelerator spec{
        .name = "GeForce RTX 3060 12GB",
        .id = "nvidia_rtx3060",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 28 SMs",
        .peaks = nvidia::ga10x(51_TFLOPS, 0.5, "derived: 28 SMs x 1,024 FLOP a cycle (GA102 white paper) x 1.777 GHz"),
        .units = nvidia::sms(28, 1.777_GHz, "NVIDIA GeForce RTX 3060 12GB specification"),
        .tiers = {nvidia::l2(3_MiB, "GA106, third party"),
                  {.name = "GDDR6",
                   .capacity = {12_GiB, "NVIDIA GeForce RTX 3060 12GB specification"},
                   .read = {360_GB_per_s, "NVIDIA GeForce RTX 3060 12GB specification"}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {170_W, "NVIDIA GeForce RTX 3060 12GB specification"},
    };
};

// --- Ada: no NVLink ---

struct nvidia_l4 {
    static constexpr accelerator spec{
        .name = "L4",
        .id = "nvidia_l4_24gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card",
        // Half of "242" is 121, a quarter of "485" 121.25: the larger, for a bound. The 72 W do not sustain it.
        .peaks = nvidia::ad10x(121.25_TFLOPS, 1, nvidia_sources::l4),
        .tiers = {nvidia::l2(48_MiB, "store.sourcecode.com, grokipedia.com (L4), unverified"),
                  {.name = "GDDR6",
                   .capacity = {24_GiB, nvidia_sources::aiconfigurator},
                   .read = {300_GB_per_s, nvidia_sources::aiconfigurator}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {72_W, nvidia_sources::aiconfigurator},
    };
};

struct nvidia_l40s {
    static constexpr accelerator spec{
        .name = "L40S",
        .id = "nvidia_l40s_48gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card",
        // The page prints fp16 362.05 | 733, dense | sparse, which disagree, and fp8 733 dense: half of 733, for a bound.
        .peaks = nvidia::ad10x(366.5_TFLOPS, 1, nvidia_sources::l40s),
        .tiers = {nvidia::l2(96_MB, "hmc-tech.com/gpus, full AD102, unverified"),
                  {.name = "GDDR6",                                // devices report 46,068 MiB = 48.3 GB, what ECC leaves
                   .capacity = {48_GB, nvidia_sources::l40s},
                   .read = {864_GB_per_s, nvidia_sources::l40s}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {350_W, nvidia_sources::aiconfigurator},
        .sustained = {.memory_read = {844_GB_per_s, benchmark_sources::l40}},
    };
};

struct nvidia_rtx4090 {
    static constexpr accelerator spec{
        .name = "GeForce RTX 4090",
        .id = "nvidia_rtx4090",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card",
        // With fp32 sums fp16 has 165.2 and fp8 330.3, as some tables print.
        .peaks = nvidia::ad10x(330.3_TFLOPS, 0.5, nvidia_sources::rtx4090),
        .tiers = {nvidia::l2(72_MiB, nvidia_sources::rtx4090),
                  {.name = "GDDR6X",
                   .capacity = {24_GiB, nvidia_sources::rtx4090},
                   .read = {1008_GB_per_s, nvidia_sources::rtx4090}}},
        .scale_up = nvidia::over(pcie::gen4_x16),                           // peer to peer is off in the driver
        .power = {450_W, nvidia_sources::rtx4090},
    };
};

struct nvidia_rtx6000ada {
    static constexpr accelerator spec{
        .name = "RTX 6000 Ada",
        .id = "nvidia_rtx6000ada",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 142 SMs",
        .peaks = nvidia::ad10x(364.4_TFLOPS, 1, nvidia_sources::ada_pro),        // 4 x 91.1
        .tiers = {nvidia::l2(96_MiB, "NVIDIA Ada white paper, AD102"),
                  {.name = "GDDR6",
                   .capacity = {48_GiB, "NVIDIA RTX 6000 Ada Generation data sheet"},
                   .read = {960_GB_per_s, "NVIDIA RTX 6000 Ada Generation data sheet"}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {300_W, "NVIDIA RTX 6000 Ada Generation data sheet"},
    };
};

struct nvidia_rtx4000ada {
    static constexpr accelerator spec{
        .name = "RTX 4000 Ada",
        .id = "nvidia_rtx4000ada",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 48 SMs",
        // 4 x 26.7, and 48 SMs x 1,024 x 2.175 GHz. The data sheet prints 327.6 sparse in fp8, a quarter of which is less.
        .peaks = nvidia::ad10x(106.9_TFLOPS, 1, nvidia_sources::ada_pro),
        .tiers = {nvidia::l2(48_MiB, "NVIDIA Ada white paper, AD104"),
                  {.name = "GDDR6",
                   .capacity = {20_GiB, "NVIDIA RTX 4000 Ada Generation data sheet"},
                   .read = {360_GB_per_s, "NVIDIA RTX 4000 Ada Generation data sheet"}}},
        .scale_up = nvidia::over(pcie::gen4_x16),
        .power = {130_W, "NVIDIA RTX 4000 Ada Generation data sheet"},
    };
};

// --- Hopper ---

// What the variants of Hopper share.
namespace nvidia_hopper {
// Measured on the H800. Of InfiniBand the same table gives 2.8 us through one leaf switch and 3.7 across two, between hosts.
inline constexpr figure<seconds> nvlink_latency{seconds{3.33e-6}, nvidia_sources::latency};
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
inline constexpr memory_tier shared_memory = nvidia::shared_memory(132, 256);              // private to an SM
inline constexpr memory_tier l2{.name = "L2",                                              // 2 x 25 MiB; rate not published
                                .capacity = {50_MiB, nvidia_sources::cuda_guide},
                                .role = keeps::copies};
inline constexpr link nvswitch{.name = "NVLink 4 and NVSwitch",
                               .per_device = {450_GB_per_s, nvidia_sources::network},  // 18 links x 25; "900" is both directions
                               .latency = nvlink_latency,
                               .domain = {8, nvidia_sources::aiconfigurator},  // the 256 of the NVLink network were never sold
                               .shape = topology::switched,
                               .reduces = true};                                           // NVLink SHARP
// A bridge joins two cards, "600 GB/s" in both directions. More of them meet over PCIe 5.0, at 63: no domain, so that
// such a plan is judged by the rate of the bridge, which it cannot exceed.
inline constexpr link bridge{.name = "NVLink 4 bridge, pairs",
                             .per_device = {300_GB_per_s, "NVIDIA H100 page, as quoted; llm-analysis (d841e40a)"},
                             .latency = nvidia::nvlink_latency};
inline constexpr link infiniband{.name = "InfiniBand NDR 400 Gb/s",                // ConnectX-7, one a GPU in DGX and HGX
                                 .per_device = {50_GB_per_s, nvidia_sources::aiconfigurator},
                                 .latency = nvidia::network_latency,
                                 .shape = topology::switched};
/// Bins with fewer or slower SMs: tf32 half of bf16, int8 as fp8.
constexpr dense_peaks bin(flops_per_second fp32, flops_per_second bf16, flops_per_second fp8, const char* source) noexcept {
    return {.fp32 = {fp32, source},
            .tf32 = {flops_per_second{bf16.value / 2}, source},
            .bf16 = {bf16, source},
            .fp16 = {bf16, source},
            .fp8 = {fp8, source},
            .int8 = {fp8, source}};
}
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
        .scale_up = nvidia_hopper::nvswitch,
        .scale_out = nvidia_hopper::infiniband,
        .power = {700_W, nvidia_sources::datasheet},                        // "up to", configurable
        .sustained = {.wide_products = {794.5_TFLOPS, benchmark_sources::products},
                      .narrow_products = {1402.6_TFLOPS, benchmark_sources::products},
                      .memory_read = {2680_GB_per_s, benchmark_sources::h100_factor},
                      .all_reduce = {367.2_GB_per_s, benchmark_sources::all_reduce}},
    };
};

struct nvidia_h100_pcie {
    static constexpr accelerator spec{
        .name = "H100 PCIe 80GB",
        .id = "nvidia_h100_pcie_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 114 SMs",
        .peaks = nvidia_hopper::bin(51_TFLOPS, 756.5_TFLOPS, 1513_TFLOPS, nvidia_sources::h100_pcie),
        .tiers = {nvidia::shared_memory(114, 256),
                  nvidia_hopper::l2,
                  {.name = "HBM2e",                                         // not HBM3, as a table prints
                   .capacity = {80_GiB, nvidia_sources::h100_pcie},
                   .read = {2.039_TB_per_s, nvidia_sources::h100_pcie}}},
        .scale_up = nvidia_hopper::bridge,
        .power = {350_W, nvidia_sources::h100_pcie},
        .sustained = {.memory_read = {1942_GB_per_s, benchmark_sources::reads}},
    };
};

// Launched as the pair: 188 GB, 7.8 TB/s.
struct nvidia_h100_nvl {
    static constexpr accelerator spec{
        .name = "H100 NVL 94GB",
        .id = "nvidia_h100_nvl_94gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 132 SMs, half of a pair",
        .peaks = nvidia_hopper::bin(60_TFLOPS, 835.5_TFLOPS, 1670.5_TFLOPS, nvidia_sources::h100_nvl),
        .tiers = {nvidia_hopper::shared_memory,
                  nvidia_hopper::l2,
                  {.name = "HBM3",                                          // 94 GB and 3.9 TB/s are one card's
                   .capacity = {94_GB, nvidia_sources::h100_nvl},
                   .read = {3.9_TB_per_s, nvidia_sources::h100_nvl}}},
        .scale_up = nvidia_hopper::bridge,
        .power = {400_W, nvidia_sources::a100_table},                       // 350 to 400 W
    };
};

struct nvidia_h200 {
    static constexpr accelerator spec{
        .name = "H200 SXM 141GB",
        .id = "nvidia_h200_sxm_141gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 132 SMs",
        .peaks = nvidia_hopper::peaks,
        .units = nvidia_hopper::units,
        .tiers = {nvidia_hopper::shared_memory,
                  nvidia_hopper::l2,
                  {.name = "HBM3e",                                         // catalogues say 144,384 MiB = 151.4 GB
                   .capacity = {141_GB, nvidia_sources::h200},
                   .read = {4.8_TB_per_s, nvidia_sources::h200}}},
        .scale_up = nvidia_hopper::nvswitch,
        .scale_out = nvidia_hopper::infiniband,
        .power = {700_W, nvidia_sources::aiconfigurator},                   // the NVL card 600
        .sustained = {.wide_products = {794.5_TFLOPS, benchmark_sources::products},
                      .narrow_products = {1453.4_TFLOPS, benchmark_sources::products},
                      .memory_read = {3888_GB_per_s, benchmark_sources::reads},
                      .all_reduce = {365.6_GB_per_s, benchmark_sources::all_reduce}},
    };
};

// For China: fewer SMs; links and memory are not cut.
struct nvidia_h20 {
    static constexpr accelerator spec{
        .name = "H20 SXM 96GB",
        .id = "nvidia_h20_sxm_96gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 78 SMs",
        .peaks = nvidia_hopper::bin(44_TFLOPS, 148_TFLOPS, 296_TFLOPS, nvidia_sources::h20),
        .tiers = {nvidia::shared_memory(78, 256),
                  nvidia::l2(60_MB, nvidia_sources::h20),
                  {.name = "HBM3",                                          // a later bin has 141 GB of HBM3e
                   .capacity = {96_GB, nvidia_sources::h20},
                   .read = {4_TB_per_s, nvidia_sources::h20}}},
        .scale_up = nvidia_hopper::nvswitch,
        .power = {400_W, nvidia_sources::h20},                              // aiconfigurator says 700, as of the H100
    };
};

// For China: an H100 SXM in all but NVLink (and fp64).
struct nvidia_h800 {
    static constexpr accelerator spec{
        .name = "H800 SXM 80GB",
        .id = "nvidia_h800_sxm_80gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, 132 SMs",
        .peaks = nvidia_hopper::peaks,
        .units = nvidia_hopper::units,
        .tiers = {nvidia_hopper::shared_memory,
                  nvidia_hopper::l2,
                  {.name = "HBM3",
                   .capacity = {80_GiB, nvidia_sources::aiconfigurator},
                   .read = {3.35_TB_per_s, nvidia_sources::aiconfigurator}}},
        .scale_up = {.name = "NVLink 4 cut, and NVSwitch",
                     .per_device = {200_GB_per_s, nvidia_sources::aiconfigurator},  // "400" is both directions
                     .latency = nvidia_hopper::nvlink_latency,
                     .domain = {8, nvidia_sources::aiconfigurator},
                     .shape = topology::switched,
                     .reduces = true},
        .scale_out = nvidia_hopper::infiniband,
        .power = {700_W, nvidia_sources::aiconfigurator},
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
                     .latency = nvidia_hopper::nvlink_latency,
                     .domain = {32, nvidia_sources::network},
                     .shape = topology::switched,
                     .reduces = true},                                  // NVLink SHARP, the switch generation of the H100
        .power = {1000_W, nvidia_sources::grace_hopper},                    // module with CPU and memory, 450 to 1,000 W
        .sustained = {.wide_products = {828.6_TFLOPS, benchmark_sources::products},
                      .narrow_products = {1535_TFLOPS, benchmark_sources::products}},
    };
};

// --- Blackwell ---

// What the variants of Blackwell share. A GPU of a GB200 or GB300 superchip is 11 % above that of HGX B200 or B300.
namespace nvidia_blackwell {
// Sources give 75 or 80 TFLOPS for the CUDA cores: the larger, for a bound.
inline constexpr dense_peaks hgx{.fp32 = {80_TFLOPS, nvidia_sources::blackwell},
                                 .tf32 = {1.125_PFLOPS, nvidia_sources::hgx_half},
                                 .bf16 = {2.25_PFLOPS, nvidia_sources::hgx_half},           // printed 4.5 with sparsity
                                 .fp16 = {2.25_PFLOPS, nvidia_sources::hgx_half},
                                 .fp8 = {4.5_PFLOPS, nvidia_sources::hgx_half},
                                 .int8 = {4.5_PFLOPS, nvidia_sources::hgx_half},
                                 .fp4 = {9_PFLOPS, nvidia_sources::hgx_half}};     // printed 18 | 9, and a board 144 | 72
inline constexpr dense_peaks superchip{.fp32 = {80_TFLOPS, nvidia_sources::blackwell},
                                       .tf32 = {1.25_PFLOPS, nvidia_sources::blackwell_half},
                                       .bf16 = {2.5_PFLOPS, nvidia_sources::blackwell_half},
                                       .fp16 = {2.5_PFLOPS, nvidia_sources::blackwell_half},
                                       .fp8 = {5_PFLOPS, nvidia_sources::blackwell_half},
                                       .int8 = {5_PFLOPS, nvidia_sources::blackwell_half},
                                       .fp4 = {10_PFLOPS, nvidia_sources::blackwell_half}}; // printed 20 with sparsity
/// Ultra: int8 all but removed (other tables still print 4,500), fp4 faster where it is dense.
constexpr dense_peaks ultra(dense_peaks p, figure<flops_per_second> int8, figure<flops_per_second> fp4) noexcept {
    p.int8 = int8;
    p.fp4 = fp4;
    return p;
}
// 256 KiB an SM, private to it. As much again (TMEM) holds what the tensor cores sum, and no weights.
inline constexpr memory_tier shared_memory = nvidia::shared_memory(148, 256);
inline constexpr memory_tier l2 = nvidia::l2(126_MB, nvidia_sources::cuda_guide);  // of two dies; Ultra taken to have the same
inline constexpr link nvswitch{.name = "NVLink 5 and NVSwitch",
                               .per_device = {900_GB_per_s, nvidia_sources::network},  // 18 links x 50; "1.8 TB/s" is both directions
                               .latency = nvidia::nvlink_latency,
                               .domain = {8, nvidia_sources::aiconfigurator},
                               .shape = topology::switched,
                               .reduces = true};                                           // NVLink SHARP
inline constexpr link nvl72{.name = "NVLink 5 and NVLink Switch",
                            .per_device = {900_GB_per_s, nvidia_sources::network},  // "1.8 TB/s" a GPU, "130" a rack: both directions
                            .latency = nvidia::nvlink_latency,
                            .domain = {72, nvidia_sources::aiconfigurator},
                            .shape = topology::switched,
                            .reduces = true};                                              // NVLink SHARP
// ConnectX-7 400 Gb/s in AWS's p6-b200 and in MLPerf v6.1, 800 Gb/s in aiconfigurator: the larger, for a bound.
inline constexpr link infiniband{.name = "InfiniBand 800 Gb/s",
                                 .per_device = {100_GB_per_s, nvidia_sources::aiconfigurator},
                                 .latency = nvidia::network_latency,
                                 .shape = topology::switched};
// Half of Grace's. The GPU reads it over NVLink-C2C: 900 GB/s both directions a Grace = 450 one way, 225 for each of two
// GPUs. The memory itself gives each 256 (older text: 512 a Grace) or 194 (14 TB/s / 72): the larger, and then the link,
// which is less.
inline constexpr memory_tier lpddr{.name = "LPDDR5X",
                                   .capacity = {236_GB, "NVIDIA GB200 NVL72 page, 17 TB / 72, 2026-08-31"},
                                   .read = {225_GB_per_s, "derived: NVLink-C2C 900 GB/s / 2 directions / 2 GPUs (ml-engineering, network)"}};
}  // namespace nvidia_blackwell

struct nvidia_b200 {
    static constexpr accelerator spec{
        .name = "B200",
        .id = "nvidia_b200_sxm_180gb",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, package of 2 dies, in HGX or DGX",
        .peaks = nvidia_blackwell::hgx,
        .tiers = {nvidia_blackwell::shared_memory,
                  nvidia_blackwell::l2,
                  {.name = "HBM3e",                       // 183,359 MiB = 192.3 GB in AWS's catalogue; launched as 192 GB
                   .capacity = {180_GB, nvidia_sources::hgx},
                   // 7.7 TB/s in the HGX data sheet, 8 at launch and in GB200: the larger, for a bound.
                   .read = {8_TB_per_s, nvidia_sources::blackwell}}},
        .scale_up = nvidia_blackwell::nvswitch,
        .scale_out = nvidia_blackwell::infiniband,
        .power = {1000_W, nvidia_sources::aiconfigurator},                  // configurable; DGX sets 700
        .sustained = {.wide_products = {1745_TFLOPS, benchmark_sources::products},
                      .narrow_products = {3432.5_TFLOPS, benchmark_sources::products},
                      .all_reduce = {682.2_GB_per_s, benchmark_sources::all_reduce}},
    };
};

struct nvidia_b300 {
    static constexpr accelerator spec{
        .name = "B300",
        .id = "nvidia_b300_sxm",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, package of 2 dies, in HGX or DGX",
        .peaks = nvidia_blackwell::ultra(nvidia_blackwell::hgx,
                                         {153.5_TOPS, nvidia_sources::ultra},
                                         {14_PFLOPS, nvidia_sources::hgx}),       // printed 18 | 14, sparse | dense
        .tiers = {nvidia_blackwell::shared_memory,
                  nvidia_blackwell::l2,
                  {.name = "HBM3e",                                         // devices report 275,040 MiB = 288.4 GB
                   .capacity = {270_GB, nvidia_sources::hgx},
                   // 7.7 TB/s in the HGX data sheet, 8 at launch: the larger, for a bound.
                   .read = {8_TB_per_s, "NVIDIA B300 launch material"}}},
        .scale_up = nvidia_blackwell::nvswitch,
        .scale_out = nvidia_blackwell::infiniband,
        .power = {1100_W, nvidia_sources::ultra},
        .sustained = {.wide_products = {1769_TFLOPS, benchmark_sources::products},
                      .narrow_products = {3353.3_TFLOPS, benchmark_sources::products}},
    };
};

// Sources quote a GPU, a superchip or a rack: here one GPU.
struct nvidia_gb200 {
    static constexpr accelerator spec{
        .name = "GB200",
        .id = "nvidia_gb200_gpu",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, half a superchip (1 Grace, 2 GPUs)",
        .peaks = nvidia_blackwell::superchip,
        .tiers = {nvidia_blackwell::shared_memory,
                  nvidia_blackwell::l2,
                  {.name = "HBM3e",                              // GPUs report 189,471 MiB = 198.7 GB; launched as 192 GB
                   .capacity = {186_GB, "NVIDIA GB200 page via ml-engineering, 2026-08-22; MLPerf v6.1 submission"},
                   .read = {8_TB_per_s, nvidia_sources::blackwell},
                   .next = stands::beside},
                  nvidia_blackwell::lpddr},
        .scale_up = nvidia_blackwell::nvl72,
        .scale_out = nvidia_blackwell::infiniband,
        .power = {1200_W, nvidia_sources::aiconfigurator},                  // a superchip 2,700 W
        .sustained = {.wide_products = {1822_TFLOPS, benchmark_sources::products},
                      .narrow_products = {3615.6_TFLOPS, benchmark_sources::products}},
    };
};

struct nvidia_gb300 {
    static constexpr accelerator spec{
        .name = "GB300",
        .id = "nvidia_gb300_gpu",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "GPU, half a superchip (1 Grace, 2 GPUs)",
        .peaks = nvidia_blackwell::ultra(nvidia_blackwell::superchip,
                                         {165_TOPS, nvidia_sources::ultra},
                                         {15_PFLOPS, nvidia_sources::ultra}),     // 1,080 a rack / 72; sparse 20
        .tiers = {nvidia_blackwell::shared_memory,
                  nvidia_blackwell::l2,
                  {.name = "HBM3e",                              // GPUs report 284,208 MiB = 298.0 GB; launched as 288 GB
                   .capacity = {279_GB, nvidia_sources::ultra},
                   .read = {8_TB_per_s, nvidia_sources::ultra},
                   .next = stands::beside},
                  nvidia_blackwell::lpddr},
        .scale_up = nvidia_blackwell::nvl72,
        .scale_out = nvidia_blackwell::infiniband,
        .power = {1400_W, nvidia_sources::aiconfigurator},
    };
};

namespace nvidia_blackwell {
/// 72 of a rate, a capacity or a power.
constexpr dense_peaks rack(dense_peaks p) noexcept {
    figure<flops_per_second>* const all[] = {&p.fp32, &p.tf32, &p.bf16, &p.fp16, &p.fp8, &p.int8, &p.fp4};
    for (figure<flops_per_second>* f : all) *f = {flops_per_second{f->value.value * 72}, nvidia_sources::rack};
    return p;
}
constexpr memory_tier rack(memory_tier t) noexcept {
    t.capacity = {bytes{t.capacity.value.value * 72}, nvidia_sources::rack};
    return t;
}
}  // namespace nvidia_blackwell

// 72 GPUs and 36 Grace CPUs, priced as one device whose memory is one pool and whose work divides evenly: a looser bound
// than 72 devices of nvidia_gb200, for figures that are published of the rack. "1,440 PFLOPS" of FP4 is sparse.
struct nvidia_gb200_nvl72 {
    static constexpr accelerator spec{
        .name = "GB200 NVL72",
        .id = "nvidia_gb200_nvl72",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "rack of 72 GPUs and 36 Grace CPUs, as one device",
        .peaks = nvidia_blackwell::rack(nvidia_blackwell::superchip),
        .tiers = {nvidia_blackwell::rack(nvidia_blackwell::shared_memory),
                  nvidia_blackwell::rack(nvidia_blackwell::l2),
                  {.name = "HBM3e",
                   .capacity = {13.4_TB, nvidia_sources::nvl72},
                   .read = {576_TB_per_s, nvidia_sources::nvl72},
                   .next = stands::beside},
                  // 14 TB/s by the page; over NVLink-C2C 72 x 225 GB/s, as for the GPU: the larger, for a bound.
                  {.name = "LPDDR5X",
                   .capacity = {17_TB, nvidia_sources::nvl72},
                   .read = {16.2_TB_per_s, nvidia_sources::rack}}},
        // NVLink joins GPUs of one device here: it is no link between devices.
        .scale_out = {.name = "InfiniBand 72 x 800 Gb/s",
                      .per_device = {7.2_TB_per_s, nvidia_sources::rack},
                      .shape = topology::switched},
        .power = {120_kW, "about 120 kW (verda.com/blog/gb300-nvl72-architecture), third party"},  // sources say 70 to 135
    };
};

// No NVLink, and GeForce's half rate with fp32 sums: bf16 has 209.5. aiconfigurator prints 419 for it, the rate of fp16
// with fp16 sums.
struct nvidia_rtx5090 {
    static constexpr accelerator spec{
        .name = "GeForce RTX 5090",
        .id = "nvidia_rtx5090",
        .vendor = "NVIDIA",
        .kind = architecture::gpu,
        .scope = "card, 170 SMs",
        .peaks = {.fp32 = {104.8_TFLOPS, "derived: 170 SMs x 128 x 2 x 2.407 GHz"},
                  .bf16 = {209.5_TFLOPS, "derived: half of 419, fp32 sums (aiconfigurator, rtx_5090.yaml)"},
                  .fp16 = {419_TFLOPS, nvidia_sources::rtx5090},
                  .fp8 = {838_TFLOPS, nvidia_sources::rtx5090},             // with fp32 sums 419
                  .int8 = {838_TOPS, nvidia_sources::rtx5090},
                  .fp4 = {1676_TFLOPS, nvidia_sources::rtx5090}},           // "3,352 AI TOPS" is sparse
        .units = {.format = arithmetic::fp32,
                  .units = {170, nvidia_sources::rtx5090},
                  .flops_per_unit_per_cycle = {256, nvidia_sources::rtx5090},
                  .boost_clock = {2.407_GHz, nvidia_sources::rtx5090}},
        .tiers = {nvidia::l2(96_MiB, "aiconfigurator, rtx_5090.yaml, unverified"),
                  {.name = "GDDR7",                                         // 32,607 MiB of "32 GB" as devices report it
                   .capacity = {32607_MiB, nvidia_sources::rtx5090},
                   .read = {1792_GB_per_s, nvidia_sources::rtx5090}}},
        .scale_up = nvidia::over(pcie::gen5_x16),
        .power = {575_W, nvidia_sources::rtx5090},
    };
};

// --- Jetson ---

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

// A Blackwell GPU by its cores; an edge NPU by what it is bought for, as the Orin.
struct nvidia_jetson_agx_thor {
    static constexpr accelerator spec{
        .name = "Jetson AGX Thor T5000",
        .id = "nvidia_jetson_agx_thor",
        .vendor = "NVIDIA",
        .kind = architecture::edge_npu,
        .scope = "module, 1 GPU",
        // The headline, 2,070, is sparse FP4. No source gives a bf16 rate.
        .peaks = {.fp32 = {8.064_TFLOPS, nvidia_sources::thor},
                  .fp16 = {258.5_TFLOPS, nvidia_sources::thor},             // printed 517 with sparsity
                  .fp8 = {517_TFLOPS, nvidia_sources::thor},                // printed dense; sparse 1,035
                  .int8 = {517.5_TOPS, nvidia_sources::thor},               // printed 1,035 with sparsity
                  .fp4 = {1035_TFLOPS, nvidia_sources::thor}},
        .tiers = {{.name = "LPDDR5X",                                 // shared with the CPU; "128 GB", binary in practice
                   .capacity = {128_GB, nvidia_sources::thor},
                   .read = {273_GB_per_s, nvidia_sources::thor}}},
        .power = {130_W, nvidia_sources::thor},                             // 40 to 130 W
    };
};

// One module in two modes: sold with 40 TOPS sparse, 68 GB/s and 15 W, and Super by software. Super, for a bound.
struct nvidia_jetson_orin_nano {
    static constexpr accelerator spec{
        .name = "Jetson Orin Nano 8GB",
        .id = "nvidia_jetson_orin_nano_8",
        .vendor = "NVIDIA",
        .kind = architecture::edge_npu,
        .scope = "module, 1 GPU, Super mode",
        .peaks = {.fp16 = {16.75_TFLOPS, "derived: half of int8, as in the mode of 40 TOPS (10.24 and 20.5)"},
                  .int8 = {33.5_TOPS, nvidia_sources::orin_nano}},          // half of 67
        .tiers = {{.name = "LPDDR5",                                        // shared with the CPU
                   .capacity = {8_GB, nvidia_sources::orin_nano},
                   .read = {102_GB_per_s, nvidia_sources::orin_nano}}},
        .power = {25_W, "Ultralytics documentation, Jetson comparison quoting NVIDIA, unverified"},
    };
};

}  // namespace rafter::catalog::accelerators
