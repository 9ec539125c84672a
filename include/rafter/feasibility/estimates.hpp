// What to expect of a deployment: an estimate of each phase, or a word on what it lacks.
#pragma once

#include <rafter/feasibility/assess.hpp>
#include <rafter/performance/ceiling_only.hpp>
#include <rafter/performance/estimate.hpp>
#include <rafter/performance/expectation.hpp>

namespace rafter {

/// Both phases. Where `lacks` says something no estimate can be made, and only the ceiling stands.
struct estimates {
    estimate decode{};             ///< of the step at the mean context
    estimate prefill{};            ///< of `prompts_at_once` prompts
    const char* lacks = nullptr;

    [[nodiscard]] constexpr bool made() const noexcept { return lacks == nullptr; }
};

// Against what is prepared: a scheduler keeps `known` and `on`, and asks for batches.
//   static const prepared known = prepare(model, part, {}, r);
//   static const expectation on = expectation_of(known, part, r.serving);
//   const estimates e = estimates_of(known, on, load);

/// What an estimate of this workload would need and nobody gives; `need` is its footprint.
[[nodiscard]] constexpr missing missing_for(const prepared& known, const expectation& on, const workload& load, const footprint& need) noexcept {
    if (!computable(known, load)) return missing::numbers_in_range;
    if (on.lacks != missing::nothing) return on.lacks;
    if (load.drafts.drafted > 0 && !load.drafts.acceptance_known) return missing::acceptance;
    const read_prices reads = read_prices_of(known.memory, need);
    return reads.per_weight_byte > 0 && reads.per_cache_byte > 0 ? missing::nothing : missing::memory_rate;
}

/// Of a workload that nothing is missing for; `bounds` are those of the same phase.
[[nodiscard]] constexpr estimate decode_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need,
                                                 const phase_times& bounds) noexcept {
    const estimate step = estimate_of(known.held, on, read_prices_of(known.memory, need), load, decode_size(known.held.plan, load));
    return above(bounds.ceiling, per_output_token(step, load.drafts));
}
[[nodiscard]] constexpr estimate prefill_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need,
                                                  const phase_times& bounds) noexcept {
    return above(bounds.ceiling, estimate_of(known.held, on, read_prices_of(known.memory, need), load, prefill_size(known.held.plan, load)));
}

/// Beside an assessment, whose ceilings hold the ranges up.
[[nodiscard]] constexpr estimates estimates_of(const prepared& known, const expectation& on, const workload& load, const assessment& judged) noexcept {
    if (const missing what = missing_for(known, on, load, judged.footprint); what != missing::nothing) return {.lacks = words_of(what)};
    return {.decode = decode_estimate(known, on, load, judged.footprint, judged.decode),
            .prefill = prefill_estimate(known, on, load, judged.footprint, judged.prefill)};
}

[[nodiscard]] constexpr estimates estimates_of(const prepared& known, const expectation& on, const workload& load) noexcept {
    assessment bounds;
    bounds.footprint = footprint_of(known, load);
    bounds.decode = decode_of(known, load, bounds.footprint);
    bounds.prefill = prefill_of(known, load, bounds.footprint);
    return estimates_of(known, on, load, bounds);
}

/// Of what is prepared, where that could be: else the numbers are out of range.
[[nodiscard]] constexpr expectation expectation_of(const prepared& known, const accelerator& a, const engine& serving) noexcept {
    expectation none;
    none.lacks = missing::numbers_in_range;
    return known.computable ? expectation_of(a, known.held, serving) : none;
}

/// estimates_of(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request): beside `assess`, which gives the bounds.
[[nodiscard]] constexpr estimates estimates_of(const transformer& m, const accelerator& a, const request& r) noexcept {
    const prepared known = prepare(m, a, {}, r);
    return estimates_of(known, expectation_of(known, a, r.serving), r.load);
}
[[nodiscard]] constexpr estimates estimates_of(const transformer& m, const cluster& c, const request& r) noexcept {
    const prepared known = prepare(m, c.device, c.devices, r);
    return estimates_of(known, expectation_of(known, c.device, r.serving), r.load);
}

}  // namespace rafter
