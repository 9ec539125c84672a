// RAFTER-W001, W003 to W005: batch, prompt, output and prompts at once are whole numbers from 1 to 2^31; a prefix is shorter
// than the prompt, a draft no longer than the output, an acceptance from 0 to 1.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/quantity/checked.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter::rules {

inline constexpr std::int64_t largest_count = std::int64_t{1} << 31;

/// 30 years.
inline constexpr double longest_draft_seconds = 1e9;

[[nodiscard]] constexpr bool is_probability(double p) noexcept { return p >= 0 && p <= 1; }

[[nodiscard]] constexpr bool in_range(const speculation& s, std::int64_t output) noexcept {
    return s.drafted >= 0 && s.drafted <= output && s.per_draft.value >= 0 && s.per_draft.value < longest_draft_seconds &&
           (!s.acceptance_known || is_probability(s.acceptance));
}

[[nodiscard]] constexpr bool in_range(const workload& w) noexcept {
    return w.batch > 0 && w.batch <= largest_count && w.prompt > 0 && w.prompt <= largest_count && w.output > 0 && w.output <= largest_count &&
           w.prompts_at_once > 0 && w.prompts_at_once <= largest_count && w.prefix >= 0 && w.prefix < w.prompt &&
           in_range(w.drafts, w.output);
}

/// The first of the four that lies outside: subject 0 batch, 1 prompt, 2 output, 3 prompts at once; required is its
/// value, available the limit it breaks.
[[nodiscard]] constexpr finding workload_in_range(const workload& w) noexcept {
    const std::int64_t values[] = {w.batch, w.prompt, w.output, w.prompts_at_once};
    for (std::int64_t i = 0; i < 4; ++i)
        if (values[i] < 1 || values[i] > largest_count)
            return {rule::workload_in_range, verdict::fails, values[i], values[i] < 1 ? 1 : largest_count, i};
    return {rule::workload_in_range};
}

/// W003. Required: tokens of the prefix, available: what is before the last token of the prompt, which is computed always.
/// No prefix fits into any prompt, and of a prompt that is out of range W001 says so alone.
[[nodiscard]] constexpr finding prefix_in_prompt(const workload& w) noexcept {
    if (w.prefix == 0 || (w.prefix > 0 && w.prefix < w.prompt)) return {rule::prefix_in_prompt};
    if (w.prefix < 0) return {rule::prefix_in_prompt, verdict::fails, w.prefix, 0};
    if (w.prompt < 1 || w.prompt > largest_count) return {rule::prefix_in_prompt};
    return {rule::prefix_in_prompt, verdict::fails, w.prefix, w.prompt - 1};
}

/// W004. Required: tokens drafted a step, available: tokens of the output. Subject 1: the time of a draft in ns, rounded away
/// from what is possible, and the limit that it breaks: 0, or 30 years.
[[nodiscard]] constexpr finding drafts_in_output(const workload& w) noexcept {
    const std::int64_t g = w.drafts.drafted;
    if (g < 0 || (g > w.output && w.output > 0)) return {rule::drafts_in_output, verdict::fails, g, g < 0 ? 0 : w.output};
    const double each = w.drafts.per_draft.value;
    if (each >= 0 && each < longest_draft_seconds) return {rule::drafts_in_output};
    if (each < 0) {
        const std::int64_t ns = checked::rounded_away(each * 1e9);
        return {rule::drafts_in_output, verdict::fails, ns < 0 ? ns : -1, 0, 1};
    }
    return {rule::drafts_in_output, verdict::fails, checked::truncated(each * 1e9), 1'000'000'000'000'000'000, 1};
}

/// W005. Required: the acceptance in percent, available: the limit that it breaks, and never the same.
[[nodiscard]] constexpr finding acceptance_possible(const workload& w) noexcept {
    const double a = w.drafts.acceptance;
    if (!w.drafts.acceptance_known || is_probability(a)) return {rule::acceptance_possible};
    if (a < 0) {
        const std::int64_t percent = checked::truncated(a * 100 - 0.5);
        return {rule::acceptance_possible, verdict::fails, percent < 0 ? percent : -1, 0};
    }
    const std::int64_t percent = checked::truncated(a * 100 + 0.5);
    return {rule::acceptance_possible, verdict::fails, percent > 100 ? percent : 101, 100};
}

}  // namespace rafter::rules
