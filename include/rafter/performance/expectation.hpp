// What work is expected to cost: the prices of a machine at sustained rates, with the constants of an engine.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/price.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/step.hpp>
#include <rafter/engine/calibration.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/hardware/part_class.hpp>
#include <rafter/hardware/text.hpp>
#include <rafter/performance/ceiling_only.hpp>
#include <rafter/performance/sustained_fractions.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

/// Factors between which, around an estimate, about 8 of 10 measurements lie.
struct spread {
    double low = 1;
    double high = 1;
};

/// From the rows that were left out of calibration: with their part, with their engine (tests/fidelity prints the shares).
[[nodiscard]] constexpr spread spread_of(confidence c, phase which) noexcept {
    constexpr spread decode[] = {{0.85, 1.25}, {0.80, 1.35}, {0.80, 1.50}}, prefill[] = {{0.85, 1.35}, {0.75, 1.50}, {0.75, 1.65}};
    return which == phase::decode ? decode[static_cast<int>(c)] : prefill[static_cast<int>(c)];
}

/// Of a message to a neighbour, where the links of a part state none: that of NVLink, arXiv 2505.09343, table 5.
inline constexpr seconds usual_link_latency{3.33e-6};

/// Hops of an operation that is spread over all cores of a chip: its input is broadcast and its result gathered, 2*sqrt(P)
/// on a mesh of P cores. 900,000 cores: 1,897 hops. In place of the fixed cost of a kernel.
[[nodiscard]] constexpr double hops_of_operation(const on_chip_network& n) noexcept {
    return n.cores.known() ? 2 * detail::square_root(static_cast<double>(n.cores.value)) : 0;
}

/// Seconds of everything that a step is made of, on one part with one plan and one engine.
struct expectation {
    double per_flop[arithmetic_count]{};   ///< 0: the part has nothing to multiply it with
    double per_byte = 1;                   ///< of a byte at the full rate of its memory
    double per_widened_weight = 0;
    double per_operation[2]{};             ///< by phase
    double per_step = 0;                   ///< of the host, on the first stage of a pipeline
    collective_prices messages{};
    collective_price exchange_of_prefill{};  ///< tokens to experts and back: one copy a domain, in decode one an expert
    bool overlaps_messages = false;
    std::int64_t tile_rows = 0;            ///< of a systolic array, 0 where there is none
    std::int64_t tile_columns = 0;
    confidence sure = confidence::uncalibrated;
    missing lacks = missing::nothing;             ///< what keeps it from being an estimate
    const calibrated_times* constants = nullptr;  ///< where they come from
    const char* fixed_source = nullptr;           ///< where the fixed cost of an operation comes from
    const char* step_source = nullptr;            ///< and that of a step; null: no source gives one

    [[nodiscard]] constexpr double sent(message kind, double bytes, phase which) const noexcept {
        return (kind == message::all_to_all && which == phase::prefill ? exchange_of_prefill : messages[kind]).seconds(bytes);
    }
    [[nodiscard]] constexpr double fixed_cost(phase p) const noexcept { return per_operation[static_cast<int>(p)]; }
};

namespace detail {

constexpr bool calibrated_on(const calibrated_times& c, const accelerator& a) noexcept {
    if (a.id == nullptr) return false;
    for (const char* part : c.parts)
        if (part != nullptr && same_text(part, a.id)) return true;
    return false;
}

/// What multiplies operands of this kind: its own unit, else the nearest that takes them widened.
constexpr const figure<flops_per_second>& unit_for(const dense_peaks& peaks, arithmetic kind) noexcept {
    if (peaks[kind].known() || operand_bits(kind) > 16) return peaks[kind];
    if (kind == arithmetic::int4 && peaks.int8.known()) return peaks.int8;
    if (kind == arithmetic::fp4 && peaks.fp8.known()) return peaks.fp8;
    return peaks.bf16.known() ? peaks.bf16 : peaks.fp16;
}

}  // namespace detail

/// Scores and values, and recurrences, are multiplied in 16 bits at least.
[[nodiscard]] constexpr arithmetic lookback_operands(const sheet_line& l) noexcept {
    return operand_bits(l.multiplied_as) < 16 ? arithmetic::bf16 : l.multiplied_as;
}

namespace detail {

constexpr bool multiplies(const expectation& on, arithmetic kind) noexcept { return on.per_flop[static_cast<int>(kind)] > 0; }
constexpr bool multiplies(const expectation& on, const sheet_line& l) noexcept { return l.flops_per_token <= 0 || multiplies(on, l.multiplied_as); }

/// Everything of a step has a unit, its own or a wider one.
constexpr bool multiplies_all(const expectation& on, const sheet& held) noexcept {
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        for (std::int64_t j = 0; j < f.line_count; ++j)
            if (!multiplies(on, f.lines[j])) return false;
        if (f.looks_back && !multiplies(on, lookback_operands(f.lookback_line))) return false;
        if (f.index.bytes_per_token > 0 && !multiplies(on, lookback_operands(f.index.line))) return false;
    }
    return multiplies(on, held.head);
}

constexpr missing missing_for(const accelerator& a, const sheet& held, const expectation& on) noexcept {
    const memory_tier* const memory = working_memory(a);
    if (memory == nullptr || !memory->read.known()) return missing::memory_rate;
    if (!multiplies_all(on, held)) return missing::unit;
    if (works_from_sram(a) && !a.on_chip.hop.known()) return missing::hop_time;
    for (const collective_price& p : on.messages.of)
        if (!p.rate_known) return missing::link_rate;
    if (part_class_of(a) != part_class::many_core_sram || works_from_sram(a)) return missing::nothing;
    if (on.sure == confidence::uncalibrated) return missing::mesh_operation;
    for (std::int64_t i = 0; i < held.form_count; ++i)
        if (held.forms[i].back.state.elements > 0) return missing::mesh_recurrence;
    return missing::nothing;
}

}  // namespace detail

/// Of a part, a split model and an engine. Constants are those of the engine on the part's class; without them, of the class.
[[nodiscard]] constexpr expectation expectation_of(const accelerator& a, const sheet& held, const engine& serving,
                                                    const calibration_set& set = calibration::all) noexcept {
    const auto c = static_cast<int>(part_class_of(a));
    const engine_pace* const pace = serving.pace;
    const calibrated_times* const own = pace != nullptr && pace->on != nullptr && pace->on[c].known() ? &pace->on[c] : nullptr;
    expectation e;
    e.constants = own != nullptr ? own : &set.of_class[c];
    if (own != nullptr && detail::calibrated_on(*own, a)) e.sure = confidence::part_calibrated;
    else if (e.constants->rows != nullptr) e.sure = confidence::class_calibrated;
    e.overlaps_messages = pace != nullptr && pace->traits.overlaps_messages;

    const sustained_fractions f = fractions_of(a);
    const auto at_most_all = [](double fraction) { return fraction < 1 ? fraction : 1; };
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto kind = static_cast<arithmetic>(i);
        const figure<flops_per_second>& peak = detail::unit_for(a.peaks, kind);
        const bool narrow = operand_bits(kind) <= 8 && a.peaks[kind].known();
        const double reached = at_most_all((narrow ? f.narrow_products : f.wide_products) * e.constants->of_compute);
        if (peak.known() && peak.value.value > 0) e.per_flop[i] = 1 / (peak.value.value * reached);
    }
    e.per_byte = 1 / at_most_all(f.memory_read * e.constants->of_memory);
    if (a.peaks.fp32.known()) e.per_widened_weight = set.operations_to_widen / a.peaks.fp32.value.value;
    const bool launched = own == nullptr && pace != nullptr && !pace->traits.captured;
    e.per_operation[static_cast<int>(phase::prefill)] = launched ? set.per_launch.value : e.constants->per_operation_of_prefill.value;
    e.per_operation[static_cast<int>(phase::decode)] = launched ? set.per_launch.value : e.constants->per_operation.value;
    e.fixed_source = launched ? "calibrated, engines that launch operation by operation" : e.constants->rows;
    if (works_from_sram(a) && a.on_chip.hop.known()) {
        e.per_operation[0] = e.per_operation[1] = hops_of_operation(a.on_chip) * a.on_chip.hop.value.value;
        e.fixed_source = a.on_chip.hop.source;
    }
    const link_shares shares{.inside = f.all_reduce, .between = usual_fractions.all_reduce, .usual_latency = usual_link_latency.value};
    e.messages = collective_prices_of(a, held.plan, serving.all_reduce, shares);
    e.exchange_of_prefill = e.messages[message::all_to_all];
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const expert_counts& x = held.forms[i].experts;
        if (x.total == 0 || held.plan.expert <= 1 || x.total % held.plan.expert != 0) continue;
        const route w = routes_of(a, held.plan).expert;
        if (w.domains > 1) e.exchange_of_prefill = deduplicated_all_to_all_price(a, w, x, 0, shares);
        break;
    }
    if (a.tile.rows.known() && a.tile.columns.known()) {
        e.tile_rows = a.tile.rows.value;
        e.tile_columns = a.tile.columns.value;
    }
    if (pace != nullptr && pace->per_step.known()) {
        e.per_step = pace->per_step.value.value;
        e.step_source = pace->per_step.source;
    }
    e.lacks = detail::missing_for(a, held, e);
    return e;
}

}  // namespace rafter
