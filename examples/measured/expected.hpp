// The estimate of a published measurement.
#pragma once

#include <cstdint>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/step.hpp>
#include <rafter/engine/engine_times.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/times.hpp>
#include <string>
#include <vector>

#include "row.hpp"

namespace measured {

/// Equal steps of a measurement.
struct steps {
    rafter::step_size size{};
    rafter::read_prices reads{};
    double count = 1;
};

/// What a row asks to be estimated: the part, the split model and the steps that its metric spans. Times are seconds of the
/// metric; a rate is inverted, to the seconds of one token of the whole system.
struct question {
    std::string reason;                 ///< why no estimate can be made; empty where one can
    std::vector<std::string> assumed;   ///< what the row does not record
    rafter::accelerator part{};
    const rafter::engine_pace* pace = nullptr;  ///< null: no profile of the row's engine, so the class of the part has one
    rafter::split plan{};
    rafter::workload load{};
    rafter::sheet held{};
    std::vector<steps> spans;
    double of_metric = 1;               ///< the metric is this part of all steps
    double measured = 0;

    [[nodiscard]] bool modelled() const { return reason.empty(); }
};

/// Where a plan is not recorded all devices are one tensor-parallel group. A batch that GPUs do not hold is served in waves.
[[nodiscard]] question question_of(const row& r);

[[nodiscard]] rafter::estimate answer(const question& q);

/// The engine of a row as rafter has it; null for one that it does not know.
[[nodiscard]] const rafter::engine_pace* pace_of(const row& r);

}  // namespace measured
