// Why an estimate is what it is: its operations, what each spends its time on, and the constants that went in.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/ledger.hpp>
#include <rafter/performance/estimate.hpp>

namespace rafter {

/// The constants of an estimate, in the order of `explanation::constants`.
enum class constant : std::uint8_t {
    wide_products, narrow_products, memory_read, link_rate, link_latency, engine_compute, engine_memory, per_operation, widening, per_step
};
inline constexpr int constant_count = 10;

struct used_constant {
    const char* name = nullptr;
    double value = 0;            ///< a fraction, or seconds
    const char* source = nullptr;
};

/// One operation or message, as often as the step repeats it.
struct explained_operation {
    label name{};
    std::int64_t repeats = 1;
    message kind = message::none;
    expected_seconds each{};          ///< of one repeat
    resource bound_by = resource::memory;
    std::uint32_t uses = 0;           ///< a bit for each constant

    [[nodiscard]] constexpr double seconds() const noexcept { return each.total() * static_cast<double>(repeats); }
    [[nodiscard]] constexpr bool uses_constant(constant c) const noexcept { return (uses >> static_cast<unsigned>(c) & 1U) != 0; }
};

/// The lines add up to `whole`, the step without what it waits for in a pipeline. In it messages are hidden behind the other
/// operations where the engine does so.
struct explanation {
    std::int64_t count = 0;
    explained_operation lines[max_operations]{};
    expected_seconds whole{};
    confidence sure = confidence::uncalibrated;
    used_constant constants[constant_count]{};

    [[nodiscard]] constexpr const explained_operation* begin() const noexcept { return lines; }
    [[nodiscard]] constexpr const explained_operation* end() const noexcept { return lines + count; }
};

namespace detail {

/// The sink of write_step that keeps what expected_sink adds up.
struct explaining_sink {
    expected_sink priced;
    explanation& into;

    constexpr void keep(label name, std::int64_t repeats, message kind, std::uint32_t uses) noexcept {
        const expected_seconds each = priced.sum;
        priced.sum = {};
        into.whole.add(each, static_cast<double>(repeats));
        if (each.total() <= 0 || into.count == max_operations) return;
        if (each.compute > 0) uses |= bit(constant::engine_compute);
        if (each.memory > 0) uses |= bit(constant::memory_read) | bit(constant::engine_memory);
        if (each.fixed > 0 || (kind != message::none && priced.on.fixed_cost(priced.which) > 0)) uses |= bit(constant::per_operation);
        into.lines[into.count++] = {name, repeats, kind, each, each.largest(), uses};
    }
    static constexpr std::uint32_t bit(constant c) noexcept { return 1U << static_cast<unsigned>(c); }
    static constexpr std::uint32_t products_of(const sheet_line& l) noexcept {
        if (l.flops_per_token <= 0) return 0;
        return bit(operand_bits(l.multiplied_as) <= 8 ? constant::narrow_products : constant::wide_products) | (l.widened_weights > 0 ? bit(constant::widening) : 0);
    }

    constexpr void passes(const sheet_line& l, std::int64_t n, double tokens, double sampled) noexcept {
        priced.passes(l, n, tokens, sampled);
        keep(l.name, n, message::none, products_of(l));
    }
    constexpr void serves(const sheet_line& l, std::int64_t n, const expert_load& load) noexcept {
        priced.serves(l, n, load);
        keep(l.name, n, message::none, products_of(l));
    }
    constexpr void looks_back(const sheet_line& l, std::int64_t n, const lookback_step& s) noexcept {
        priced.looks_back(l, n, s);
        keep(l.name, n, message::none, bit(constant::wide_products));
    }
    constexpr void carries(label name, message kind, std::int64_t n, double sent, double least) noexcept {
        priced.carries(name, kind, n, sent, least);
        keep(name, n, kind, bit(constant::link_rate) | bit(constant::link_latency));
    }
};

}  // namespace detail

/// The constants of an expectation, with their sources.
constexpr void name_constants(const accelerator& a, const expectation& on, phase which, const calibration_set& set, explanation& e) noexcept {
    constexpr const char* usual = "median of the measured parts of the catalogue";
    const sustained_fractions f = fractions_of(a);
    const auto source = [&](const auto& figure) { return figure.known() ? figure.source : usual; };
    const char* const narrow = !a.sustained.narrow_products.known() && a.sustained.wide_products.known() ? a.sustained.wide_products.source : source(a.sustained.narrow_products);
    const auto calibrated = [](const char* rows) { return rows != nullptr ? rows : "no calibration: usual values"; };
    const char* const rows = calibrated(on.constants->rows);
    const used_constant named[constant_count] = {
        {"products of 16 bits, of the peak", f.wide_products, source(a.sustained.wide_products)},
        {"products of 8 bits, of the peak", f.narrow_products, narrow},
        {"reads, of the memory's rate", f.memory_read, source(a.sustained.memory_read)},
        {"messages, of the link's rate", f.all_reduce, source(a.sustained.all_reduce)},
        {"latency of a message, seconds", a.scale_up.latency.known() ? a.scale_up.latency.value.value : usual_link_latency.value,
         a.scale_up.latency.known() ? a.scale_up.latency.source : "of NVLink: arXiv 2505.09343, table 5"},
        {"engine's products, of that", on.constants->of_compute, rows},
        {"engine's reads, of that", on.constants->of_memory, rows},
        {"each operation or message, seconds", on.fixed_cost(which), calibrated(on.fixed_source)},
        {"operations to widen a weight", set.operations_to_widen, "calibrated, all engines"},
        {"each step on the host, seconds", on.per_step, on.step_source != nullptr ? on.step_source : "no source: in what operations take"}};
    for (int i = 0; i < constant_count; ++i) e.constants[i] = named[i];
}

/// Of one step. Llama-2-7B on an A100, a token: `gate_up` 32 times, bound by memory, with the read fraction 0.868 of
/// te42kyfo/gpu-benches.
[[nodiscard]] constexpr explanation explanation_of(const sheet& held, const accelerator& a, const expectation& on, const read_prices& reads, const step_size& size,
                                                   const calibration_set& set = calibration::all) noexcept {
    explanation e;
    e.sure = on.sure;
    name_constants(a, on, size.which, set, e);
    detail::explaining_sink sink{{on, reads, size.which}, e};
    if (on.per_step > 0) {
        constexpr label host = "host";
        sink.priced.sum.fixed = on.per_step;
        sink.keep(host, 1, message::none, sink.bit(constant::per_step));
    }
    write_step(held, size, sink);
    return e;
}

}  // namespace rafter
