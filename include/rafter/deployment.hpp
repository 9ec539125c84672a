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

/// Whether these are the arguments of a deployment.
template <class M, class H, class... Policies>
inline constexpr bool join = Model<M> && Hardware<H> && each_kind_once<Policies...>;

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
/// share one prefill. Prompt 0: there is none, a number is out of range.
struct prefill_key {
    std::int64_t prompt;
    std::int64_t prompts_at_once;
    routing experts;
    read_prices reads;
};
constexpr prefill_key prefill_key_of(const prepared& known, const workload& load, const placement& where) noexcept {
    if (!computable(known, load)) return {};
    return {load.prompt, load.prompts_at_once, load.experts, read_prices_of(known.memory, where)};
}
constexpr phase_times prefill_by(const prepared& known, const prefill_key& k) noexcept {
    const workload load{.prompt = k.prompt, .prompts_at_once = k.prompts_at_once, .experts = k.experts};
    if (k.prompt == 0) return {};
    return times_of(known, load, prefill_size(known.held.plan, load), k.reads);
}
template <Model M, Hardware H, class Structural, prefill_key Key>
inline constexpr phase_times prefill_for = prefill_by(prepared_for<M, H, Structural>, Key);

}  // namespace detail

/// What does not join: says which argument is wrong, once, and gives no cause for a further error.
template <class M, class H, class... Policies>
struct deployment {
    using model = M;
    using hardware = H;
    static constexpr request asked{};
    static constexpr workload load{};
    static constexpr rafter::footprint footprint{};
    static constexpr placement placed{};
    static constexpr phase_times decode{};
    static constexpr phase_times prefill{};
    static constexpr rafter::findings findings{};
    static constexpr bool feasible = true;
    [[nodiscard]] static constexpr cluster machine() noexcept { return {}; }
    static constexpr std::int64_t devices = 1;

    // As plain numbers, because a concept that fails is explained over ten lines and more.
    static constexpr bool is_model = Model<M>;
    static constexpr bool is_hardware = Hardware<H>;
    template <detail::mistake What> static constexpr bool no = ((detail::mistake_in<Policies> != What) && ...);
    static_assert(is_model, "the first argument of a deployment is a model: a type with a static constexpr transformer spec");
    static_assert(is_hardware, "the second argument of a deployment is hardware: a type with a static constexpr accelerator or cluster spec");
    static_assert(no<detail::mistake::no_policy>, "after model and hardware a deployment takes policies: plan<...>, batch<N>, prompt<N>, weights<fp8>, tpot<15_ms>, ...");
    static_assert(no<detail::mistake::bare_strategy>, "a strategy stands in a plan: plan<tensor_parallel<2>>");
    static_assert(no<detail::mistake::bare_class>, "in<...> stands in weights: weights<fp8, in<tensor_class::head, bf16>>");
    static_assert(no<detail::mistake::no_strategy>, "a plan joins strategies: tensor_parallel<N>, pipeline_parallel<N>, expert_parallel<N>, data_parallel<N>");
    static_assert(no<detail::mistake::strategy_twice>, "a plan names each strategy once");
    static_assert(no<detail::mistake::no_format>, "what is stored or sent has a format: bf16, fp8, mxfp4, ..., or a type of your own with a static constexpr number_format spec");
    static_assert(no<detail::mistake::no_class>, "beside the format of all weights stand classes of tensors: weights<fp8, in<tensor_class::head, bf16>>");
    static_assert(no<detail::mistake::no_time>, "an objective is a time: ttft<500_ms>, tpot<15_ms>");
    static_assert(no<detail::mistake::no_amount>, "a reserve is an amount of bytes: reserve<2_GB>");
    static_assert(detail::each_kind_once<Policies...> || !((detail::mistake_in<Policies> == detail::mistake::none) && ...), "a deployment names each policy once");
};

/// using serving = deployment<llama_3_1_70b, nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>, prompt<2048>, output<256>>;
/// static_assert(serving::feasible);            // asks
/// template struct rafter::require<serving>;    // demands, with numbers: feasibility/require.hpp
template <class M, class H, class... Policies>
    requires detail::join<M, H, Policies...>
struct deployment<M, H, Policies...> {
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
