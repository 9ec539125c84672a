// Tenstorrent: Wormhole n150, n300, Blackhole p150.
//
// How to read Tenstorrent: rates go by math fidelity, which the program chooses. LoFi multiplies few bits of the
// mantissas in one pass, HiFi4 all of fp16 in four. "FP8" on a page is LoFi, and a rate that HiFi products never reach.
#pragma once

#include <rafter/catalog/accelerators/benchmarks.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace tenstorrent_sources {
inline constexpr const char* wormhole  = "Tenstorrent documentation, aibs/wormhole (010b6a99)";
inline constexpr const char* blackhole = "Tenstorrent documentation, aibs/blackhole/specifications.md (2534fb1a)";
inline constexpr const char* gemm      = "tt-metal, tech_reports/GEMM_FLOPS (06bd3735): 4,096 a cycle and core in LoFi, 1,024 in HiFi4";
}  // namespace tenstorrent_sources

namespace tenstorrent_tensix {
/// So many cores at a clock. fp16 and bf16 in HiFi4; fp8 in LoFi.
constexpr dense_peaks peaks(std::int64_t cores, hertz clock) noexcept {
    const double lofi = static_cast<double>(cores) * 4096 * clock.value;
    return {.bf16 = {flops_per_second{lofi / 4}, tenstorrent_sources::gemm},
            .fp16 = {flops_per_second{lofi / 4}, tenstorrent_sources::gemm},
            .fp8 = {flops_per_second{lofi}, tenstorrent_sources::gemm}};
}

constexpr matrix_units units(std::int64_t cores, hertz clock, const char* page) noexcept {
    return {.format = arithmetic::fp8,
            .units = {cores, page},
            .flops_per_unit_per_cycle = {4096, tenstorrent_sources::gemm},
            .boost_clock = {clock, page}};
}

/// 1.5 MB a core, private to it and managed by software.
constexpr memory_tier sram(std::int64_t cores, const char* page) noexcept {
    return {.name = "SRAM", .capacity = {bytes{cores * 1'500'000}, page}, .role = keeps::copies};
}

// QSFP-DD 2 x 200 Gb/s and Warp 2 x 100, one direction. The mesh has the size one builds.
inline constexpr link wormhole_mesh{.name = "Ethernet 2 x 200 and 2 x 100 Gb/s",
                                    .per_device = {75_GB_per_s, tenstorrent_sources::wormhole},
                                    .shape = topology::mesh_2d};
}  // namespace tenstorrent_tensix

struct tenstorrent_n150 {
    static constexpr accelerator spec{
        .name = "Wormhole n150",
        .id = "tenstorrent_n150",
        .vendor = "Tenstorrent",
        .kind = architecture::many_core_sram,
        .scope = "card, 1 ASIC of 72 Tensix cores",
        // The page prints fp16 74, BFP8 148 and fp8 262: the last is 64 of the 72 cores, the grid of the maker's reports.
        // All of them are 294.9: the larger, for a bound.
        .peaks = tenstorrent_tensix::peaks(72, 1_GHz),
        .units = tenstorrent_tensix::units(72, 1_GHz, tenstorrent_sources::wormhole),
        .tiers = {tenstorrent_tensix::sram(72, tenstorrent_sources::wormhole),
                  {.name = "GDDR6",
                   .capacity = {12_GB, tenstorrent_sources::wormhole},
                   .read = {288_GB_per_s, tenstorrent_sources::wormhole}}},
        .scale_up = tenstorrent_tensix::wormhole_mesh,
        .power = {160_W, tenstorrent_sources::wormhole},
        .sustained = {.wide_products = {68.6_TFLOPS, benchmark_sources::tt_gemm}},  // 0.93 of the peak
    };
};

// Software sees two devices, each with half of what stands here: 24 GB is not one pool.
struct tenstorrent_n300 {
    static constexpr accelerator spec{
        .name = "Wormhole n300",
        .id = "tenstorrent_n300",
        .vendor = "Tenstorrent",
        .kind = architecture::many_core_sram,
        .scope = "card, 2 ASICs of 64 Tensix cores",
        // The page prints fp16 131, BFP8 262 and fp8 466; 128 cores in LoFi are 524.3: the larger, for a bound.
        .peaks = tenstorrent_tensix::peaks(128, 1_GHz),
        .units = tenstorrent_tensix::units(128, 1_GHz, tenstorrent_sources::wormhole),
        .tiers = {tenstorrent_tensix::sram(128, tenstorrent_sources::wormhole),
                  {.name = "GDDR6",
                   .capacity = {24_GB, tenstorrent_sources::wormhole},
                   .read = {576_GB_per_s, tenstorrent_sources::wormhole}}},
        .scale_up = tenstorrent_tensix::wormhole_mesh,                      // 200 Gb/s between its ASICs not counted
        .power = {300_W, tenstorrent_sources::wormhole},
    };
};

struct tenstorrent_p150 {
    static constexpr accelerator spec{
        .name = "Blackhole p150",
        .id = "tenstorrent_p150",
        .vendor = "Tenstorrent",
        .kind = architecture::many_core_sram,
        .scope = "card, 120 Tensix cores",
        // As sold now. At launch the pages said 140 cores, 210 MB and 774 TFLOPS in fp8.
        .peaks = tenstorrent_tensix::peaks(120, 1.35_GHz),                  // printed: block fp8 664
        .units = tenstorrent_tensix::units(120, 1.35_GHz, tenstorrent_sources::blackhole),
        .tiers = {tenstorrent_tensix::sram(120, tenstorrent_sources::blackhole),
                  {.name = "GDDR6",
                   .capacity = {32_GB, tenstorrent_sources::blackhole},
                   .read = {512_GB_per_s, tenstorrent_sources::blackhole}}},
        .scale_up = {.name = "Ethernet 4 x 800 Gb/s",
                     .per_device = {400_GB_per_s, tenstorrent_sources::blackhole},
                     .shape = topology::mesh_2d},
        .power = {300_W, tenstorrent_sources::blackhole},
        .sustained = {.narrow_products = {580_TFLOPS, benchmark_sources::tt_gemm}},
    };
};

}  // namespace rafter::catalog::accelerators
