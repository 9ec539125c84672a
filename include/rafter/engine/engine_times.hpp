// How a serving engine spends time beside what the hardware must: shares of sustained rates, and fixed costs.
#pragma once

#include <rafter/hardware/figure.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// Constants of an estimate that belong to the engine's kernels and its host. Each carries its source: a statement, or the
/// rows that it was calibrated on. What is absent is taken from the class of the part (performance/expectation.hpp).
struct engine_times {
    figure<double> of_compute{};      ///< of the sustained rate of products, what the products of a step reach
    figure<double> of_memory{};       ///< of the sustained read rate
    figure<double> of_attention{};    ///< of both, further, in scores and values
    figure<double> of_link{};         ///< of the link peak, what messages reach
    figure<double> widening_8_bits{}; ///< of the read rate, where 8-bit weights are widened before they are multiplied
    figure<double> widening_4_bits{}; ///< the same of 4-bit weights
    figure<seconds> per_operation{};  ///< launch, fill, drain and synchronisation of one kernel
    figure<seconds> per_message{};    ///< beside the link's own latency
    figure<seconds> per_step{};       ///< host: scheduling, sampling
    figure<seconds> per_sequence{};   ///< host, a sequence and step
};

}  // namespace rafter
