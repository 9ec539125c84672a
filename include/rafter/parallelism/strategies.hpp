// The strategies as types, and a plan that joins them in any order.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/parallelism/split.hpp>
#include <type_traits>  // is_same_v

namespace rafter {

/// Every matrix and every head is divided over N devices, which add their results twice a layer.
template <std::int64_t N> struct tensor_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.tensor = N; }
};
/// The layers are divided into N stages. A batch is in flight as min(N, sequences) micro-batches, so `batch` counts all
/// sequences in flight, not those of one stage.
template <std::int64_t N> struct pipeline_parallel {
    static constexpr std::int64_t degree = N;
    static constexpr void apply(split& s) noexcept { s.pipeline = N; }
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
    static constexpr void apply(split& s) noexcept { s.data = N == 0 ? -1 : N; }  // 0 would mean "not stated"
};

namespace detail {
template <class A, class B> inline constexpr bool same_strategy = false;
template <template <std::int64_t> class S, std::int64_t A, std::int64_t B> inline constexpr bool same_strategy<S<A>, S<B>> = true;
template <class S, class... All> inline constexpr int times_named = (0 + ... + (same_strategy<S, All> ? 1 : 0));
}  // namespace detail

/// plan<tensor_parallel<8>, pipeline_parallel<2>>: a set, so the order does not matter and no strategy comes twice.
template <class... Strategies>
struct plan {
    static_assert(((detail::times_named<Strategies, Strategies...> == 1) && ...), "a plan names each strategy once");
    static constexpr split spec = [] {
        split s;
        (Strategies::apply(s), ...);
        return s;
    }();

    /// As a policy of a deployment.
    template <class Request>
    static constexpr void apply(Request& r) noexcept {
        r.plan = spec;
    }
};

}  // namespace rafter
