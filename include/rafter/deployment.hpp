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
    (apply_policy<Policies>(r), ...);
    return r;
}

/// What remains of a list of policies without those of the workload (batch, lengths, objectives). The list is joined from
/// parts that are the same in every such deployment, so it is made once.
template <class... Lists> struct joined;
template <> struct joined<> { using type = policy_list<>; };
template <class... Kept> struct joined<policy_list<Kept...>> { using type = policy_list<Kept...>; };
template <class... A, class... B, class... Rest>
struct joined<policy_list<A...>, policy_list<B...>, Rest...> : joined<policy_list<A..., B...>, Rest...> {};

template <class... Policies>
constexpr bool each_once() noexcept {
    if constexpr (sizeof...(Policies) == 0) return true;
    else return distinct({kind_of<Policies>...});
}

template <class... Policies>
using structural = typename joined<std::conditional_t<of_workload(kind_of<Policies>), policy_list<>, policy_list<Policies>>...>::type;

template <class P> constexpr void apply_to_workload(workload& w) noexcept {
    if constexpr (of_workload(kind_of<P>)) P::apply(w);
}

/// Once for all deployments that differ only in their workload.
template <class Structural>
inline constexpr request described_by = request_of(Structural{});
template <Model M, Hardware H, class Structural>
inline constexpr prepared prepared_for = prepare(M::spec, device_of<H>(), devices_of<H>(), described_by<Structural>);

/// What a prefill depends on beside what is prepared. A batch is not among it, so deployments that differ in their batch
/// share one prefill.
struct prefill_key {
    std::int64_t prompt;
    std::int64_t prompts_at_once;
    routing experts;
    double per_weight_byte;
    double per_cache_byte;
};
constexpr prefill_key prefill_key_of(const prepared& known, const workload& load, const placement& where) noexcept {
    const prices p = prices_of(known.on, known.memory, where);
    return {load.prompt, load.prompts_at_once, load.experts, p.per_weight_byte, p.per_cache_byte};
}
constexpr phase_times prefill_by(const prepared& known, const prefill_key& k) noexcept {
    const workload load{.prompt = k.prompt, .prompts_at_once = k.prompts_at_once, .experts = k.experts};
    if (!computable(known, load)) return {};
    return times_of(known.held, load, prefill_size(known.held.plan, load), {known.on, k.per_weight_byte, k.per_cache_byte});
}
template <Model M, Hardware H, class Structural, prefill_key Key>
inline constexpr phase_times prefill_for = prefill_by(prepared_for<M, H, Structural>, Key);

}  // namespace detail

/// using serving = deployment<llama_3_1_70b, nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>, prompt<2048>, output<256>>;
/// static_assert(serving::feasible);            // asks
/// template struct rafter::require<serving>;    // demands, with numbers: feasibility/require.hpp
template <Model M, Hardware H, Policy... Policies>
struct deployment {
    static_assert(detail::each_once<Policies...>(), "a deployment names each policy once");

    using model = M;
    using hardware = H;

    static constexpr workload load = [] {
        workload w;
        (detail::apply_to_workload<Policies>(w), ...);
        return w;
    }();
    /// All that is asked, as `assess` takes it at run time.
    static constexpr request asked = [] {
        request r = detail::described_by<detail::structural<Policies...>>;
        r.load = load;
        return r;
    }();

private:
    using structural = detail::structural<Policies...>;
    static constexpr const prepared& known = detail::prepared_for<M, H, structural>;

public:
    // The steps of `assess`, each a constant of its own: what is not asked for is not computed.

    /// What the fullest device holds.
    static constexpr rafter::footprint footprint = footprint_of(known, load);
    /// Where in its memory.
    static constexpr placement placed = placement_of(known, footprint);
    /// Time per output token at the mean context, and time to first token: both bounds of each.
    static constexpr phase_times decode = decode_of(known, load, placed);
    static constexpr phase_times prefill = detail::prefill_for<M, H, structural, detail::prefill_key_of(known, load, placed)>;
    /// What does not hold.
    static constexpr rafter::findings findings = judge(known, load, footprint, placed, decode, prefill);
    static constexpr bool feasible = findings.failed == 0;
    /// The hardware as a cluster of one kind of device.
    [[nodiscard]] static constexpr cluster machine() noexcept { return {detail::device_of<H>(), detail::devices_of<H>()}; }
    static constexpr std::int64_t devices = asked.plan.devices();
};

}  // namespace rafter
