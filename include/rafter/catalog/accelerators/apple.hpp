// Apple: M1 Max, M3 Max, M2 Ultra, M3 Ultra.
//
// How to read Apple: it publishes neither peaks nor clocks of its GPUs. A core has 128 lanes of one multiply-add a cycle
// in fp32 and fp16 alike, and no matrix unit. The Neural Engine beside it is not counted. Memory rates are printed
// rounded, "400" and "800": here bus width x data rate. No TDP is published.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace apple_sources {
inline constexpr const char* lanes = "derived: GPU cores x 128 lanes x 2 x clock, the clock from third parties";
inline constexpr const char* clock = "third parties; Apple publishes none";
inline constexpr const char* cores = "Apple, as quoted by the press";
inline constexpr const char* cache = "system-level cache, 48 MB a Max die (AnandTech, M1 Max), third party";
inline constexpr const char* max   = "derived: 512 bit x 6,400 MT/s; Apple prints 400 GB/s";
inline constexpr const char* ultra = "derived: 1,024 bit x 6,400 MT/s; printed as 800 (beebom.com) and 819.2 GB/s (Ars Technica)";
}  // namespace apple_sources

namespace apple_gpu {
/// bf16 is widened to fp32 where a GPU has no lanes for it.
constexpr dense_peaks peaks(std::int64_t cores, hertz clock) noexcept {
    const figure<flops_per_second> all{flops_per_second{static_cast<double>(cores) * 256 * clock.value}, apple_sources::lanes};
    return {.fp32 = all, .bf16 = all, .fp16 = all};
}
constexpr matrix_units units(std::int64_t cores, hertz clock) noexcept {
    return {.format = arithmetic::fp32,
            .units = {cores, apple_sources::cores},
            .flops_per_unit_per_cycle = {256, apple_sources::lanes},
            .boost_clock = {clock, apple_sources::clock}};
}
constexpr memory_tier system_cache(std::int64_t dies) noexcept {
    return {.name = "system-level cache", .capacity = {bytes{dies * 48'000'000}, apple_sources::cache}, .role = keeps::copies};
}
}  // namespace apple_gpu

struct apple_m1_max {
    static constexpr accelerator spec{
        .name = "M1 Max",
        .id = "apple_m1_max",
        .vendor = "Apple",
        .kind = architecture::gpu,
        .scope = "SoC, GPU of 32 cores, memory shared with the CPU",
        .peaks = apple_gpu::peaks(32, 1.296_GHz),                           // 10.6 TFLOPS
        .units = apple_gpu::units(32, 1.296_GHz),
        .tiers = {apple_gpu::system_cache(1),
                  {.name = "LPDDR5",                                        // 32 or 64 GB, binary by convention
                   .capacity = {64_GiB, apple_sources::cores},
                   .read = {409.6_GB_per_s, apple_sources::max}}},
    };
};

struct apple_m3_max {
    static constexpr accelerator spec{
        .name = "M3 Max",
        .id = "apple_m3_max",
        .vendor = "Apple",
        .kind = architecture::gpu,
        .scope = "SoC, GPU of 40 cores, memory shared with the CPU",
        .peaks = apple_gpu::peaks(40, 1.6_GHz),                             // 16.4 TFLOPS; at 1.4 GHz, as others say, 14.3
        .units = apple_gpu::units(40, 1.6_GHz),
        .tiers = {apple_gpu::system_cache(1),
                  {.name = "LPDDR5",                                        // 48 to 128 GB, binary by convention
                   .capacity = {128_GiB, apple_sources::cores},
                   .read = {409.6_GB_per_s, apple_sources::max}}},
    };
};

struct apple_m2_ultra {
    static constexpr accelerator spec{
        .name = "M2 Ultra",
        .id = "apple_m2_ultra",
        .vendor = "Apple",
        .kind = architecture::gpu,
        .scope = "SoC of 2 dies, GPU of 76 cores, memory shared with the CPU",
        .peaks = apple_gpu::peaks(76, 1.398_GHz),                           // 27.2 TFLOPS
        .units = apple_gpu::units(76, 1.398_GHz),
        .tiers = {apple_gpu::system_cache(2),
                  {.name = "LPDDR5",
                   .capacity = {192_GB, "Apple, as quoted by beebom.com/apple-m2-ultra"},
                   .read = {819.2_GB_per_s, apple_sources::ultra}}},
    };
};

struct apple_m3_ultra {
    static constexpr accelerator spec{
        .name = "M3 Ultra",
        .id = "apple_m3_ultra",
        .vendor = "Apple",
        .kind = architecture::gpu,
        .scope = "SoC of 2 dies, GPU of 80 cores, memory shared with the CPU",
        // 32.8 TFLOPS at the clock of the M3 Max; at 1.4 GHz, as others say, 28.7. One list estimates 114.7 in fp16 and
        // calls it its best effort: not taken.
        .peaks = apple_gpu::peaks(80, 1.6_GHz),
        .units = apple_gpu::units(80, 1.6_GHz),
        .tiers = {apple_gpu::system_cache(2),
                  {.name = "LPDDR5",                                        // 96 to 512 GB
                   .capacity = {512_GB, "Apple newsroom, as quoted by mjtsai.com, 2025-03-05"},
                   .read = {819.2_GB_per_s, apple_sources::ultra}}},
        .scale_up = {.name = "Thunderbolt 5"},                              // 80 Gb/s a port; no source counts those in use
    };
};

}  // namespace rafter::catalog::accelerators
