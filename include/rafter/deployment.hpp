// What a compile-time user writes: a model, an accelerator and policies, joined under one name.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/policies.hpp>
#include <rafter/quantity/constant_value.hpp>

namespace rafter {

/// A named type with a specification of this kind that can be read at compile time: struct my_part { static constexpr accelerator spec{...}; };
template <class M> concept Model = requires { requires __is_same(decltype(&M::spec), const transformer*); typename detail::constant_value<M::spec.layer_count>; };
template <class H> concept Accelerator = requires { requires __is_same(decltype(&H::spec), const accelerator*); typename detail::constant_value<H::spec.kind>; };
template <class H> concept Cluster = requires { requires __is_same(decltype(&H::spec), const cluster*); typename detail::constant_value<H::spec.device.kind>; };
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

/// Whether a model, hardware and policies of so many kinds are the arguments of a deployment.
constexpr bool join(bool model, bool hardware, std::size_t policies, policy_set kinds) noexcept {
    return model && hardware && each_kind_once(kinds, policies);
}

template <class... Policies> struct policy_list {};

/// The policies, beginning with the formats that a checkpoint is stored in where the model says so.
template <class M, class... Policies>
constexpr request request_of(policy_list<Policies...>) noexcept {
    request r;
    if constexpr (requires { M::formats; }) r.formats = M::formats;
    apply_policies<Policies...>(r);
    return r;
}

/// What remains of a list of policies without those of the workload (batch, lengths, objectives). The list is joined from
/// parts that are the same in every such deployment, so it is made once.
template <class... Lists> struct joined;
template <> struct joined<> { using type = policy_list<>; };
template <class... Kept> struct joined<policy_list<Kept...>> { using type = policy_list<Kept...>; };
template <class... A, class... B, class... Rest>
struct joined<policy_list<A...>, policy_list<B...>, Rest...> : joined<policy_list<A..., B...>, Rest...> {};

template <bool Kept> struct keep { template <class P> using list = policy_list<P>; };
template <> struct keep<false> { template <class P> using list = policy_list<>; };
template <class... Policies>
using structural = typename joined<typename keep<reading_of<Policies>.ask == nullptr>::template list<Policies>...>::type;

template <class... Reading> constexpr workload workload_of(const Reading&... read) noexcept {
    workload w;
    ((read.ask != nullptr ? read.ask(w, read.number) : void()), ...);
    return w;
}
constexpr request request_with(request r, const workload& load) noexcept {
    r.load = load;
    return r;
}

/// What deployments share that differ in hardware and workload.
template <Model M, class Structural>
struct divided {
    static constexpr request without_load = request_of<M>(Structural{});
    static constexpr std::int64_t devices = without_load.plan.devices();
    static constexpr split_model whole = split_model_of(M::spec, without_load);
};

/// What deployments share that differ only in their workload.
template <Model M, Hardware H, class Structural>
struct described : divided<M, Structural> {
    using model = M;
    using hardware = H;
    /// The hardware as a cluster of one kind of device.
    [[nodiscard]] static constexpr cluster machine() noexcept { return {device_of<H>(), devices_of<H>()}; }

    static constexpr holding kept = hold(described::whole, M::spec, device_of<H>(), devices_of<H>(), described::without_load);
    static constexpr prepared known = prepare(kept, described::whole.held, device_of<H>());
};

/// Only an objective asks for times: without one, feasibility costs no prices.
template <class Deployment>
constexpr findings findings_of() noexcept {
    using D = Deployment;
    if constexpr (D::load.ttft.stated || D::load.tpot.stated) return judge(D::known, D::load, D::footprint, D::decode, D::prefill);
    else return judge(D::kept, D::load, D::footprint);
}

/// What a prefill depends on beside what is prepared. A batch is not among it, so deployments that differ in their batch
/// share one prefill. Prompt 0: there is none, a number is out of range.
struct prefill_key {
    std::int64_t prompt;
    std::int64_t prefix;
    std::int64_t prompts_at_once;
    routing experts;
    read_prices reads;
};
constexpr prefill_key prefill_key_of(const holding& known, const workload& load, const footprint& need) noexcept {
    if (!computable(need)) return {};
    return {load.prompt, load.prefix, load.prompts_at_once, load.experts, read_prices_of(known.memory, need)};
}
constexpr phase_times prefill_by(const prepared& known, const prefill_key& k) noexcept {
    workload load;
    load.prompt = k.prompt;
    load.prefix = k.prefix;
    load.prompts_at_once = k.prompts_at_once;
    load.experts = k.experts;
    if (k.prompt == 0) return {};
    return times_of(known, load, prefill_size(known.held.plan, load), k.reads);
}
template <class Described, prefill_key Key>
inline constexpr phase_times prefill_for = prefill_by(Described::known, Key);

}  // namespace detail

/// What does not join: says which argument is wrong, once, and gives no cause for a further error.
template <class M, class H, class... Policies>
struct deployment {
    using model = M;
    using hardware = H;
    static constexpr request asked{};
    static constexpr workload load{};
    static constexpr rafter::footprint footprint{};
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
    static_assert(no<detail::mistake::no_strategy>, "a plan joins strategies: tensor_parallel<N>, pipeline_parallel<N>, expert_parallel<N>, data_parallel<N>, context_parallel<N>, micro_batches<N>, stage_layers<...>, placed<...>");
    static_assert(no<detail::mistake::strategy_twice>, "a plan names each strategy once");
    static_assert(no<detail::mistake::no_format>, "what is stored or sent has a format: bf16, fp8, mxfp4, ..., or a type of your own with a static constexpr number_format spec");
    static_assert(no<detail::mistake::no_class>, "beside the format of all weights stand classes of tensors: weights<fp8, in<tensor_class::head, bf16>>");
    static_assert(no<detail::mistake::class_twice>, "weights name each class of tensors once");
    static_assert(no<detail::mistake::no_time>, "an objective is a time: ttft<500_ms>, tpot<15_ms>; what a draft takes is one too: speculative<3, 80, 400_us>");
    static_assert(no<detail::mistake::no_engine>, "an engine is a type with a static constexpr engine_profile spec: served_by<engines::vllm>");
    static_assert(no<detail::mistake::no_amount>, "a reserve is an amount of bytes: reserve<2_GB>");
    static_assert(no<detail::mistake::no_tier>, "cache_in_tier<N> counts tiers from the innermost, 0 first; without it the cache lies in any that can be written");
    static_assert(detail::each_kind_once((detail::reading_of<Policies>.bit | ... | detail::policy_set{0}), sizeof...(Policies)) || !((detail::mistake_in<Policies> == detail::mistake::none) && ...), "a deployment names each policy once");
};

/// using serving = deployment<llama_3_1_70b, nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>, prompt<2048>, output<256>>;
/// static_assert(serving::feasible);            // asks
/// template struct rafter::require<serving>;    // demands, with numbers: feasibility/require.hpp
template <class M, class H, class... Policies>
    requires(detail::join(Model<M>, Hardware<H>, sizeof...(Policies), (detail::reading_of<Policies>.bit | ... | detail::policy_set{0})))
struct deployment<M, H, Policies...> : detail::described<M, H, detail::structural<Policies...>> {
    static constexpr workload load = detail::workload_of(detail::reading_of<Policies>...);
    /// All that is asked, as `assess` takes it at run time.
    static constexpr request asked = detail::request_with(deployment::without_load, load);

    // The steps of `assess`, each a constant of its own: what is not asked for is not computed.

    /// What the fullest device holds.
    static constexpr rafter::footprint footprint = footprint_of(deployment::kept, deployment::whole.held, load);
    /// Time per output token at the mean context, and time to first token: both bounds of each.
    static constexpr phase_times decode = decode_of(deployment::known, load, footprint);
    static constexpr phase_times prefill = detail::prefill_for<typename deployment::described, detail::prefill_key_of(deployment::kept, load, footprint)>;
    /// What does not hold.
    static constexpr rafter::findings findings = detail::findings_of<deployment>();
    static constexpr bool feasible = findings.failed == 0;
};

}  // namespace rafter
