// What a deployment is expected to take: estimated<serving>.decode.time, .low, .high, .sure. Include it by hand.
#pragma once

#include <rafter/deployment.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/ceiling_only.hpp>

namespace rafter {

namespace detail {

/// What deployments share that differ only in their workload.
template <class Described>
inline constexpr expectation sustained_by = expectation_of(Described::known, device_of<typename Described::hardware>(), Described::without_load.serving);

template <class D>
consteval auto expect() noexcept {
    if constexpr (requires { typename D::described; }) {
        constexpr const expectation& on = sustained_by<typename D::described>;
        constexpr missing what = missing_for(D::known, on, D::load, D::footprint);
        if constexpr (what == missing::nothing)
            return estimates{.decode = decode_estimate(D::known, on, D::load, D::footprint, D::decode),
                             .prefill = prefill_estimate(D::known, on, D::load, D::footprint, D::prefill)};
        else return ceiling_only<what>{};
    } else {
        return estimates{};  // what does not join has said so
    }
}

}  // namespace detail

/// What to expect of both phases of a deployment: `estimates`, or a `ceiling_only<...>` without a time where something is missing
/// for one. Llama-3.1-70B over 4 H100 served by vLLM, batch 64, 2,048 + 128 tokens: estimated<serving>.decode.time is 31.4 ms.
template <class Deployment>
inline constexpr auto estimated = detail::expect<Deployment>();

}  // namespace rafter
