// How a serving engine spends time beside what the hardware must: shares of sustained rates, and fixed costs.
#pragma once

#include <rafter/hardware/figure.hpp>
#include <rafter/hardware/part_class.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// What the kernels of an engine are like, known without measuring it.
struct engine_kernels {
    bool fused_attention = true;          ///< scores stay on the chip; else they cross memory (llama.cpp without flash attention)
    bool grouped_attention = true;        ///< keys and values are read once for all queries of a group
    bool attention_by_sequences = false;  ///< tensor ranks share the sequences of an attention, not its heads (Pope et al. 2022)
    const char* source = nullptr;
};

inline constexpr int max_calibration_rows = 3;

/// Constants of an engine on parts of one class, calibrated on a few published rows that are never judged by them.
/// No rows: absent.
struct calibrated_times {
    double of_compute = 0;                ///< of the sustained rate of products, what the products of a step reach
    double of_memory = 0;                 ///< of the sustained read rate
    seconds per_operation{};              ///< launch, fill, drain and synchronisation of one kernel or message
    seconds per_operation_of_prefill{};   ///< where a prefill is not captured
    const char* rows = nullptr;           ///< ids in tests/fidelity/measured.json; none: taken from the class
    const char* parts[max_calibration_rows]{};  ///< that those rows ran on

    [[nodiscard]] constexpr bool known() const noexcept { return of_compute > 0; }
};

/// The time side of an engine.
struct engine_pace {
    const char* name = nullptr;
    engine_kernels kernels{};
    const calibrated_times* on = nullptr;  ///< by part_class; null: calibrated on none
};

/// What all engines share.
struct calibration_set {
    double unfused_attention = 1;     ///< attention that is not fused reaches this part of what products reach
    double operations_to_widen = 0;   ///< vector operations, at the fp32 peak, for one weight of 8 or 4 bits
    const calibrated_times* of_class = nullptr;  ///< by part_class, whatever the engine: the geometric mean of its engines
};

}  // namespace rafter
