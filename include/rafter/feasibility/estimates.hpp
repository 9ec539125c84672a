// What to expect of a deployment: an estimate of each phase, or a word on what it lacks.
#pragma once

#include <rafter/feasibility/assess.hpp>
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

/// What an estimate would need and nobody gives, or null.
[[nodiscard]] constexpr const char* lacking_for_estimates(const accelerator& a, const sheet& held, const expectation& on) noexcept {
    const memory_tier* const memory = working_memory(a);
    if (memory == nullptr || !memory->read.known()) return "the read rate of the memory that holds the weights";
    if (works_from_sram(a) && !a.on_chip.hop.known()) return "the hop time of the network on the chip, which sets the pace where weights live in SRAM";
    for (const collective_price& p : on.messages.of)
        if (!p.rate_known) return "the rate of the links that the plan sends over";
    if (part_class_of(a) != part_class::many_core_sram || works_from_sram(a)) return nullptr;
    if (on.sure == confidence::uncalibrated) return "what an operation costs on its mesh of cores";
    for (std::int64_t i = 0; i < held.form_count; ++i)
        if (held.forms[i].back.state.elements > 0) return "what a recurrence costs on its mesh of cores";
    return nullptr;
}

[[nodiscard]] constexpr estimate decode_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need) noexcept {
    if (!computable(known, load)) return {};
    return per_output_token(estimate_of(known.held, on, read_prices_of(known.memory, need), load, decode_size(known.held.plan, load)), load.drafts);
}

[[nodiscard]] constexpr estimate prefill_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need) noexcept {
    if (!computable(known, load)) return {};
    return estimate_of(known.held, on, read_prices_of(known.memory, need), load, prefill_size(known.held.plan, load));
}

/// estimates_of(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request): beside `assess`, which gives the bounds.
[[nodiscard]] constexpr estimates estimates_of(const transformer& m, const accelerator& a, const request& r) noexcept {
    const prepared known = prepare(m, a, {}, r);
    if (!known.computable) return {};
    const expectation on = expectation_of(a, known.held, r.serving);
    if (const char* lacks = lacking_for_estimates(a, known.held, on)) return {.lacks = lacks};
    const footprint need = footprint_of(known, r.load);
    return {.decode = decode_estimate(known, on, r.load, need), .prefill = prefill_estimate(known, on, r.load, need)};
}

}  // namespace rafter
