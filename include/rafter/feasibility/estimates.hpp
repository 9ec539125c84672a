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

/// What no source gives of a part, or null. `expectation_of` can then be made.
[[nodiscard]] constexpr const char* lacking_for_estimates(const accelerator& a) noexcept {
    const memory_tier* const memory = working_memory(a);
    if (memory == nullptr || !memory->read.known()) return "the read rate of the memory that holds the weights";
    if (works_from_sram(a) && !a.on_chip.hop.known()) return "the hop time of the network on the chip, which sets the pace where weights live in SRAM";
    return nullptr;
}

[[nodiscard]] constexpr estimate decode_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need) noexcept {
    if (!computable(known, load)) return {};
    return estimate_of(known.held, on, read_prices_of(known.memory, need), load, decode_size(known.held.plan, load));
}

[[nodiscard]] constexpr estimate prefill_estimate(const prepared& known, const expectation& on, const workload& load, const footprint& need) noexcept {
    if (!computable(known, load)) return {};
    return estimate_of(known.held, on, read_prices_of(known.memory, need), load, prefill_size(known.held.plan, load));
}

/// estimates_of(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request): beside `assess`, which gives the bounds.
[[nodiscard]] constexpr estimates estimates_of(const transformer& m, const accelerator& a, const request& r) noexcept {
    if (const char* lacks = lacking_for_estimates(a)) return {.lacks = lacks};
    const prepared known = prepare(m, a, {}, r);
    const expectation on = expectation_of(a, r.plan, r.serving);
    const footprint need = footprint_of(known, r.load);
    return {.decode = decode_estimate(known, on, r.load, need), .prefill = prefill_estimate(known, on, r.load, need)};
}

}  // namespace rafter
