// What prices the steps of one kind of device, and a step's time as all three kinds.
#pragma once

#include <rafter/demand/step_size.hpp>
#include <rafter/performance/estimate.hpp>
#include <rafter/performance/per_output_token.hpp>
#include <rafter/performance/phases/by_kind.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/step_times.hpp>
#include <rafter/performance/tariff.hpp>

namespace rafter {

/// Everything that outlives a workload: the model as it is split, the machine, the tariff for where the weights lie, and what to
/// expect, where somebody says so. All of it is kept by others.
struct step_pricing {
    const sheet& held;
    const machine_prices& on;
    const tariff& prices;
    const expectation* expected = nullptr;  ///< null: ceiling and roofline alone

    [[nodiscard]] constexpr bool estimates() const noexcept { return expected != nullptr; }
};

template <class Kind> using itself = Kind;
/// One step, as all three kinds.
using step_time = by_kind<itself>;

/// A step; of a decode step the token that it gives, one of several where it checks drafts. Nothing is expected below the ceiling.
/// Llama-3.1-8B in bf16 on an H100, one sequence at 2,049 tokens: 4.53 ms as a ceiling.
[[nodiscard]] constexpr step_time time_of(const step_pricing& by, const workload& load, const step_size& size) noexcept {
    const bool decode = size.which == phase::decode;
    const phase_times step = times_of(by.held, by.on, by.prices, load, size), bounds = decode ? per_output_token(step, load.drafts) : step;
    step_time t;
    t.ceiling = bounds.ceiling;
    t.roofline = bounds.roofline;
    t.estimated = by.estimates();
    if (!t.estimated) return t;
    const estimate expected = estimate_of(by.held, *by.expected, by.prices.reads, load, size);
    t.estimate = above(t.ceiling, decode ? per_output_token(expected, load.drafts) : expected);
    return t;
}

/// A pass of a prefill or a mixed step, without a ceiling.
[[nodiscard]] constexpr step_time time_of_pass(const step_pricing& by, const workload& load, const step_size& size) noexcept {
    step_time t;
    t.roofline = roofline_of_pass(by.held, by.on, by.prices, load, size);
    t.estimated = by.estimates();
    if (t.estimated) t.estimate = estimate_of(by.held, *by.expected, by.prices.reads, load, size);
    return t;
}

/// How long each kind says that it takes.
[[nodiscard]] constexpr by_kind<duration> duration_of(const step_time& step) noexcept {
    return each_kind<duration>(step.estimated, [&](auto kind) { return duration_of(step.template of<typename decltype(kind)::type>()); });
}

}  // namespace rafter
