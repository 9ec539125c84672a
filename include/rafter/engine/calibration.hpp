// Constants of estimates that are calibrated. This file is made: tests/fidelity/refit writes it, from rows of
// tests/fidelity/measured.json that a rule chooses, and that no reported error counts.
#pragma once

#include <rafter/engine/engine_times.hpp>

namespace rafter::calibration {

inline constexpr calibrated_times of_class[part_class_count]{
    {.of_compute = 0.772, .of_memory = 0.915, .per_operation = seconds{7.87e-6}, .per_operation_of_prefill = seconds{7.87e-6}, .rows = "x"},
};
inline constexpr calibration_set all{.unfused_attention = 0.2, .operations_to_widen = 2.5, .of_class = of_class};

}  // namespace rafter::calibration
