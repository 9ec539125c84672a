// The strategies as types, and a plan that joins them in any order.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/parallelism/split.hpp>

namespace rafter {

/// Every matrix and every head is divided over N devices, which add their results twice a layer.
template <std::int64_t N> struct tensor_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.tensor = N; }
};
/// The layers are divided into N stages. `batch` counts all sequences in flight, not those of one stage: unless
/// micro_batches says otherwise they are min(N, sequences) micro-batches.
template <std::int64_t N> struct pipeline_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.pipeline = N; }
};
/// The layers of every stage of a pipeline, from the first on, where they are not as even as can be.
template <std::int64_t... Layers> struct stage_layers {
    static constexpr void apply(split& s) noexcept { s.stages = stages_of(Layers...); }
};
/// A pipeline has N micro-batches in flight: in decode of its sequences, each at least one; in prefill its prompts, or their
/// tokens, are cut into N that follow one another. Unless said a prefill is one.
template <std::int64_t N> struct micro_batches {
    static constexpr void apply(split& s) noexcept { s.micro_batches = as_stated(N); }
};
/// The groups of the plan take neighbouring devices in this order, innermost first; those not named follow by the rule of
/// parallelism/placement.hpp. placed<group::tensor, group::pipeline>: stages next to one another, data ranks outermost.
template <group Innermost, group... Outward> struct placed {
    static constexpr void apply(split& s) noexcept { s.order = order_of(Innermost, Outward...); }
};
/// The routed experts are divided over N devices; see split for the attention beside them.
template <std::int64_t N> struct expert_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.expert = N; }
};
/// N groups work on sequences of their own. With expert parallel they share the experts (data-parallel attention),
/// without it each holds a whole copy of the model.
template <std::int64_t N> struct data_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.data = as_stated(N); }
};
/// The tokens of every sequence, and so its cache, are divided over N devices of their own, which hold the same weights.
/// A prompt passes keys and values around them; a decode step gathers queries and merges partial results.
template <std::int64_t N> struct context_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.context = N; }
};

/// What a plan joins: one of the above, or a type of your own that sets a degree.
template <class S> concept Strategy = requires(split& s) { S::apply(s); };

namespace detail {
template <class A, class B> inline constexpr bool same_strategy = __is_same(A, B);
template <template <std::int64_t...> class S, std::int64_t... A, std::int64_t... B> inline constexpr bool same_strategy<S<A...>, S<B...>> = true;
template <group A, group... As, group B, group... Bs> inline constexpr bool same_strategy<placed<A, As...>, placed<B, Bs...>> = true;
template <class S, class... All> inline constexpr int times_named = (0 + ... + (same_strategy<S, All> ? 1 : 0));
template <class... All> inline constexpr bool each_strategy_once = ((times_named<All, All...> == 1) && ...);
template <class... All> inline constexpr bool are_strategies = (Strategy<All> && ...);
}  // namespace detail

/// plan<tensor_parallel<8>, pipeline_parallel<2>>: a set, so the order does not matter and no strategy comes twice.
template <class... Strategies>
struct plan {
    static constexpr split spec = [] {
        split s;
        if constexpr (detail::are_strategies<Strategies...>) (Strategies::apply(s), ...);
        return s;
    }();

    /// As a policy of a deployment.
    template <class Request>
        requires requires(Request& r) { r.plan; }
    static constexpr void apply(Request& r) noexcept {
        r.plan = spec;
    }

    // Last, so that what stands above exists all the same and nothing follows from the mistake.
    static_assert(detail::are_strategies<Strategies...>, "a plan joins strategies: tensor_parallel<N>, pipeline_parallel<N>, expert_parallel<N>, data_parallel<N>, context_parallel<N>, micro_batches<N>, stage_layers<...>, placed<...>");
    static_assert(detail::each_strategy_once<Strategies...>, "a plan names each strategy once");
};

}  // namespace rafter
