// Constants of estimates that are calibrated. This file is made: tests/fidelity/refit writes it, from rows of
// tests/fidelity/measured.json that a rule chooses (tests/fidelity/calibration.hpp), and that no reported error counts.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <rafter/engine/engine_times.hpp>

namespace rafter::calibration {

// By part_class.
inline constexpr calibrated_times vllm[part_class_count]{
    {.of_compute = 0.7344, .of_memory = 0.8867, .per_operation = seconds{8.14e-06}, .per_operation_of_prefill = seconds{8.14e-06},
     .rows = "M0381", .parts = {"amd_mi300x"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times vllm_2024[part_class_count]{
    {.of_compute = 0.6841, .of_memory = 0.769, .per_operation = seconds{9.85e-06}, .per_operation_of_prefill = seconds{9.85e-06},
     .rows = "M0729 M0734", .parts = {"amd_mi300x"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times vllm_2024_eager[part_class_count]{
    {.of_compute = 0.4049, .of_memory = 0.7998, .per_operation = seconds{3.74e-05}, .per_operation_of_prefill = seconds{3.74e-05},
     .rows = "M0503 M0602", .parts = {"amd_mi250"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times vllm_xpu[part_class_count]{
    {},
    {.of_compute = 0.6841, .of_memory = 1.012, .per_operation = seconds{6.096e-06}, .per_operation_of_prefill = seconds{6.096e-06},
     .rows = "M0771", .parts = {"intel_arc_b60"}},  // GPU with GDDR
    {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times sglang[part_class_count]{
    {.of_compute = 0.7344, .of_memory = 0.8867, .per_operation = seconds{8.126e-06}, .per_operation_of_prefill = seconds{8.126e-06},
     .rows = "M0777", .parts = {"nvidia_h100_sxm5_80gb"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times tensorrt_llm[part_class_count]{
    {.of_compute = 0.8147, .of_memory = 0.8867, .per_operation = seconds{8.954e-06}, .per_operation_of_prefill = seconds{8.954e-06},
     .rows = "M0553 M0598 M0563", .parts = {"nvidia_a100_sxm4_40gb", "nvidia_h100_sxm5_80gb"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times tensorrt_llm_static_batch[part_class_count]{
    {.of_compute = 0.9704, .of_memory = 1.052, .per_operation = seconds{7.4e-06}, .per_operation_of_prefill = seconds{7.4e-06},
     .rows = "M0301", .parts = {"nvidia_h100_sxm5_80gb"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times tensorrt_llm_0_5[part_class_count]{
    {.of_compute = 0.7686, .of_memory = 0.7394, .per_operation = seconds{1.083e-05}, .per_operation_of_prefill = seconds{1.083e-05},
     .rows = "M0359 M0330 M0353", .parts = {"nvidia_h100_sxm5_80gb", "nvidia_h200_sxm_141gb"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times gpt_fast[part_class_count]{
    {.of_compute = 0.7344, .of_memory = 0.973, .per_operation = seconds{6.727e-06}, .per_operation_of_prefill = seconds{6.727e-06},
     .rows = "M0001 M0017 M0003", .parts = {"nvidia_a100_sxm4_80gb"}},  // GPU with HBM
    {}, {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times llama_cpp[part_class_count]{
    {.of_compute = 0.6088, .of_memory = 0.865, .per_operation = seconds{1.192e-05}, .per_operation_of_prefill = seconds{1.192e-05},
     .rows = "M0109", .parts = {"nvidia_a100_pcie_80gb"}},  // GPU with HBM
    {.of_compute = 0.5743, .of_memory = 0.8996, .per_operation = seconds{8.954e-06}, .per_operation_of_prefill = seconds{8.954e-06},
     .rows = "M0058 M0063", .parts = {"nvidia_rtx3090"}},  // GPU with GDDR
    {.of_compute = 0.6088, .of_memory = 0.8996, .per_operation = seconds{1.083e-05}, .per_operation_of_prefill = seconds{1.083e-05},
     .rows = "rows of the same engine on other memories"},  // GPU with shared DRAM
    {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times mlc_llm[part_class_count]{
    {},
    {.of_compute = 0.6841, .of_memory = 1.095, .per_operation = seconds{4.595e-06}, .per_operation_of_prefill = seconds{4.595e-06},
     .rows = "M0176", .parts = {"nvidia_rtx3090ti"}},  // GPU with GDDR
    {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times exllama_v2[part_class_count]{
    {},
    {.of_compute = 0.6841, .of_memory = 1.095, .per_operation = seconds{5.56e-06}, .per_operation_of_prefill = seconds{5.56e-06},
     .rows = "M0190", .parts = {"nvidia_rtx4090"}},  // GPU with GDDR
    {}, {}, {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times deepspeed[part_class_count]{
    {}, {}, {},
    {.of_compute = 0.7889, .of_memory = 1.095, .per_operation = seconds{6.116e-06}, .per_operation_of_prefill = seconds{6.116e-06},
     .rows = "M0536", .parts = {"intel_gaudi2"}},  // systolic array
    {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times optimum_habana[part_class_count]{
    {}, {}, {},
    {.of_compute = 0.7686, .of_memory = 0.973, .per_operation = seconds{6.727e-06}, .per_operation_of_prefill = seconds{6.727e-06},
     .rows = "M0924 M0908", .parts = {"intel_gaudi2"}},  // systolic array
    {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times jax[part_class_count]{
    {}, {}, {},
    {.of_compute = 1.09, .of_memory = 0.973, .per_operation = seconds{1.083e-05}, .per_operation_of_prefill = seconds{1.083e-05},
     .rows = "M0953 M0952 M0959", .parts = {"google_tpu_v4"}},  // systolic array
    {}, {}, {}, {}, {}, {},
};
inline constexpr calibrated_times tt_metal[part_class_count]{
    {}, {}, {}, {},
    {.of_compute = 0.6453, .of_memory = 0.711, .per_operation = seconds{3.74e-05}, .per_operation_of_prefill = seconds{0.000174},
     .rows = "M0414 M0413", .parts = {"tenstorrent_p150"}},  // many-core SRAM
    {}, {}, {}, {}, {},
};

// Whatever the engine.
inline constexpr calibrated_times of_class[part_class_count]{
    {.of_compute = 0.7344, .of_memory = 0.8867, .per_operation = seconds{8.126e-06}, .per_operation_of_prefill = seconds{8.126e-06},
     .rows = "mean of the engines on M0001 M0017 M0003 M0109 M0777 M0553 M0598 M0563 M0359 M0330 M0353 M0301 M0381 M0729 M0734 M0503 M0602"},  // GPU with HBM
    {.of_compute = 0.6824, .of_memory = 0.9872, .per_operation = seconds{6.096e-06}, .per_operation_of_prefill = seconds{6.096e-06},
     .rows = "mean of the engines on M0190 M0058 M0063 M0176 M0771"},  // GPU with GDDR
    {.of_compute = 0.7166, .of_memory = 0.9207, .per_operation = seconds{7.36e-06}, .per_operation_of_prefill = seconds{7.36e-06}},  // GPU with shared DRAM
    {.of_compute = 0.7889, .of_memory = 0.9797, .per_operation = seconds{7.126e-06}, .per_operation_of_prefill = seconds{7.126e-06},
     .rows = "mean of the engines on M0536 M0953 M0952 M0959 M0924 M0908"},  // systolic array
    {.of_compute = 0.6721, .of_memory = 0.8131, .per_operation = seconds{1.543e-05}, .per_operation_of_prefill = seconds{3.569e-05},
     .rows = "mean of the engines on M0414 M0413"},  // many-core SRAM
    {.of_compute = 0.7, .of_memory = 0.93, .per_operation = seconds{7e-06}, .per_operation_of_prefill = seconds{7e-06}},  // wafer scale
    {.of_compute = 0.7, .of_memory = 0.93, .per_operation = seconds{7e-06}, .per_operation_of_prefill = seconds{7e-06}},  // deterministic pipeline
    {.of_compute = 0.7, .of_memory = 0.93, .per_operation = seconds{7e-06}, .per_operation_of_prefill = seconds{7e-06}},  // dataflow
    {.of_compute = 0.7, .of_memory = 0.93, .per_operation = seconds{7e-06}, .per_operation_of_prefill = seconds{7e-06}},  // edge NPU
    {.of_compute = 0.7, .of_memory = 0.93, .per_operation = seconds{7e-06}, .per_operation_of_prefill = seconds{7e-06}},  // CPU
};

inline constexpr calibration_set all{.operations_to_widen = 2.5, .per_launch = seconds{2.5e-05}, .of_class = of_class};

}  // namespace rafter::calibration
