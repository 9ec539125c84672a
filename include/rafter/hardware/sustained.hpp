// What benchmarks reach of a part's figures: for estimates, never for bounds.
#pragma once

#include <rafter/hardware/figure.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// Rates that a microbenchmark of one operation has reached, or its maker states as reached: the largest matrix products by
/// width of their operands, reads of the memory that keeps data, and the bus bandwidth of an all-reduce. What no source
/// gives is absent; an estimate then takes the fraction of the part's class (performance/sustained_fractions.hpp).
/// H100 SXM: 794.5 of 989.4 TFLOPS in bf16, which is 0.803.
struct sustained_rates {
    figure<flops_per_second> wide_products{};    ///< bf16 or fp16 operands
    figure<flops_per_second> narrow_products{};  ///< fp8 operands
    figure<bytes_per_second> memory_read{};
    figure<bytes_per_second> all_reduce{};
};

}  // namespace rafter
