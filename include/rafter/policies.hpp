// The policies of a deployment, as types: each says one thing and applies itself to the request. Any order, each once.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/request.hpp>
#include <rafter/parallelism/strategies.hpp>

namespace rafter {

// --- workload ---

/// Sequences in flight in the whole system.
template <std::int64_t N> struct batch {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.batch = N; }
};
/// Tokens of a prompt.
template <std::int64_t N> struct prompt {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.prompt = N; }
};
/// Tokens generated for a sequence.
template <std::int64_t N> struct output {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.output = N; }
};
/// Prompts that one prefill takes together.
template <std::int64_t N> struct prompts_at_once {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.prompts_at_once = N; }
};
/// How tokens choose experts: uniform unless said.
template <routing How> struct expert_routing {
    static constexpr void apply(request& r) noexcept { r.load.experts = How; }
};
/// Time to first token must not exceed this: ttft<500_ms>.
template <seconds Limit> struct ttft {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.ttft = {Limit, true}; }
};
/// Time per output token must not exceed this: tpot<15_ms>.
template <seconds Limit> struct tpot {
    static constexpr bool asks_only = true;
    static constexpr void apply(request& r) noexcept { r.load.tpot = {Limit, true}; }
};

// --- formats ---

/// One tensor class in a format of its own: weights<fp8, in<tensor_class::head, fp8>>.
template <tensor_class Class, class Format> struct in {
    static constexpr void apply(precision& p) noexcept { p.weights[static_cast<int>(Class)] = Format::spec; }
};
/// Weights: the matrices that checkpoints quantise, or all of 16 bits and more; then classes of their own.
template <class Format, class... Classes> struct weights {
    static constexpr void apply(request& r) noexcept {
        r.formats.set_weights(Format::spec);
        (Classes::apply(r.formats), ...);
    }
};
template <class Format> struct kv_cache {
    static constexpr void apply(request& r) noexcept { r.formats.cache = Format::spec; }
};
/// The residual stream and the messages.
template <class Format> struct activations {
    static constexpr void apply(request& r) noexcept { r.formats.activations = Format::spec; }
};
/// What is sent to experts (DeepSeek-V3 sends fp8 and gets bf16 back).
template <class Format> struct dispatch {
    static constexpr void apply(request& r) noexcept { r.formats.dispatch = Format::spec; }
};
/// What every product is multiplied as, whatever it is stored in: fp8 weights on an A100 need multiply_as<arithmetic::bf16>.
template <arithmetic Kind> struct multiply_as {
    static constexpr void apply(request& r) noexcept {
        r.formats.multiply_as = Kind;
        r.formats.multiply_as_stated = true;
    }
};

// --- engine ---

/// The engine may use so many percent of all memory (vLLM: gpu_memory_utilization).
template <std::int64_t Percent> struct memory_percent {
    static constexpr void apply(request& r) noexcept {
        r.serving.memory_percent = Percent;
        r.serving.basis = fraction_of::total;
    }
};
/// The cache may use so many percent of what the weights leave (TensorRT-LLM: kv_cache_free_gpu_mem_fraction).
template <std::int64_t Percent> struct cache_percent_of_free {
    static constexpr void apply(request& r) noexcept {
        r.serving.memory_percent = Percent;
        r.serving.basis = fraction_of::free_after_weights;
    }
};
/// Fixed memory of the engine on every device: reserve<2_GB>.
template <bytes Amount> struct reserve {
    static constexpr void apply(request& r) noexcept { r.serving.reserve = Amount; }
};
template <tables How> struct embedding_tables {
    static constexpr void apply(request& r) noexcept { r.serving.embedding = How; }
};
/// Tokens of a prompt that one pass takes.
template <std::int64_t N> struct prefill_chunk {
    static constexpr void apply(request& r) noexcept { r.serving.prefill_chunk = N; }
};
/// The cache lives in this tier and nowhere else, counted from the innermost, 0 first.
template <std::int64_t Tier> struct cache_in_tier {
    static constexpr void apply(request& r) noexcept { r.serving.cache_tier = Tier; }
};

// --- checks on a list of policies ---

template <class P> concept Policy = requires(request& r) { P::apply(r); };

namespace detail {
template <class A, class B> inline constexpr bool same_policy = __is_same(A, B);
template <template <std::int64_t> class P, std::int64_t A, std::int64_t B> inline constexpr bool same_policy<P<A>, P<B>> = true;
template <template <class...> class P, class... A, class... B> inline constexpr bool same_policy<P<A...>, P<B...>> = true;
template <template <seconds> class P, seconds A, seconds B> inline constexpr bool same_policy<P<A>, P<B>> = true;
template <template <bytes> class P, bytes A, bytes B> inline constexpr bool same_policy<P<A>, P<B>> = true;
template <class P, class... All> inline constexpr int times_given = (0 + ... + (same_policy<P, All> ? 1 : 0));
}  // namespace detail

}  // namespace rafter
