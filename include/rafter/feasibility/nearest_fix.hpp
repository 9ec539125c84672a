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

/// Everything is asked for where an objective must be met; else the bounds need not be computed.
constexpr bool satisfied(const transformer& m, const cluster& c, const request& r) noexcept {
    return r.load.ttft.stated || r.load.tpot.stated ? assess(m, c, r).feasible : fits(m, c, r);
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
    r.plan.tensor = clamp(r.plan.tensor, 1, rules::largest_degree);
    r.plan.pipeline = clamp(r.plan.pipeline, 1, rules::largest_degree);
    r.plan.expert = clamp(r.plan.expert, 1, rules::largest_degree);
    r.plan.data = clamp(r.plan.data, 0, rules::largest_degree);
    r.serving.memory_percent = clamp(r.serving.memory_percent, 1, 100);
    if (r.serving.reserve.value < 0) r.serving.reserve = bytes{0};
    if (r.serving.prefill_chunk < 1) r.serving.prefill_chunk = 1;
}

/// The widest format that is wide enough and that the part has units for.
constexpr void mend_arithmetic(const transformer& m, const accelerator& a, request& r) noexcept {
    if (rules::format_supported(m, a, r.formats).ok()) return;
    constexpr arithmetic choices[] = {arithmetic::bf16, arithmetic::fp16, arithmetic::tf32, arithmetic::fp32};
    for (const arithmetic k : choices) {
        if (!a.peaks[k].known()) continue;
        r.formats.multiply_as = k;
        r.formats.multiply_as_stated = true;
        if (!a.peaks[r.formats.activations.native].known()) r.formats.activations = {.native = k, .element_bits = operand_bits(k)};
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

/// Tries, in this order: the numbers into range; a format that the part multiplies; a cache in any tier; an expert degree that
/// divides; then the tensor degree nearest to the one asked for (upwards first), alone and then with pipeline stages from
/// the fewest; last a smaller batch in the plan as it is.
[[nodiscard]] constexpr fix nearest_fix(const transformer& m, const cluster& c, const request& asked) noexcept {
    using namespace detail;
    request r = asked;
    if (!rules::model_complete(m).ok() || !rules::spec_positive(c.device).ok() || !rules::spec_tier_order(c.device).ok() ||
        !rules::spec_peak(c.device).ok())
        return {};
    mend_numbers(r);
    mend_arithmetic(m, c.device, r);
    if (r.serving.cache_tier >= 0 && !detail::satisfied(m, c, r)) r.serving.cache_tier = -1;
    mend_experts(m, r);
    if (satisfied(m, c, r)) return {true, r};

    const request base = r;
    const std::int64_t heads = m.form_count > 0 ? m.forms[0].back.query_heads : 1;
    const link& up = c.device.scale_up;
    const std::int64_t domain = up.exists() ? (up.domain.known() ? up.domain.value : heads) : 1;
    const std::int64_t widest = heads < domain ? heads : domain;
    for (std::int64_t tensor = base.plan.tensor < widest ? base.plan.tensor : widest; tensor <= widest; ++tensor) {
        r.plan.tensor = tensor;
        if (satisfied(m, c, r)) return {true, r};
    }
    for (std::int64_t tensor = (base.plan.tensor < widest ? base.plan.tensor : widest) - 1; tensor >= 1; --tensor) {
        r.plan.tensor = tensor;
        if (satisfied(m, c, r)) return {true, r};
    }
    r = base;
    for (std::int64_t pipeline = base.plan.pipeline; pipeline <= m.layer_count; ++pipeline) {
        r.plan.pipeline = pipeline;
        for (std::int64_t tensor = base.plan.tensor < widest ? base.plan.tensor : widest; tensor <= widest; tensor *= 2) {
            r.plan.tensor = tensor;
            if (satisfied(m, c, r)) return {true, r};
        }
    }
    r = base;
    std::int64_t fits_at = 0, fails_at = base.load.batch;
    while (fits_at + 1 < fails_at) {
        r.load.batch = fits_at + (fails_at - fits_at) / 2;
        (satisfied(m, c, r) ? fits_at : fails_at) = r.load.batch;
    }
    r.load.batch = fits_at;
    return {fits_at > 0, r};
}

}  // namespace rafter
