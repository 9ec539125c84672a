// Classes of parts that share what kernels reach of them: the architecture and, of GPUs, the kind of memory.
#pragma once

#include <cstdint>  // uint8_t
#include <rafter/hardware/accelerator.hpp>
#include <rafter/hardware/text.hpp>

namespace rafter {

enum class part_class : std::uint8_t {
    gpu_hbm, gpu_gddr, gpu_shared_dram, systolic_array, many_core_sram, wafer_scale, deterministic_pipeline, dataflow, edge_npu, cpu
};
inline constexpr int part_class_count = 10;

[[nodiscard]] constexpr const char* name_of(part_class c) noexcept {
    constexpr const char* names[part_class_count] = {"GPU with HBM", "GPU with GDDR", "GPU with shared DRAM", "systolic array", "many-core SRAM",
                                                     "wafer scale", "deterministic pipeline", "dataflow", "edge NPU", "CPU"};
    return names[static_cast<int>(c)];
}

/// The memory that the weights live in first; null for none.
[[nodiscard]] constexpr const memory_tier* working_memory(const accelerator& a) noexcept {
    for (int i = 0; i < a.tier_count(); ++i)
        if (a.tiers[i].role == keeps::data) return &a.tiers[i];
    return nullptr;
}

/// A GPU by the name of its memory: HBM..., GDDR..., else what a CPU shares with it. Hybrid packages are taken for what computes
/// in them: those with arrays (Inferentia2) dataflow, the others GPUs.
[[nodiscard]] constexpr part_class part_class_of(const accelerator& a) noexcept {
    const memory_tier* const memory = working_memory(a);
    const auto named = [&](const char* start) { return memory != nullptr && detail::begins_with(memory->name, start); };
    switch (a.kind) {
        case architecture::systolic_array: return part_class::systolic_array;
        case architecture::many_core_sram: return part_class::many_core_sram;
        case architecture::wafer_scale: return part_class::wafer_scale;
        case architecture::deterministic_pipeline: return part_class::deterministic_pipeline;
        case architecture::dataflow: return part_class::dataflow;
        case architecture::edge_npu: return part_class::edge_npu;
        case architecture::cpu: return part_class::cpu;
        case architecture::hybrid_package:
            if (a.tile.rows.known()) return part_class::dataflow;
            break;
        case architecture::gpu: break;
    }
    return named("HBM") ? part_class::gpu_hbm : named("GDDR") ? part_class::gpu_gddr : part_class::gpu_shared_dram;
}

/// Weights live in SRAM that is spread over cores: a network on the chip, and no read rate, sets the pace of a step.
[[nodiscard]] constexpr bool works_from_sram(const accelerator& a) noexcept {
    const memory_tier* const memory = working_memory(a);
    if (memory == nullptr) return false;
    for (const char* rest = memory->name; *rest != '\0'; ++rest)
        if (detail::begins_with(rest, "SRAM")) return true;
    return false;
}

}  // namespace rafter
