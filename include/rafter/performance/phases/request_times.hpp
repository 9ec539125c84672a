// A whole request: time to first token, time per token, end to end, and what users and devices get.
#pragma once

#include <rafter/performance/phases/chunked_prefill.hpp>
#include <rafter/performance/phases/decode_growth.hpp>

namespace rafter {

/// Tokens a second of a user and of a device are output tokens while they decode: 1/TPOT, and those of the whole batch over all
/// devices. Prefill tokens are those that are computed, of prompts back to back.
template <class Kind>
struct request_times {
    duration<Kind> ttft{};
    duration<Kind> tpot{};        ///< the mean of a request
    duration<Kind> end_to_end{};  ///< ttft + (output - 1) * tpot
    tokens_per_second per_user{};
    tokens_per_second per_device{};
    tokens_per_second prefill_per_device{};
};

namespace detail {

/// From a prefill and the mean decode step. Both may be means over requests: so many steps, so many new tokens at once.
template <class Kind>
constexpr request_times<Kind> joined_times(const duration<Kind>& ttft, const Kind& token, double steps) noexcept {
    request_times<Kind> t;
    t.ttft = ttft;
    t.tpot = duration_of(token);
    t.end_to_end = ttft + t.tpot * steps;
    t.per_user = rate_of(1, token.time);
    return t;
}

}  // namespace detail

/// 200 ms to the first of 101 tokens and 20 ms a token: 2.2 s end to end.
[[nodiscard]] constexpr by_kind<request_times> request_times_of(const step_pricing& by, const workload& load) noexcept {
    const by_kind<prefill_times> prompt = chunked_prefill(by, load);
    const step_time token = mean_decode(by, load);
    const double steps = static_cast<double>(load.output - 1), devices = static_cast<double>(by.held.plan.devices());
    const double fresh = static_cast<double>(load.prompts_at_once) * static_cast<double>(load.new_tokens());
    return each_kind<request_times>(by.estimates(), [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        request_times<Kind> t = detail::joined_times(prompt.of<Kind>().first_token, token.of<Kind>(), steps);
        t.per_device = token.of<Kind>().system / devices;
        t.prefill_per_device = rate_of(fresh / devices, prompt.of<Kind>().apart);
        return t;
    });
}

}  // namespace rafter
