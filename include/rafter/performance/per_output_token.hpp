// Times of a decode step that checks drafts, as times of the tokens that it gives.
#pragma once

#include <rafter/performance/times.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter {

namespace detail {

/// `time` of what else a step takes; its parts become those of a token, rates count all tokens.
template <class Time>
constexpr Time per_token(Time t, double tokens, seconds beside) noexcept {
    const double step = t.time.value + beside.value, slower = step > 0 ? t.time.value / step : 1;
    t.time = seconds{step / tokens};
    t.compute = t.compute / tokens;
    t.memory = t.memory / tokens;
    t.link = t.link / tokens;
    t.per_user = t.per_user * (tokens * slower);
    t.system = t.system * (tokens * slower);
    return t;
}

constexpr seconds drafting(const speculation& s) noexcept { return s.per_draft * static_cast<double>(s.drafted); }

}  // namespace detail

/// A step with drafts gives expected_tokens(drafts). The ceiling grants that they are guessed for nothing; the roofline waits
/// for them, one after another, before the step. 10 ms, four drafts of 0.5 ms, 80 % right: 12 ms for 3.3616 tokens, 3.570 ms
/// each. Where it is not known how many are right, all are taken to be: a roofline lacks what the wrong ones take.
[[nodiscard]] constexpr phase_times per_output_token(const phase_times& step, const speculation& s) noexcept {
    if (s.drafted == 0) return step;
    const double tokens = expected_tokens(s);
    phase_times t{detail::per_token(step.ceiling, tokens, seconds{}), detail::per_token(step.roofline, tokens, detail::drafting(s))};
    t.roofline.waiting = (step.roofline.waiting + detail::drafting(s)) / tokens;
    t.roofline.complete = step.roofline.complete && s.acceptance_known;
    return t;
}

/// Guessing is a fixed cost of the step.
[[nodiscard]] constexpr estimate per_output_token(const estimate& step, const speculation& s) noexcept {
    if (s.drafted == 0) return step;
    const double tokens = expected_tokens(s);
    const seconds beside = detail::drafting(s);
    estimate t = detail::per_token(step, tokens, beside);
    t.low = (step.low + beside) / tokens;
    t.high = (step.high + beside) / tokens;
    t.fixed = (step.fixed + beside) / tokens;
    t.waiting = step.waiting / tokens;
    if (t.fixed > t.compute && t.fixed > t.memory && t.fixed > t.link) t.bound_by = resource::fixed;
    t.complete = step.complete && s.acceptance_known;
    return t;
}

}  // namespace rafter
