// What is out of range moved into it, and what the engine or the part refuses replaced: the part of a fix that needs no search.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>

namespace rafter::detail {

/// The bounds are computed only where an objective must be met.
constexpr bool timed(const workload& load) noexcept { return load.ttft.stated || load.tpot.stated; }
constexpr bool satisfied(const prepared& known, const workload& load) noexcept {
    return fits(known, load) && (!timed(load) || assess(known, load).feasible);
}
constexpr bool satisfied(const transformer& m, const cluster& c, const request& r) noexcept {
    const split_model s = split_model_of(m, r);
    const holding known = hold(s, m, c.device, c.devices, r);
    return fits(known, s.held, r.load) && (!timed(r.load) || assess(prepare(known, s.held, c.device), r.load).feasible);
}

constexpr std::int64_t clamp(std::int64_t n, std::int64_t low, std::int64_t high) noexcept {
    return n < low ? low : n > high ? high : n;
}

/// Numbers that lie outside their range, moved to its edge; or to what is so where nobody says otherwise, where the edge is of no use:
/// all memory, and passes and steps of as many tokens as usual.
constexpr void mend_numbers(request& r) noexcept {
    r.load.batch = clamp(r.load.batch, 1, rules::largest_count);
    r.load.prompt = clamp(r.load.prompt, 1, rules::largest_count);
    r.load.output = clamp(r.load.output, 1, rules::largest_count);
    r.load.prompts_at_once = clamp(r.load.prompts_at_once, 1, rules::largest_count);
    r.load.prefix = clamp(r.load.prefix, 0, r.load.prompt - 1);
    r.load.drafts.drafted = clamp(r.load.drafts.drafted, 0, r.load.output);
    double& accepted = r.load.drafts.acceptance;
    if (!rules::acceptance_possible(r.load).ok()) accepted = accepted > 1 ? 1 : 0;
    if (!rules::drafts_in_output(r.load).ok()) r.load.drafts.per_draft = {};
    r.plan.tensor = clamp(r.plan.tensor, 1, rules::largest_degree);
    r.plan.pipeline = clamp(r.plan.pipeline, 1, rules::largest_degree);
    r.plan.expert = clamp(r.plan.expert, 1, rules::largest_degree);
    r.plan.data = r.plan.data < 0 ? 1 : clamp(r.plan.data, 0, rules::largest_degree);  // 0: not stated
    r.plan.context = clamp(r.plan.context, 1, rules::largest_degree);
    r.plan.micro_batches = r.plan.micro_batches < 0 ? 1 : clamp(r.plan.micro_batches, 0, rules::largest_degree);
    engine& e = r.serving;
    if (e.memory_percent < 1 || e.memory_percent > 100) e.memory_percent = engine{}.memory_percent;
    if (e.reserve.value < 0) e.reserve = bytes{0};
    if (e.cache_tier < -1) e.cache_tier = -1;
    if (e.usual_chunk < 1) e.usual_chunk = engine{}.usual_chunk;
    std::int64_t* const at_once[] = {&e.prefill_chunk, &e.max_num_batched_tokens};
    for (std::int64_t* n : at_once)
        if (*n < 1 && *n != not_stated) *n = e.usual_chunk;
}

/// Limits of the engine, wide enough for what is asked and no wider than the model.
constexpr void mend_engine(const transformer& m, request& r) noexcept {
    engine& e = r.serving;
    std::int64_t* const limits[] = {&e.cache_page, &e.max_model_len, &e.max_num_seqs, &e.max_num_batched_tokens};
    for (std::int64_t* limit : limits)
        if (*limit != not_stated) *limit = clamp(*limit, 1, rules::largest_limit);
    e.state_copies = clamp(e.state_copies, 1, rules::largest_limit);
    if (!rules::sequence_length(e.max_model_len, r.load).ok()) e.max_model_len = r.load.peak_context();
    if (const finding f = rules::model_length(m, e); !f.ok()) e.max_model_len = f.available;
    if (const finding f = rules::sequences_in_flight(e.max_num_seqs, r.plan.data_ranks(), r.load); !f.ok()) e.max_num_seqs = f.required;
    if (const finding f = rules::step_tokens(e); !f.ok()) e.max_num_batched_tokens = f.required;
    if (const finding f = rules::chunk_in_step(e); !f.ok()) e.prefill_chunk = f.available;
}

/// The widest format that is wide enough and that the part has units for.
constexpr void mend_arithmetic(const transformer& m, const accelerator& a, request& r) noexcept {
    if (rules::format_supported(m, a, r.formats).ok()) return;
    constexpr arithmetic choices[] = {arithmetic::bf16, arithmetic::fp16, arithmetic::tf32, arithmetic::fp32};
    for (const arithmetic k : choices) {
        if (!a.peaks[k].known()) continue;
        r.formats.multiply_as = k;
        r.formats.multiply_as_stated = true;
        return;
    }
}

/// All of these; no context parallel, where it is not modelled; even stages, where they are listed wrongly; groups placed by rule,
/// where the order is none; a cache in any tier, where the one named cannot hold one; any all-reduce, where the links run none of
/// those named.
constexpr request mended(const transformer& m, const accelerator& a, request r) noexcept {
    mend_numbers(r);
    mend_engine(m, r);
    mend_arithmetic(m, a, r);
    if (storage_of(a, r.serving).cache_room == 0) r.serving.cache_tier = -1;
    if (!rules::algorithm_runs(a, r.plan, r.serving.all_reduce).ok()) r.serving.all_reduce = algorithm::automatic;
    if (!rules::context_modelled(m, r.plan).ok()) r.plan.context = 1;
    if (!rules::stages_listed(m, r.plan).ok()) r.plan.stages = {};
    if (!rules::groups_placed(r.plan).ok()) r.plan.order = order_of(group::tensor);
    return r;
}

/// A cache that was asked into a tier that cannot hold it, and may now lie in any: in the innermost that holds it all, if one does.
constexpr request with_named_tier(const transformer& m, const cluster& c, const request& asked, request r) noexcept {
    if (r.serving.cache_tier == asked.serving.cache_tier) return r;
    const int tiers = c.device.tier_count();
    for (r.serving.cache_tier = 0; r.serving.cache_tier < tiers; ++r.serving.cache_tier)
        if (satisfied(m, c, r)) return r;
    r.serving.cache_tier = -1;
    return r;
}

}  // namespace rafter::detail
