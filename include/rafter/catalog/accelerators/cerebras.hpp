// Cerebras: WSE-2, WSE-3, the wafers of a CS-2 and a CS-3.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace cerebras_sources {
inline constexpr const char* press      = "Cerebras CS-3 press material, March 2024 (Tom's Hardware)";
inline constexpr const char* cores      = "Next Platform 2024-03-14: 900,000 cores, 8-wide fp16 FMA";
inline constexpr const char* dense      = "derived: 900,000 cores x 8 FMA x 2 x 1.1 GHz";
inline constexpr const char* wse2       = "aiwiki.ai/wiki/cerebras_wse_3, comparison with WSE-2, third party quoting the maker";
inline constexpr const char* cores_wse2 = "Next Platform 2024-03-14: 850,000 cores, 4-wide fp16 FMA";
inline constexpr const char* dense_wse2 = "derived: 850,000 cores x 4 FMA x 2 x 1.1 GHz";
inline constexpr const char* network    = "12 x 100 GbE, rate unverified (Tom's Hardware, CS-3)";
}  // namespace cerebras_sources

// The mesh on a wafer joins cores of one device: it is no link between devices. Its 214 or 220 are petaBITS a second.
namespace cerebras {
/// fp16 multiply-adds of so many lanes a core, at a clock that a third party derives. bf16 alike.
constexpr dense_peaks peaks(flops_per_second dense, const char* source) noexcept {
    return {.bf16 = {dense, source}, .fp16 = {dense, source}};
}
constexpr matrix_units units(std::int64_t cores, std::int64_t lanes, const char* source) noexcept {
    return {.format = arithmetic::fp16,
            .units = {cores, source},
            .flops_per_unit_per_cycle = {2 * lanes, source},
            .boost_clock = {1.1_GHz, "public GitHub file, dense rate derived at 1.1 GHz, third party"}};
}
/// Outside the wafer, and the way to others: 12 x 100 GbE.
constexpr memory_tier memory_x(figure<bytes> capacity) noexcept {
    return {.name = "MemoryX", .capacity = capacity, .read = {150_GB_per_s, "system I/O 1.2 Tb/s, unverified"}};
}
constexpr link swarm_x(std::int64_t systems, const char* source) noexcept {
    return {.name = "SwarmX",
            .per_device = {150_GB_per_s, cerebras_sources::network},
            .domain = {systems, source},
            .shape = topology::tree,
            .reduces = true};  // it broadcasts and adds on the way
}
inline constexpr figure<watts> power{23_kW, "about 23 kW a CS-3, a CS-2 alike (awesomeagents.ai/hardware/cerebras-wse-3), third party"};
}  // namespace cerebras

struct cerebras_wse2 {
    static constexpr accelerator spec{
        .name = "WSE-2",
        .id = "cerebras_wse2",
        .vendor = "Cerebras",
        .kind = architecture::wafer_scale,
        .scope = "wafer, a CS-2 system",
        // The maker prints no dense rate. The 62.5 PFLOPS that "WSE-3 is twice as fast" implies are sparse.
        .peaks = cerebras::peaks(7.48_PFLOPS, cerebras_sources::dense_wse2),
        .units = cerebras::units(850'000, 4, cerebras_sources::cores_wse2),
        .tiers = {{.name = "SRAM",                                          // weights and cache live here
                   .capacity = {40_GB, cerebras_sources::wse2},
                   .read = {20_PB_per_s, cerebras_sources::wse2}},          // petaBYTES
                  // No source that was read gives the sizes sold with a CS-2.
                  cerebras::memory_x({})},
        .scale_out = cerebras::swarm_x(192, cerebras_sources::cores_wse2),
        .power = cerebras::power,
    };
};

struct cerebras_wse3 {
    static constexpr accelerator spec{
        .name = "WSE-3",
        .id = "cerebras_wse3",
        .vendor = "Cerebras",
        .kind = architecture::wafer_scale,
        .scope = "wafer, a CS-3 system",
        // The maker prints only 125 PFLOPS, "shown as sparse", about 8 times the dense rate.
        .peaks = cerebras::peaks(15.84_PFLOPS, cerebras_sources::dense),
        .units = cerebras::units(900'000, 8, cerebras_sources::cores),
        .tiers = {{.name = "SRAM",                                          // 48 KB a core; weights and cache live here
                   .capacity = {44_GB, cerebras_sources::press},
                   .read = {21_PB_per_s, cerebras_sources::press}},         // petaBYTES
                  cerebras::memory_x({1.5_TB, cerebras_sources::press})},   // 1.5 TB, 12 TB or 1.2 PB
        .scale_out = cerebras::swarm_x(2048, cerebras_sources::press),
        .power = cerebras::power,
    };
};

}  // namespace rafter::catalog::accelerators
