// The ceiling and the roofline of a published measurement.
#pragma once

#include <string>
#include <string_view>

#include "row.hpp"

namespace measured {

/// Times are seconds of the row's metric; a rate is inverted, to the seconds of one token of the whole system.
struct bound {
    std::string reason;     ///< why the row cannot be modelled; empty where it can
    bool plan_free = false; ///< the plan is not recorded, or not one that the model admits: all work over all devices
    bool dense = true;      ///< no experts
    double measured = 0;
    double ceiling = 0;
    double roofline = 0;    ///< 0: not a point, no plan, or a rate that it needs has no source
    std::string_view bound_by;

    [[nodiscard]] bool modelled() const { return reason.empty(); }
    /// At least 1 where the ceiling is what it claims to be.
    [[nodiscard]] double measured_over_ceiling() const { return measured / ceiling; }
};

/// What is not recorded is taken so that the ceiling stays one: no plan, all devices as one; no cache format, 8 bits; no
/// batch, one sequence or of a rate the number that serves it best of those that the memory holds; no context, one token;
/// routing of experts unknown. Of a step of which only the mean context is recorded every step is taken to have it: behind
/// windows that are just filling that is more than the mean of the steps.
[[nodiscard]] bound bound_of(const row& r);

}  // namespace measured
