// Intel: Gaudi 2, Gaudi 3, Xeon 6980P, Data Center GPU Max 1550, Arc Pro B60.
#pragma once

#include <rafter/catalog/accelerators/benchmarks.hpp>
#include <rafter/catalog/accelerators/pcie.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace intel_sources {
inline constexpr const char* review = "ServeTheHome, Intel Xeon 6900P review, page 2";
inline constexpr const char* amx    = "derived: 128 cores x 1,024 bf16 FLOP a cycle (AMX) x 3.2 GHz";
inline constexpr const char* cycle  = "Intel, Accelerate AI Workloads with Intel AMX, page 4 (pytorch.org, recipes/amx)";
inline constexpr const char* gaudi  = "Intel Gaudi pages via ml-engineering, compute/accelerator, 2026-08-22";
inline constexpr const char* paper3 = "Intel Gaudi 3 white paper, at 1.75 GHz";
inline constexpr const char* ports  = "ml-engineering, network/README.md, 2026-08-22: 21 of 24 ports";
inline constexpr const char* uplink = "ml-engineering, network/README.md, 2026-08-22: 3 of 24 ports";
inline constexpr const char* max    = "Intel Data Center GPU Max 1550 specification";
inline constexpr const char* b60    = "Intel Arc Pro B60 specification: 197 TOPS in int8; hmc-tech.com/gpu";
}  // namespace intel_sources

namespace intel_gaudi {
/// 24 Ethernet ports on the chip, all in one direction: 3 to each of 7 peers, 3 out of the node. Pages print the sum.
constexpr link inside(double port) noexcept {
    return {.name = "RoCE, 21 ports",
            .per_device = {bytes_per_second{21 * port}, intel_sources::ports},
            .pairwise = {bytes_per_second{3 * port}, intel_sources::ports},
            .domain = {8, intel_sources::ports},
            .shape = topology::all_to_all};
}
constexpr link outside(double port) noexcept {
    return {.name = "RoCE, 3 ports", .per_device = {bytes_per_second{3 * port}, intel_sources::uplink}, .shape = topology::switched};
}
}  // namespace intel_gaudi

struct intel_gaudi2 {
    static constexpr accelerator spec{
        .name = "Gaudi 2",
        .id = "intel_gaudi2",
        .vendor = "Intel",
        .kind = architecture::systolic_array,
        .scope = "card, 2 matrix engines and 24 vector cores",
        .peaks = {.bf16 = {432_TFLOPS, intel_sources::gaudi},               // no source gives fp16, which it multiplies too
                  .fp8 = {865_TFLOPS, intel_sources::gaudi}},
        .tiers = {{.name = "SRAM",                                          // managed by software
                   .capacity = {48_MiB, intel_sources::gaudi},
                   .role = keeps::copies},
                  {.name = "HBM2e",                                         // "96 GB", of either kind
                   .capacity = {96_GiB, intel_sources::gaudi},
                   .read = {2.46_TB_per_s, intel_sources::gaudi}}},
        .scale_up = intel_gaudi::inside(12.5e9),                            // 262.5 GB/s of the 300 printed
        .scale_out = intel_gaudi::outside(12.5e9),
        .power = {600_W, intel_sources::gaudi},
        .sustained = {.wide_products = {418.7_TFLOPS, benchmark_sources::products},
                      .narrow_products = {826.5_TFLOPS, benchmark_sources::products}},
    };
};

struct intel_gaudi3 {
    static constexpr accelerator spec{
        .name = "Gaudi 3",
        .id = "intel_gaudi3",
        .vendor = "Intel",
        .kind = architecture::systolic_array,
        .scope = "OAM, 2 dies, 8 matrix engines and 64 vector cores",
        // The white paper prints 1,835 at 1.75 GHz, cards run 1.6 GHz, which is 1,677: the larger, for a bound. fp16 is not
        // the rate of bf16, and fp8 is no more than it.
        .peaks = {.fp32 = {229_TFLOPS, intel_sources::gaudi},
                  .tf32 = {459_TFLOPS, intel_sources::gaudi},
                  .bf16 = {1835_TFLOPS, intel_sources::paper3},
                  .fp16 = {459_TFLOPS, intel_sources::gaudi},
                  .fp8 = {1835_TFLOPS, intel_sources::paper3}},
        .tiers = {{.name = "SRAM",                                          // 4 x 24 MB, L2 or L3 as software sets it
                   .capacity = {96_MiB, intel_sources::gaudi},
                   .role = keeps::copies},
                  {.name = "HBM2e",                                         // "128 GB", of either kind
                   .capacity = {128_GiB, intel_sources::gaudi},
                   .read = {3.7_TB_per_s, intel_sources::gaudi}}},
        .scale_up = intel_gaudi::inside(25e9),                        // 525 GB/s of the 600 printed; "1.2 TB/s" both ways
        .scale_out = intel_gaudi::outside(25e9),
        .power = {900_W, intel_sources::gaudi},                             // cooled by air; the PCIe card has 600 W
        .sustained = {.wide_products = {1243_TFLOPS, benchmark_sources::products},
                      .narrow_products = {1289.5_TFLOPS, benchmark_sources::products}},
    };
};

// Software sees two devices, each with half of what stands here: 128 GB is not one pool.
struct intel_max1550 {
    static constexpr accelerator spec{
        .name = "Max 1550",
        .id = "intel_max1550",
        .vendor = "Intel",
        .kind = architecture::gpu,
        .scope = "OAM, 2 tiles of 64 Xe cores",
        // 128 x 4096 x 1.6 GHz = 838.9 TFLOPS
        .peaks = {.bf16 = {838.8608_TFLOPS, "derived: 128 Xe cores x 4,096 x 1.6 GHz"},
                  .fp16 = {838.8608_TFLOPS, "derived: 128 Xe cores x 4,096 x 1.6 GHz"},
                  .int8 = {1677.7216_TOPS, "derived: 128 Xe cores x 8,192 x 1.6 GHz"}},
        .units = {.format = arithmetic::bf16,
                  .units = {128, intel_sources::max},
                  .flops_per_unit_per_cycle = {4096, "Intel Xe-HPC: 8 matrix engines a core x 512"},
                  .boost_clock = {1.6_GHz, intel_sources::max}},
        .tiers = {{.name = "L2",
                   .capacity = {408_MB, intel_sources::max},
                   .role = keeps::copies},
                  {.name = "HBM2e",                                         // "128 GB"
                   .capacity = {128_GiB, intel_sources::max},
                   .read = {3276.8_GB_per_s, intel_sources::max}}},
        .scale_up = {.name = "Xe Link",                                     // rate not in a source that was read
                     .domain = {8, intel_sources::max}},
        .power = {600_W, intel_sources::max},
    };
};

namespace intel_arc {
inline constexpr link pcie_with_latency = [] {
    link l = pcie::gen5_x8;
    l.latency = {seconds{2e-6}, "ai-dynamo/aiconfigurator, b60.yaml (66a01e1e): there and back, measured by kernels"};
    return l;
}();
}  // namespace intel_arc

struct intel_arc_b60 {
    static constexpr accelerator spec{
        .name = "Arc Pro B60",
        .id = "intel_arc_b60",
        .vendor = "Intel",
        .kind = architecture::gpu,
        .scope = "GPU, 20 Xe cores; some cards carry two",
        .peaks = {.fp32 = {12.3_TFLOPS, intel_sources::b60},
                  .bf16 = {98.5_TFLOPS, intel_sources::b60},                // half of int8
                  .fp16 = {98.5_TFLOPS, intel_sources::b60},
                  .int8 = {197_TOPS, intel_sources::b60},
                  .int4 = {394_TOPS, intel_sources::b60}},                  // what "394 TOPS" is
        .tiers = {{.name = "L2",
                   .capacity = {18_MB, "Intel BMG-G21, third party"},
                   .role = keeps::copies},
                  {.name = "GDDR6",
                   .capacity = {24_GiB, intel_sources::b60},
                   .read = {456_GB_per_s, intel_sources::b60}}},
        .scale_up = intel_arc::pcie_with_latency,
        .power = {200_W, intel_sources::b60},                               // 120 to 200 W
    };
};

struct intel_xeon_6980p {
    static constexpr accelerator spec{
        .name = "Xeon 6980P",
        .id = "intel_xeon_6980p",
        .vendor = "Intel",
        .kind = architecture::cpu,
        .scope = "socket, 128 cores",
        // Work a cycle of one core as Intel gives it for the 4th generation, 1,024 bf16 and 2,048 int8 (AMX).
        // Cores x work a cycle x the all-core turbo of 3.2 GHz: the larger reading, for a bound. At the base clock of
        // 2.0 GHz the same products are 262, 524 and 16.4.
        .peaks = {.fp32 = {26.2144_TFLOPS, "derived: 128 cores x 64 FLOP a cycle (AVX-512, 2 FMA) x 3.2 GHz"},
                  .bf16 = {419.4304_TFLOPS, intel_sources::amx},
                  .int8 = {838.8608_TOPS, "derived: 128 cores x 2,048 int8 OP a cycle (AMX) x 3.2 GHz"}},
        .units = {.format = arithmetic::bf16,
                  .units = {128, intel_sources::review},
                  .flops_per_unit_per_cycle = {1024, intel_sources::cycle},
                  .boost_clock = {3.2_GHz, intel_sources::review}},
        .tiers = {{.name = "L3",
                   .capacity = {504_MB, intel_sources::review},
                   .role = keeps::copies},
                  {.name = "MRDIMM-8800",                                   // a configuration; DDR5-6400 has 614.4 GB/s
                   .capacity = {1536_GB, "derived: 12 channels x 128 GB"},
                   .read = {844.8_GB_per_s, "derived: 12 channels x 8 B x 8,800 MT/s"}}},
        .scale_up = {.name = "UPI 2.0",                                     // rate not in a source that was read
                     .domain = {2, intel_sources::review},
                     .shape = topology::all_to_all},
        .power = {500_W, "public GitHub file, Xeon 6980P 128 cores, 500 W, third party"},
    };
};

}  // namespace rafter::catalog::accelerators
