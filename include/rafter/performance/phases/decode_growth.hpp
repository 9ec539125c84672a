// Decoding over a context that grows: the steps of a request after its first token.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/performance/phases/step_pricing.hpp>

namespace rafter {

/// Times per output token, of the first step, of the last, and of all in the mean; and of all of them together.
template <class Kind>
struct decode_times {
    duration<Kind> first{};
    duration<Kind> mean{};
    duration<Kind> last{};
    duration<Kind> all{};
};

/// The mean step as one step, since what depends on the context is linear in it. With drafts of a token that it gives.
[[nodiscard]] constexpr step_time mean_decode(const step_pricing& by, const workload& load) noexcept {
    return time_of(by, load, decode_after_first(decode_size(by.held.plan, load), load.prompt, load.output));
}

/// A prompt of 2,048 and an output of 129: 128 steps at contexts from 2,049 to 2,176. With drafts that give 2 tokens a step, 64.
[[nodiscard]] constexpr by_kind<decode_times> decode_growth(const step_pricing& by, const workload& load) noexcept {
    const step_size step = decode_after_first(decode_size(by.held.plan, load), load.prompt, load.output);
    const auto per_token_at = [&](std::int64_t from, std::int64_t to) { return time_of(by, load, over_contexts(step, from, to)); };
    const step_time first = per_token_at(step.first_context, step.first_context), mean = per_token_at(step.first_context, step.last_context),
                    last = per_token_at(step.last_context, step.last_context);
    return each_kind<decode_times>(by.estimates(), [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        decode_times<Kind> t;
        t.first = duration_of(first.of<Kind>());
        t.mean = duration_of(mean.of<Kind>());
        t.last = duration_of(last.of<Kind>());
        t.all = t.mean * static_cast<double>(load.output - 1);
        return t;
    });
}

}  // namespace rafter
