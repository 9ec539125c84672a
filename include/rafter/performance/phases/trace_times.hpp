// The mean over a trace of requests.
#pragma once

#include <rafter/performance/phases/request_times.hpp>
#include <rafter/workload/trace.hpp>

namespace rafter {

/// The decode step of a batch of requests in flight: of each kind as many as come times the steps that each stays for: a
/// request of one token is never among them. What looks back is summed by kind and never that of a mean request.
[[nodiscard]] constexpr step_time mean_decode(const step_pricing& by, const workload& load, const trace& t) noexcept {
    step_size size = decode_size(by.held.plan, load);
    size.lengths = t;
    size.prefix = 0;
    if (load.prefix_shared)
        for (const traced_request& r : t)
            if (r.counts() && r.prefix > size.prefix) size.prefix = r.prefix;
    return time_of(by, load, size);
}

/// Means over the requests that come, each weighted: TTFT, each prefill by itself, and end to end; TPOT of a token. Of the
/// workload all but the lengths counts. A trace of one kind gives what request_times_of gives.
/// Two kinds as frequent, TTFT 100 and 300 ms, outputs of 11 and 31 tokens at 10 ms: 200 ms, and 400 ms end to end.
[[nodiscard]] constexpr by_kind<request_times> trace_times_of(const step_pricing& by, const workload& load, const trace& t) noexcept {
    by_kind<prefill_times> prompts;  // weighted sums
    double weights = 0, steps = 0, fresh = 0;
    for (const traced_request& r : t) {
        if (!r.counts()) continue;
        const workload one = of_kind(load, r);
        const by_kind<prefill_times> p = chunked_prefill(by, one);
        const auto add = [&](const auto& of, auto& sum) {
            sum.first_token.add(of.first_token, r.weight);
            sum.apart += of.apart * r.weight;
        };
        add(p.ceiling, prompts.ceiling);
        add(p.roofline, prompts.roofline);
        add(p.estimate, prompts.estimate);
        weights += r.weight;
        steps += r.weight * static_cast<double>(r.output - 1);
        fresh += r.weight * static_cast<double>(one.new_tokens());
    }
    if (weights <= 0) return {};
    const step_time token = mean_decode(by, load, t);
    const auto devices = static_cast<double>(by.held.plan.devices());
    return each_kind<request_times>(by.estimates(), [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        const prefill_times<Kind>& sum = prompts.of<Kind>();
        request_times<Kind> mean = detail::joined_times(sum.first_token * (1 / weights), token.of<Kind>(), steps / weights);
        mean.per_device = token.of<Kind>().system / devices;
        mean.prefill_per_device = rate_of(static_cast<double>(load.prompts_at_once) * fresh / devices, sum.apart);
        return mean;
    });
}

/// Prompt tokens a second that come in, when so many are computed and this part of all is found in the cache. A node of
/// DeepSeek's computes 32,207 a second and finds 56.3 %: 73,700 come in.
[[nodiscard]] constexpr tokens_per_second with_cached(tokens_per_second computed, double found) noexcept {
    return found < 1 ? computed / (1 - found) : tokens_per_second{};
}

}  // namespace rafter
