// Devices as if they were one: what no plan over them can beat.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// The peaks, rates, capacities and power of `n` devices in one, without links: whatever plan is chosen, all work is done by
/// these peaks and all bytes cross these rates. A bound where a plan is not known. 0.5 is half a device, as of a package of
/// two. Capacities are rounded up. 8 H100: 7,915.2 dense bf16 TFLOPS, 26.8 TB/s, 640 GiB.
[[nodiscard]] constexpr accelerator pooled(const accelerator& a, double n) noexcept {
    accelerator all = a;
    figure<flops_per_second>* const peaks[] = {&all.peaks.fp32, &all.peaks.tf32, &all.peaks.bf16, &all.peaks.fp16,
                                               &all.peaks.fp8,  &all.peaks.int8, &all.peaks.fp4,  &all.peaks.int4};
    for (figure<flops_per_second>* peak : peaks) peak->value.value *= n;
    all.sustained.wide_products.value.value *= n;
    all.sustained.narrow_products.value.value *= n;
    all.sustained.memory_read.value.value *= n;
    for (int i = 0; i < a.tier_count(); ++i) {
        memory_tier& t = all.tiers[i];
        const double capacity = static_cast<double>(t.capacity.value.value) * n;
        const std::int64_t whole = checked::truncated(capacity);
        t.capacity.value.value = whole != checked::overflowed && static_cast<double>(whole) < capacity ? whole + 1 : whole;
        t.read.value.value *= n;
    }
    all.units = {};
    all.sustained.all_reduce = {};
    all.scale_up = {};
    all.scale_out = {};
    all.power.value.value *= n;
    return all;
}

}  // namespace rafter
