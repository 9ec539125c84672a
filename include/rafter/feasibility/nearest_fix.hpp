// The nearest change that makes a request feasible: found by trying, never guessed.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>

namespace rafter {

/// The same request with as little changed as possible, and whether that is enough.
struct fix {
    bool exists = false;
    request asked{};
};

namespace detail {

/// The bounds are computed only where all else is well and an objective must be met.
constexpr bool satisfied(const prepared& known, const workload& load) noexcept {
    return fits(known, load) && (!(load.ttft.stated || load.tpot.stated) || assess(known, load).feasible);
}
constexpr bool satisfied(const transformer& m, const cluster& c, const request& r) noexcept {
    return satisfied(prepare(m, c.device, c.devices, r), r.load);
}

/// Further than this no expert or data degree is tried.
inline constexpr std::int64_t max_experts = 1024;

constexpr std::int64_t clamp(std::int64_t n, std::int64_t low, std::int64_t high) noexcept {
    return n < low ? low : n > high ? high : n;
}

/// Numbers that lie outside their range, moved to its edge.
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
    r.serving.memory_percent = clamp(r.serving.memory_percent, 1, 100);
    if (r.serving.reserve.value < 0) r.serving.reserve = bytes{0};
    if (r.serving.prefill_chunk < 1 && r.serving.prefill_chunk != not_stated) r.serving.prefill_chunk = 1;
    if (r.serving.usual_chunk < 1) r.serving.usual_chunk = 1;
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

/// The value in [1, limit] nearest to `asked`, the smaller of two that are as near, for which the predicate holds; `asked`
/// if none does.
template <class Predicate>
constexpr std::int64_t nearest_that(std::int64_t asked, std::int64_t limit, Predicate holds) noexcept {
    const auto distance = [asked](std::int64_t n) { return n < asked ? asked - n : n - asked; };
    std::int64_t nearest = 0;
    for (std::int64_t n = 1; n <= limit; ++n)
        if ((nearest == 0 || distance(n) < distance(nearest)) && holds(n)) nearest = n;
    return nearest == 0 ? asked : nearest;
}

/// Data ranks that the expert ranks fill, or else an expert degree that divides the experts and fills the ranks.
constexpr void mend_experts(const transformer& m, request& r) noexcept {
    const bool divides = rules::experts_divisible(m, r.plan).ok();
    if (divides && rules::expert_ranks(r.plan).ok()) return;
    split tried = r.plan;
    if (divides && r.plan.data > 0) {
        r.plan.data = nearest_that(r.plan.data, max_experts, [&](std::int64_t n) {
            tried.data = n;
            return rules::expert_ranks(tried).ok();
        });
        return;
    }
    r.plan.expert = nearest_that(r.plan.expert, max_experts, [&](std::int64_t n) {
        tried.expert = n;
        return rules::experts_divisible(m, tried).ok() && rules::expert_ranks(tried).ok();
    });
}

}  // namespace detail

namespace detail {

/// Tensor degrees that could divide, the one asked for first, then wider ones, then narrower.
struct tensor_degrees {
    std::int64_t count = 0;
    std::int64_t all[64]{};
};
constexpr tensor_degrees tensor_degrees_of(const transformer& m, const accelerator& a, std::int64_t asked) noexcept {
    const std::int64_t heads = m.forms[0].back.query_heads;
    const link& up = a.scale_up;
    const std::int64_t domain = up.exists() ? (up.domain.known() ? up.domain.value : heads) : 1;
    const std::int64_t widest = heads < domain ? heads : domain;
    tensor_degrees t;
    const auto add = [&](std::int64_t n) {
        if (heads % n == 0 && t.count < 64) t.all[t.count++] = n;
    };
    for (std::int64_t n = asked; n <= widest; ++n) add(n);
    for (std::int64_t n = asked - 1 < widest ? asked - 1 : widest; n >= 1; --n) add(n);
    return t;
}

/// Numbers of stages that are tried from the fewest on which the weights could fit.
inline constexpr std::int64_t tried_stages = 3;

}  // namespace detail

/// Tries, in this order: the numbers into range; the limits of the engine wide enough; no context parallel, where it is not
/// modelled; even stages, where they are listed wrongly, and groups placed by rule; a format that the part multiplies; a
/// cache in any tier, where the one named cannot hold one; any all-reduce, where the links run none of those named; an expert
/// degree that divides; then the tensor degree nearest to the one asked for (upwards
/// first); pipeline stages too, on the fewest devices; last a smaller batch in the plan as it is.
[[nodiscard]] constexpr fix nearest_fix(const transformer& m, const cluster& c, const request& asked) noexcept {
    using namespace detail;
    request r = asked;
    if (!rules::model_complete(m).ok() || !rules::spec_positive(c.device).ok() || !rules::spec_tier_order(c.device).ok() ||
        !rules::spec_peak(c.device).ok() || !rules::engine_part(c.device, asked.serving).ok())
        return {};
    mend_numbers(r);
    mend_engine(m, r);
    mend_arithmetic(m, c.device, r);
    const storage memory = storage_of(c.device, r.serving);
    if (memory.cache_tier >= 0 && memory.cache_room == 0) r.serving.cache_tier = -1;
    if (!rules::algorithm_runs(c.device, r.plan, r.serving.all_reduce).ok()) r.serving.all_reduce = algorithm::automatic;
    if (!rules::context_modelled(m, r.plan).ok()) r.plan.context = 1;
    if (!rules::stages_listed(m, r.plan).ok()) r.plan.stages = {};
    if (!rules::groups_placed(r.plan).ok()) r.plan.order = order_of(group::tensor);
    mend_experts(m, r);

    const request base = r;
    const tensor_degrees tensors = tensor_degrees_of(m, c.device, base.plan.tensor);
    if (tensors.count == 0 || tensors.all[0] != base.plan.tensor)
        if (satisfied(m, c, r)) return {true, r};
    for (std::int64_t i = 0; i < tensors.count; ++i) {
        r.plan.tensor = tensors.all[i];
        if (satisfied(m, c, r)) return {true, r};
    }

    fix best;
    const std::int64_t least = memory.available > 0 ? checked::ceil_div(stored_weights(m, base.formats).value, memory.available) : 1;
    for (std::int64_t i = 0; i < tensors.count && tensors.all[i] >= base.plan.tensor; ++i) {
        r = base;
        r.plan.tensor = tensors.all[i];
        const std::int64_t of_stage = r.plan.stage_devices(), enough = checked::ceil_div(least, of_stage);
        const std::int64_t first = enough > base.plan.pipeline ? enough : base.plan.pipeline + 1;
        for (std::int64_t stages = first; stages <= m.layer_count && stages < first + tried_stages; ++stages) {
            if (best.exists && of_stage * stages >= best.asked.plan.devices()) break;
            r.plan.pipeline = stages;
            r.plan.stages = {};
            if (!satisfied(m, c, r)) continue;
            best = {true, r};
            break;
        }
    }
    if (best.exists) return best;

    r = base;
    const prepared known = prepare(m, c.device, c.devices, r);
    if (known.findings.failed > 0) return {};
    std::int64_t fits_at = 0, fails_at = base.load.batch;
    while (fits_at + 1 < fails_at) {
        r.load.batch = fits_at + (fails_at - fits_at) / 2;
        (satisfied(known, r.load) ? fits_at : fails_at) = r.load.batch;
    }
    r.load.batch = fits_at;
    return {fits_at > 0, r};
}

}  // namespace rafter
