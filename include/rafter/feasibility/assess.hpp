// The judgement: all rules, the footprint and both bounds of one deployment. One function for the compiler, the
// firmware and the scheduler; it does not allocate.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/step.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/feasibility/rules/algorithm_runs.hpp>
#include <rafter/feasibility/rules/arithmetic_in_range.hpp>
#include <rafter/feasibility/rules/capacity_known.hpp>
#include <rafter/feasibility/rules/cluster_size.hpp>
#include <rafter/feasibility/rules/context_modelled.hpp>
#include <rafter/feasibility/rules/engine_in_range.hpp>
#include <rafter/feasibility/rules/engine_limits.hpp>
#include <rafter/feasibility/rules/engine_part.hpp>
#include <rafter/feasibility/rules/experts_divisible.hpp>
#include <rafter/feasibility/rules/format_supported.hpp>
#include <rafter/feasibility/rules/groups_placed.hpp>
#include <rafter/feasibility/rules/heads_divisible.hpp>
#include <rafter/feasibility/rules/layers_divisible.hpp>
#include <rafter/feasibility/rules/link_domain.hpp>
#include <rafter/feasibility/rules/memory_capacity.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <rafter/feasibility/rules/outer_tier.hpp>
#include <rafter/feasibility/rules/service_objectives.hpp>
#include <rafter/feasibility/rules/spec_plausible.hpp>
#include <rafter/feasibility/rules/spec_positive.hpp>
#include <rafter/feasibility/rules/degrees_positive.hpp>
#include <rafter/feasibility/rules/stages_listed.hpp>
#include <rafter/feasibility/rules/width_divisible.hpp>
#include <rafter/feasibility/rules/workload_in_range.hpp>
#include <rafter/feasibility/rules/writable_cache.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/performance/per_output_token.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/step_times.hpp>
#include <rafter/performance/tariff.hpp>

namespace rafter {

struct assessment {
    bool feasible = false;
    rafter::findings findings{};    ///< what does not hold
    rafter::footprint footprint{};  ///< of the fullest device; zero where the input is out of range
    phase_times decode{};           ///< time per output token, at the mean context
    phase_times prefill{};          ///< time to first token
};

/// A model and how it is split, whatever the part and the workload: its rules, and its sheet if none of them fails.
struct split_model {
    rafter::findings findings{};
    sheet held{};
};

/// The same on a part, as far as memory goes: enough, with the sheet, to say what fits.
struct holding {
    rafter::findings findings{};
    bool computable = false;  ///< false: a number is out of range, and there is no sheet
    storage memory{};
    std::int64_t max_model_len = not_stated;  ///< what the engine admits
    std::int64_t max_num_seqs = not_stated;   ///< on each of so many ranks
    std::int64_t data_ranks = 1;
};

/// All that can be said before the workload is known. A scheduler keeps one for each deployment it runs and assesses batches
/// against it.
struct prepared : holding {
    sheet held{};
    machine_prices on{};
    tariff innermost{};       ///< where all lies in the innermost memory that keeps data
};

/// Rules of a model and how it is split, that must hold before anything can be computed: degrees in range, a whole model.
constexpr void check_split_model(const transformer& m, const request& r, findings& f) noexcept {
    f.add(rules::engine_in_range(r.serving));
    f.add(rules::formats_in_range(r.formats));
    f.add(rules::model_complete(m));
    f.add(rules::degrees_positive(r.plan));
    if (f.failed > 0) return;
    if (r.formats.exception_count > 0) f.add(rules::formats_fit(m, r.formats));
    f.add(rules::layers_enough(m, r.plan));
    f.add(rules::stages_listed(m, r.plan));
    f.add(rules::groups_placed(r.plan));
    f.add(rules::experts_divisible(m, r.plan));
    f.add(rules::context_modelled(m, r.plan));
}

/// And of a part: a possible one.
constexpr void check_part(const accelerator& a, findings& f) noexcept {
    f.add(rules::spec_positive(a));
    f.add(rules::spec_tier_order(a));
    f.add(rules::spec_peak(a));
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
    f.add(rules::algorithm_runs(a, r.plan, r.serving.all_reduce));
    f.add(rules::domains_enough(a, devices, r.plan));
}

/// Rules of the engine, against the part and the model.
constexpr void check_engine(const transformer& m, const accelerator& a, const engine& e, findings& f) noexcept {
    f.add(rules::engine_part(a, e));
    f.add(rules::model_length(m, e));
    f.add(rules::step_tokens(e));
    f.add(rules::chunk_in_step(e));
}

/// And against what is asked of it.
constexpr void check_admission(const holding& known, const workload& load, findings& f) noexcept {
    if (known.max_model_len != not_stated) f.add(rules::sequence_length(known.max_model_len, load));
    if (known.max_num_seqs != not_stated) f.add(rules::sequences_in_flight(known.max_num_seqs, known.data_ranks, load));
}

constexpr void check_memory(const storage& memory, const footprint& need, findings& f) noexcept {
    if (in_innermost(memory, need)) return;  // nothing to say
    const finding in_range = rules::arithmetic_in_range(need);
    if (!in_range.ok()) return f.add(in_range);
    const memory_claim claim = claim_on(memory, need);
    const finding enough = rules::memory_capacity(memory, claim);
    f.add(enough);
    if (!enough.ok() && memory.cache_tier < 0) return;  // nor would a placement say more
    const placement where = place(memory, need);
    if (where.all_placed() && where.tiers_used <= 1) return;
    f.add(rules::outer_tier(need, where));
    f.add(rules::writable_cache(where));
    f.add(rules::capacity_known(need, where));
}

// All of these use of the request everything but its workload.

[[nodiscard]] constexpr split_model split_model_of(const transformer& m, const request& r) noexcept {
    split_model s;
    check_split_model(m, r, s.findings);
    if (s.findings.failed == 0) fill_sheet(m, r, s.held);
    return s;
}

constexpr void fill_holding(const findings& of_model, const transformer& m, const accelerator& a, const figure<std::int64_t>& devices, const request& r,
                            holding& h) noexcept {
    h.findings = of_model;
    check_part(a, h.findings);
    h.computable = h.findings.failed == 0;
    if (!h.computable) return;
    check_plan(m, a, devices, r, h.findings);
    check_engine(m, a, r.serving, h.findings);
    h.memory = storage_of(a, r.serving);
    h.max_model_len = r.serving.max_model_len;
    h.max_num_seqs = r.serving.max_num_seqs;
    h.data_ranks = r.plan.data_ranks();
}

[[nodiscard]] constexpr holding hold(const split_model& s, const transformer& m, const accelerator& a, const figure<std::int64_t>& devices,
                                     const request& r) noexcept {
    holding h;
    fill_holding(s.findings, m, a, devices, r, h);
    return h;
}

constexpr void fill_prices(const accelerator& a, prepared& p) noexcept {
    p.on = machine_prices_of(a, p.held.plan);
    fill_tariff(p.held, p.on, innermost_reads(p.memory), p.innermost);
}

[[nodiscard]] constexpr prepared prepare(const transformer& m, const accelerator& a, const figure<std::int64_t>& devices, const request& r) noexcept {
    prepared p;
    findings of_model;
    check_split_model(m, r, of_model);
    fill_holding(of_model, m, a, devices, r, p);
    if (!p.computable) return p;
    fill_sheet(m, r, p.held);
    fill_prices(a, p);
    return p;
}
/// Of what is known already.
[[nodiscard]] constexpr prepared prepare(const holding& h, const sheet& s, const accelerator& a) noexcept {
    prepared p{h, s};
    if (h.computable) fill_prices(a, p);
    return p;
}

// --- the steps, against what is prepared ---
// Each gives nothing where a number is out of range; `judge` then says so.

[[nodiscard]] constexpr bool computable(const holding& known, const workload& load) noexcept {
    return known.computable && rules::in_range(load);
}
/// The same, asked of the footprint: a model holds something wherever it can be computed.
[[nodiscard]] constexpr bool computable(const footprint& need) noexcept { return need.total.value != 0; }

[[nodiscard]] constexpr footprint footprint_of(const holding& known, const sheet& held, const workload& load) noexcept {
    return computable(known, load) ? footprint_of(held, load) : footprint{};
}
[[nodiscard]] constexpr footprint footprint_of(const prepared& known, const workload& load) noexcept { return footprint_of(known, known.held, load); }

/// A step of this size, of what a device holds: where it is not all in the innermost memory, on a tariff of its own.
[[nodiscard]] constexpr phase_times times_of(const prepared& known, const workload& load, const step_size& size, const read_prices& reads) noexcept {
    if (reads == known.innermost.reads) return times_of(known.held, known.on, known.innermost, load, size);
    tariff spilled;
    fill_tariff(known.held, known.on, reads, spilled);
    return times_of(known.held, known.on, spilled, load, size);
}

[[nodiscard]] constexpr phase_times decode_of(const prepared& known, const workload& load, const footprint& need) noexcept {
    if (!computable(need)) return {};
    const step_size step = decode_size(known.held.plan, load);
    const read_prices reads = read_prices_of(known.memory, need);
    if (load.drafts.drafted == 0) return times_of(known, load, step, reads);
    return per_output_token(times_of(known, load, step, reads), load.drafts);
}

[[nodiscard]] constexpr phase_times prefill_of(const prepared& known, const workload& load, const footprint& need) noexcept {
    if (!computable(need)) return {};
    return times_of(known, load, prefill_size(known.held.plan, load), read_prices_of(known.memory, need));
}

/// All findings but those of the objectives, from what a device holds.
[[nodiscard]] constexpr findings judge(const holding& known, const workload& load, const footprint& need) noexcept {
    findings f = known.findings;
    if (computable(need)) {
        check_admission(known, load, f);
        check_memory(known.memory, need, f);
    } else {
        f.add(rules::workload_in_range(load));
        f.add(rules::prefix_in_prompt(load));
        f.add(rules::drafts_in_output(load));
        f.add(rules::acceptance_possible(load));
    }
    return f;
}

/// All findings, from what the steps before have found.
[[nodiscard]] constexpr findings judge(const prepared& known, const workload& load, const footprint& need, const phase_times& decode,
                                       const phase_times& prefill) noexcept {
    findings f = judge(known, load, need);
    if (!computable(need)) return f;
    if (load.ttft.stated) f.add(rules::ttft_objective(load, prefill));
    if (load.tpot.stated) f.add(rules::tpot_objective(load, decode));
    return f;
}

[[nodiscard]] constexpr assessment assess(const prepared& known, const workload& load) noexcept {
    assessment result;
    result.footprint = footprint_of(known, load);
    result.decode = decode_of(known, load, result.footprint);
    result.prefill = prefill_of(known, load, result.footprint);
    result.findings = judge(known, load, result.footprint, result.decode, result.prefill);
    result.feasible = result.findings.failed == 0;
    return result;
}

/// Does it fit, how fast can it be, and why. `assess(llama_3_1_70b::spec, nvidia_h100_sxm::spec, request)`.
[[nodiscard]] constexpr assessment assess(const transformer& m, const accelerator& a, const request& r) noexcept {
    return assess(prepare(m, a, {}, r), r.load);
}

[[nodiscard]] constexpr assessment assess(const transformer& m, const cluster& c, const request& r) noexcept {
    return assess(prepare(m, c.device, c.devices, r), r.load);
}

/// Feasible in all but the objectives, without the bounds: what a search asks, in a fraction of the time of assess.
[[nodiscard]] constexpr bool fits(const holding& known, const sheet& held, const workload& load) noexcept {
    if (known.findings.failed > 0 || !computable(known, load)) return false;
    findings f;
    check_admission(known, load, f);
    if (f.failed > 0) return false;
    check_memory(known.memory, footprint_of(held, load), f);
    return f.failed == 0;
}

[[nodiscard]] constexpr bool fits(const prepared& known, const workload& load) noexcept { return fits(known, known.held, load); }

[[nodiscard]] constexpr bool fits(const transformer& m, const cluster& c, const request& r) noexcept {
    const split_model s = split_model_of(m, r);
    return fits(hold(s, m, c.device, c.devices, r), s.held, r.load);
}

}  // namespace rafter
