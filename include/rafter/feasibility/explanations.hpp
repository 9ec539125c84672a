// What the estimates of a deployment are made of.
#pragma once

#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/explanation.hpp>

namespace rafter {

/// Why an estimate is what it is: of one step of either phase; of a prefill in micro-batches, of one of them; with drafts, of the
/// step and not of each token that it gives. Empty where no estimate is made.
[[nodiscard]] constexpr explanation explanation_of(const prepared& known, const expectation& on, const accelerator& a, const workload& load, const footprint& need,
                                                   phase which) noexcept {
    explanation none;
    if (missing_for(known, on, load, need) != missing::nothing) return none;
    const split& plan = known.held.plan;
    const step_size size = which == phase::decode ? decode_size(plan, load) : micro_batch_of(prefill_size(plan, load));
    return explanation_of(known.held, a, on, read_prices_of(known.memory, need), size);
}
/// explanation_of(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request, phase::decode), as data while compiling, too.
[[nodiscard]] constexpr explanation explanation_of(const transformer& m, const accelerator& a, const request& r, phase which) noexcept {
    const prepared known = prepare(m, a, {}, r);
    return explanation_of(known, expectation_of(known, a, r.serving), a, r.load, footprint_of(known, r.load), which);
}
[[nodiscard]] constexpr explanation explanation_of(const transformer& m, const cluster& c, const request& r, phase which) noexcept {
    const prepared known = prepare(m, c.device, c.devices, r);
    return explanation_of(known, expectation_of(known, c.device, r.serving), c.device, r.load, footprint_of(known, r.load), which);
}

}  // namespace rafter
