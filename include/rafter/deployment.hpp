// What a compile-time user writes: a model, an accelerator and policies, joined under one name.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/policies.hpp>
#include <type_traits>  // remove_cvref_t

namespace rafter {

/// A named type with a specification of this kind: struct my_part { static constexpr accelerator spec{...}; };
template <class M> concept Model = requires { requires __is_same(std::remove_cvref_t<decltype(M::spec)>, transformer); };
template <class H> concept Accelerator = requires { requires __is_same(std::remove_cvref_t<decltype(H::spec)>, accelerator); };
template <class H> concept Cluster = requires { requires __is_same(std::remove_cvref_t<decltype(H::spec)>, cluster); };
template <class H> concept Hardware = Accelerator<H> || Cluster<H>;

namespace detail {

template <Hardware H> constexpr const accelerator& device_of() noexcept {
    if constexpr (Cluster<H>) return H::spec.device;
    else return H::spec;
}
template <Hardware H> constexpr figure<std::int64_t> devices_of() noexcept {
    if constexpr (Cluster<H>) return H::spec.devices;
    else return {};
}
template <class... Policies> struct policy_list {};

template <class... Policies>
constexpr request request_of(policy_list<Policies...>) noexcept {
    request r;
    (Policies::apply(r), ...);
    return r;
}

/// What remains of a list of policies without those that only say what is asked (batch, lengths, objectives). The list
/// is joined from parts that are the same in every such deployment, so it is made once.
template <class... Lists> struct joined;
template <> struct joined<> { using type = policy_list<>; };
template <class... Kept> struct joined<policy_list<Kept...>> { using type = policy_list<Kept...>; };
template <class... A, class... B, class... Rest>
struct joined<policy_list<A...>, policy_list<B...>, Rest...> : joined<policy_list<A..., B...>, Rest...> {};

template <class P> concept AsksOnly = requires { requires P::asks_only; };
template <class... Policies>
using structural = typename joined<std::conditional_t<AsksOnly<Policies>, policy_list<>, policy_list<Policies>>...>::type;

/// Once for all deployments that differ only in what is asked of them.
template <class Structural>
inline constexpr request described_by = request_of(Structural{});
template <Model M, Hardware H, class Structural>
inline constexpr prepared prepared_for = prepare(M::spec, device_of<H>(), devices_of<H>(), described_by<Structural>);

}  // namespace detail

/// using serving = deployment<llama_3_1_70b, nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>, prompt<2048>, output<256>>;
/// static_assert(serving::feasible);            // asks
/// template struct rafter::require<serving>;    // demands, with numbers: feasibility/require.hpp
template <Model M, Hardware H, Policy... Policies>
struct deployment {
    static_assert(((detail::times_given<Policies, Policies...> == 1) && ...), "a deployment names each policy once");

    using model = M;
    using hardware = H;

    static constexpr request asked = [] {
        request r = detail::described_by<detail::structural<Policies...>>;
        ((detail::AsksOnly<Policies> ? Policies::apply(r) : void()), ...);
        return r;
    }();
    static constexpr assessment result = assess(detail::prepared_for<M, H, detail::structural<Policies...>>, detail::device_of<H>(), asked);

    static constexpr bool feasible = result.feasible;
    static constexpr const rafter::findings& findings = result.findings;
    static constexpr const rafter::footprint& footprint = result.footprint;
    static constexpr const phase_times& decode = result.decode;
    static constexpr const phase_times& prefill = result.prefill;
    static constexpr std::int64_t devices = asked.plan.devices();
};

}  // namespace rafter
