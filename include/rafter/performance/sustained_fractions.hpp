// Of the figures of a part, the fractions that are reached in practice.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/hardware/part_class.hpp>

namespace rafter {

/// Fractions of peaks and rates, each at most 1.
struct sustained_fractions {
    double wide_products = 0;    ///< operands of 16 bits and more
    double narrow_products = 0;  ///< of 8 bits and fewer
    double memory_read = 0;
    double all_reduce = 0;
};

/// Where a part has none of its own: the medians of the parts of the catalogue that do (benchmarks of
/// include/rafter/catalog/accelerators/benchmarks.hpp; a test takes them anew).
inline constexpr sustained_fractions usual_fractions{.wide_products = 0.80, .narrow_products = 0.73, .memory_read = 0.91, .all_reduce = 0.81};

/// H100 SXM: 0.803 of its bf16 peak, 0.709 of fp8, 0.80 of its memory, 0.816 of NVLink. A part without a benchmark of narrow
/// products takes that of its wide ones.
[[nodiscard]] constexpr sustained_fractions fractions_of(const accelerator& a) noexcept {
    sustained_fractions f = usual_fractions;
    const auto take = [](double& fraction, const auto& sustained, const auto& peak) {
        if (sustained.known() && peak.known() && peak.value.value > sustained.value.value) fraction = sustained.value.value / peak.value.value;
    };
    take(f.wide_products, a.sustained.wide_products, a.peaks.bf16.known() ? a.peaks.bf16 : a.peaks.fp16);
    if (a.sustained.wide_products.known()) f.narrow_products = f.wide_products;
    take(f.narrow_products, a.sustained.narrow_products, a.peaks.fp8);
    if (const memory_tier* const memory = working_memory(a)) take(f.memory_read, a.sustained.memory_read, memory->read);
    take(f.all_reduce, a.sustained.all_reduce, a.scale_up.per_device);
    return f;
}

}  // namespace rafter
