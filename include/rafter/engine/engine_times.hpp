// How a serving engine spends time beside what the hardware must: shares of sustained rates, and fixed costs.
#pragma once

#include <rafter/hardware/figure.hpp>
#include <rafter/hardware/part_class.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

inline constexpr int max_calibration_rows = 3;

/// Constants of an engine on parts of one class, calibrated on a few published rows that are never judged by them.
struct calibrated_times {
    double of_compute = 0;                ///< of the sustained rate of products, what the products of a step reach
    double of_memory = 0;                 ///< of the sustained read rate
    seconds per_operation{};              ///< launch, fill, drain and synchronisation of one kernel or message
    seconds per_operation_of_prefill{};   ///< the same where a prefill is not captured
    const char* rows = nullptr;           ///< ids in tests/fidelity/measured.json, and what else they rest on
    const char* parts[max_calibration_rows]{};  ///< that those rows ran on

    [[nodiscard]] constexpr bool known() const noexcept { return of_compute > 0; }
};

/// How an engine issues its work, known without measuring it.
struct engine_traits {
    bool captured = true;           ///< launched as a graph or compiled; else operation by operation by the host
    bool prefill_captured = true;   ///< so is the prefill
    bool overlaps_messages = false; ///< messages run beside operations (two batches in turn); else between them
};

/// The time side of an engine.
struct engine_pace {
    const char* name = nullptr;
    const char* id = nullptr;              ///< the same in lower case and underscores
    engine_traits traits{};
    const calibrated_times* on = nullptr;  ///< by part_class; null: calibrated on none
    figure<seconds> per_step{};            ///< of the host, before the first operation of a step; no source: in what its operations take
};

/// Constants of any engine.
struct calibration_set {
    double operations_to_widen = 0;              ///< vector operations, at the fp32 peak, for one weight of 8 or 4 bits
    seconds per_launch{};                        ///< of an operation that the host launches by itself
    const calibrated_times* of_class = nullptr;  ///< by part_class, whatever the engine
};

}  // namespace rafter
