// The judgement: all rules, the footprint and both bounds of one deployment. One function for the compiler, the
// firmware and the scheduler; it does not allocate.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/step.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/feasibility/rules/arithmetic_in_range.hpp>
#include <rafter/feasibility/rules/capacity_known.hpp>
#include <rafter/feasibility/rules/cluster_size.hpp>
#include <rafter/feasibility/rules/engine_in_range.hpp>
#include <rafter/feasibility/rules/experts_divisible.hpp>
#include <rafter/feasibility/rules/format_supported.hpp>
#include <rafter/feasibility/rules/heads_divisible.hpp>
#include <rafter/feasibility/rules/layers_divisible.hpp>
#include <rafter/feasibility/rules/link_domain.hpp>
#include <rafter/feasibility/rules/memory_capacity.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <rafter/feasibility/rules/outer_tier.hpp>
#include <rafter/feasibility/rules/service_objectives.hpp>
#include <rafter/feasibility/rules/spec_plausible.hpp>
#include <rafter/feasibility/rules/degrees_positive.hpp>
#include <rafter/feasibility/rules/width_divisible.hpp>
#include <rafter/feasibility/rules/workload_in_range.hpp>
#include <rafter/feasibility/rules/writable_cache.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/step_times.hpp>

namespace rafter {

struct assessment {
    bool feasible = false;
    rafter::findings findings{};    ///< what does not hold
    rafter::footprint footprint{};  ///< of the fullest device; zero where the input is out of range
    phase_times decode{};           ///< time per output token, at the mean context
    phase_times prefill{};          ///< time to first token
};

/// Rules that must hold before anything can be computed: numbers in range, a whole model, a possible spec.
[[nodiscard]] constexpr findings check_input(const transformer& m, const accelerator& a, const request& r) noexcept {
    findings f;
    f.add(rules::workload_in_range(r.load));
    f.add(rules::engine_in_range(r.serving));
    f.add(rules::model_complete(m));
    f.add(rules::spec_positive(a));
    f.add(rules::spec_tier_order(a));
    f.add(rules::spec_peak(a));
    f.add(rules::degrees_positive(r.plan));
    if (f.failed > 0) return f;
    f.add(rules::layers_enough(m, r.plan));
    f.add(rules::experts_divisible(m, r.plan));
    return f;
}

/// Rules of the plan, against the model and the links.
constexpr void check_plan(const transformer& m, const accelerator& a, const figure<std::int64_t>& devices, const request& r, findings& f) noexcept {
    f.add(rules::query_heads_divisible(m, r.plan));
    f.add(rules::kv_heads_divisible(m, r.plan));
    f.add(rules::width_divisible(m, r));
    f.add(rules::layers_even(m, r.plan));
    f.add(rules::expert_ranks(r.plan));
    f.add(rules::format_supported(m, a, r.formats));
    f.add(rules::link_domain(a, r.plan));
    f.add(rules::cluster_size(devices, r.plan));
}

constexpr void check_memory(const accelerator& a, const footprint& need, const placement& where, const request& r, findings& f) noexcept {
    f.add(rules::arithmetic_in_range(need));
    f.add(rules::memory_capacity(need, where, r.serving));
    f.add(rules::outer_tier(need, where));
    f.add(rules::writable_cache(a, need, where, r.serving));
    f.add(rules::capacity_known(need, where));
}

/// Feasible without the bounds: what a search asks, in a fraction of the time of assess.
[[nodiscard]] constexpr bool fits(const transformer& m, const cluster& c, const request& r) noexcept {
    findings f = check_input(m, c.device, r);
    if (f.failed > 0) return false;
    check_plan(m, c.device, c.devices, r, f);
    if (f.failed > 0) return false;
    const footprint need = footprint_of(m, r);
    check_memory(c.device, need, place(c.device, need, r.serving), r, f);
    return f.failed == 0;
}

namespace detail {

[[nodiscard]] constexpr assessment assess(const transformer& m, const accelerator& a, const figure<std::int64_t>& devices,
                                          const compute_prices& compute, const request& r) noexcept {
    assessment result;
    result.findings = check_input(m, a, r);
    if (result.findings.failed > 0) return result;
    check_plan(m, a, devices, r, result.findings);
    result.footprint = footprint_of(m, r);
    const placement where = place(a, result.footprint, r.serving);
    check_memory(a, result.footprint, where, r, result.findings);
    const prices p = prices_of(a, compute, r.plan, where);
    result.decode = times_of(m, a, r, decode_size(r), p);
    result.prefill = times_of(m, a, r, prefill_size(r), p);
    result.findings.add(rules::ttft_objective(r.load, result.prefill));
    result.findings.add(rules::tpot_objective(r.load, result.decode));
    result.feasible = result.findings.failed == 0;
    return result;
}

}  // namespace detail

/// Does it fit, how fast can it be, and why. `assess(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request)`.
[[nodiscard]] constexpr assessment assess(const transformer& m, const accelerator& a, const request& r) noexcept {
    return detail::assess(m, a, {}, compute_prices_of(a), r);
}

[[nodiscard]] constexpr assessment assess(const transformer& m, const cluster& c, const request& r) noexcept {
    return detail::assess(m, c.device, c.devices, compute_prices_of(c.device), r);
}

}  // namespace rafter
