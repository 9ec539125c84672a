// An accelerator: what one device computes, holds and sends.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t, uint8_t
#include <rafter/hardware/figure.hpp>
#include <rafter/hardware/link.hpp>
#include <rafter/hardware/memory_tier.hpp>
#include <rafter/hardware/number_format.hpp>
#include <rafter/hardware/on_chip.hpp>
#include <rafter/hardware/sustained.hpp>

namespace rafter {

/// The nine classes, after arXiv 2506.00008 (five and hybrid packages), with dataflow, edge and CPU beside them.
enum class architecture : std::uint8_t {
    gpu, systolic_array, many_core_sram, wafer_scale, deterministic_pipeline, dataflow, hybrid_package, edge_npu, cpu
};
inline constexpr int architecture_count = 9;

[[nodiscard]] constexpr const char* name_of(architecture a) noexcept {
    constexpr const char* names[architecture_count] = {"GPU", "systolic array", "many-core SRAM", "wafer scale",
                                                       "deterministic pipeline", "dataflow", "hybrid package",
                                                       "edge NPU", "CPU"};
    return names[static_cast<int>(a)];
}

/// Dense peaks by what is multiplied; a peak that no source gives is absent. Sparse rates do not belong here.
struct dense_peaks {
    figure<flops_per_second> fp32{}, tf32{}, bf16{}, fp16{}, fp8{}, int8{}, fp4{}, int4{};

    [[nodiscard]] constexpr const figure<flops_per_second>& operator[](arithmetic a) const noexcept {
        switch (a) {
            case arithmetic::fp32: return fp32;
            case arithmetic::tf32: return tf32;
            case arithmetic::bf16: return bf16;
            case arithmetic::fp16: return fp16;
            case arithmetic::fp8: return fp8;
            case arithmetic::int8: return int8;
            case arithmetic::fp4: return fp4;
            case arithmetic::int4: break;
        }
        return int4;
    }
};

/// The units behind one of the peaks, where the maker states them: a plausibility rule (RAFTER-H003) holds
/// units x flops_per_unit_per_cycle x clock against that peak. A multiply-add is two.
struct matrix_units {
    arithmetic format = arithmetic::bf16;
    figure<std::int64_t> units{};
    figure<std::int64_t> flops_per_unit_per_cycle{};
    figure<hertz> boost_clock{};
};

inline constexpr int max_tiers = 6;

/// One device as software sees it. Fields are written in this order; what is left out is absent.
struct accelerator {
    const char* name = nullptr;
    const char* id = nullptr;               ///< the same in lower case and underscores, for tables and command lines
    const char* vendor = nullptr;
    architecture kind = architecture::gpu;
    const char* scope = nullptr;            ///< what one device is: "GPU", "chiplet, half a package"
    dense_peaks peaks{};
    matrix_units units{};
    memory_tier tiers[max_tiers]{};         ///< from the innermost outward
    link scale_up{};                        ///< inside a domain
    link scale_out{};                       ///< between domains
    figure<watts> power{};                  ///< thermal design power of the scope
    sustained_rates sustained{};            ///< what benchmarks reach of all this
    systolic_tile tile{};                   ///< of its arrays, where it has them
    on_chip_network on_chip{};

    [[nodiscard]] constexpr int tier_count() const noexcept {
        int n = 0;
        while (n < max_tiers && tiers[n].name != nullptr) ++n;
        return n;
    }
};

/// The fastest peak that an engine may use for operands stored in `bits` or fewer: those of their width or wider,
/// because operands can be widened. Zero rate where the part has none. For a bound, not for a prediction.
[[nodiscard]] constexpr flops_per_second fastest_peak(const accelerator& a, std::int64_t bits) noexcept {
    flops_per_second best{};
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto kind = static_cast<arithmetic>(i);
        const auto& peak = a.peaks[kind];
        if (operand_bits(kind) >= bits && peak.known() && peak.value > best) best = peak.value;
    }
    return best;
}

/// FLOPs per byte above which work is bound by compute: peak / read rate of the innermost tier that keeps data.
/// A100 80GB in bf16: 312e12 / 2.039e12 = 153.0. Zero where the part has no such peak or no source gives a rate.
[[nodiscard]] constexpr flops_per_byte ridge_point(const accelerator& a, arithmetic kind) noexcept {
    const auto& peak = a.peaks[kind];
    for (int i = 0; i < a.tier_count(); ++i)
        if (a.tiers[i].role == keeps::data && a.tiers[i].read.known() && peak.known()) return peak.value / a.tiers[i].read.value;
    return flops_per_byte{};
}

}  // namespace rafter
