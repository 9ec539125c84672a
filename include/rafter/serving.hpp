// What a compile-time user asks of a deployment beyond one step: a whole request, a trace, the most that it serves, prefill and
// decode apart. Include it by hand; `template struct rafter::require<...>` reports what does not hold of these too.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/deployment.hpp>
#include <rafter/estimated.hpp>
#include <rafter/feasibility/phases.hpp>
#include <rafter/feasibility/require.hpp>
#include <type_traits>  // conditional_t

namespace rafter {

namespace detail {

template <class D> concept Joined = requires { typename D::described; };

/// Of a deployment that does not join nothing is known; it has said so, and gives no cause for a further error.
inline constexpr prepared nothing_known{};
template <class D> constexpr const prepared& known_of() noexcept {
    if constexpr (Joined<D>) return D::known;
    else return nothing_known;
}

/// What to expect of its steps; null where an estimate lacks something.
template <class D>
constexpr const expectation* expected_for() noexcept {
    if constexpr (Joined<D>) {
        constexpr const expectation& on = sustained_by<typename D::described>;
        return missing_for(D::known, on, D::load, D::footprint) == missing::nothing ? &on : nullptr;
    } else {
        return nullptr;
    }
}

/// by_kind; where an estimate lacks something for one of these deployments the type has none.
template <template <class> class Result, class... D>
using kinds_of = std::conditional_t<((!Joined<D> || expected_for<D>() != nullptr) && ...), by_kind<Result>, bounds_by_kind<Result>>;

template <class D> inline constexpr phase_asked phase_of{known_of<D>(), D::load, expected_for<D>()};

}  // namespace detail

/// A deployment and what one of its requests takes, with `batch` in flight.
///   using chat = served<deployment<llama_3_1_8b, nvidia_h100_sxm, plan<>, batch<32>, prompt<2048>, output<256>>>;
///   chat::times.roofline.end_to_end.time
template <class Deployment>
struct served : Deployment {
    static constexpr detail::kinds_of<request_times, Deployment> times{request_times_of(detail::known_of<Deployment>(), Deployment::load, detail::expected_for<Deployment>())};
};

/// A request of a trace: so often, among all of them.
template <std::int64_t Prompt, std::int64_t Output, std::int64_t Prefix = 0, std::int64_t Weight = 1>
struct traced {
    static constexpr traced_request spec{Prompt, Output, Prefix, static_cast<double>(Weight)};
};

namespace detail {

template <class... Requests> struct trace_array {
    static constexpr traced_request all[]{Requests::spec...};
    static constexpr trace whole{all, sizeof...(Requests)};
};
template <> struct trace_array<> { static constexpr trace whole{}; };

}  // namespace detail

/// A deployment, and means over a trace of requests: of the deployment's workload all but the lengths counts. The memory must hold
/// its batch at its own lengths, and at the mean length of the trace.
template <class Deployment, class... Requests>
struct served_trace {
    using deployment = Deployment;
    static constexpr trace requests = detail::trace_array<Requests...>::whole;
    static constexpr detail::kinds_of<request_times, Deployment> times{trace_times_of(detail::known_of<Deployment>(), Deployment::load, requests, detail::expected_for<Deployment>())};
    static constexpr double found = found_in_cache(requests);  ///< of the prompt tokens, in the cache
    static constexpr rafter::findings findings = judge_trace(detail::known_of<Deployment>(), Deployment::findings, Deployment::load, requests);
    static constexpr bool feasible = findings.failed == 0;
};

namespace detail {

template <class D> inline constexpr max_load_times most_of = max_load_of(known_of<D>(), D::load, expected_for<D>());

}  // namespace detail

/// As many requests in flight as fit, prompts and tokens back to back. The batch of the deployment changes no time here; it must be
/// feasible, and an objective of TPOT must hold with it and with all that are in flight.
template <class Deployment>
struct max_load {
    using deployment = Deployment;
    static constexpr detail::kinds_of<load_rates, Deployment> rates{detail::most_of<Deployment>.rates};
    static constexpr std::int64_t in_flight = detail::most_of<Deployment>.in_flight.count;
    static constexpr rafter::findings findings = judge_max_load(Deployment::findings, Deployment::load, detail::most_of<Deployment>);
    static constexpr bool feasible = findings.failed == 0;
};

/// A pool of devices for prefills and one for decode. Of the first deployment prompt, prefix and prompts at once count, of the second
/// batch, output and drafts. The cache goes over the links that leave their domains.
template <class Prefill, class Decode>
struct disaggregated {
    using prefill = Prefill;
    using decode = Decode;
    static constexpr cache_route link = between_pools(Prefill::machine().device, Decode::machine().device);
    static constexpr detail::kinds_of<disaggregated_times, Prefill, Decode> times{disaggregated_times_of(detail::phase_of<Prefill>, detail::phase_of<Decode>, link)};
    static constexpr rafter::findings findings =
        judge_phases(detail::phase_of<Prefill>, detail::phase_of<Decode>, times.ceiling.ttft.time, times.ceiling.tpot.time, __is_same(typename Prefill::model, typename Decode::model));
    static constexpr bool feasible = findings.failed == 0;
    /// Of so many devices, those that serve most by the roofline; on unequal parts a device counts as a device.
    [[nodiscard]] static constexpr instances on_devices(std::int64_t n) noexcept {
        return best_instances(times.roofline.prefill_requests, Prefill::devices, times.roofline.decode_requests, Decode::devices, n);
    }
};

/// Prefill with the plan of one deployment and decode with that of another on the same devices, which hold both layouts.
template <class Prefill, class Decode>
struct per_phase {
    using prefill = Prefill;
    using decode = Decode;
    static constexpr bool same_formats = Prefill::asked.formats == Decode::asked.formats;
    static constexpr cache_route link = between_layouts(Decode::machine().device, Decode::devices);
    static constexpr rafter::footprint footprint = both_layouts(detail::phase_of<Prefill>, detail::phase_of<Decode>, same_formats);
    static constexpr detail::kinds_of<request_times, Prefill, Decode> times{per_phase_times_of(detail::phase_of<Prefill>, detail::phase_of<Decode>, link, same_formats)};
    static constexpr rafter::findings findings = judge_per_phase(detail::phase_of<Prefill>, detail::phase_of<Decode>, times.ceiling.ttft.time, times.ceiling.tpot.time,
                                                                 __is_same(typename Prefill::model, typename Decode::model), same_formats);
    static constexpr bool feasible = findings.failed == 0;
};

}  // namespace rafter
