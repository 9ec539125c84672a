// The policies of a deployment, as types: each says one thing and applies itself to the request. Any order, each once.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int64_t, uint8_t, uint32_t, uint64_t
#include <rafter/demand/request.hpp>
#include <rafter/engine/profile.hpp>
#include <rafter/parallelism/strategies.hpp>
#include <rafter/quantity/constant_value.hpp>

namespace rafter {

/// What a policy says. A deployment names each kind once; those up to tpot speak of the workload, and change nothing in
/// what is prepared.
enum class policy_kind : std::uint8_t {
    batch, prompt, output, prompts_at_once, expert_routing, prefix, speculation, ttft, tpot,
    plan, weights, kv_cache, recurrent_state, index_cache, activations, dispatch, multiply_as, memory_percent,
    reserve, embedding_tables, prefill_chunk, cache_in_tier, all_reduce,
    served_by, cache_page, windowed_layers, max_model_len, max_num_seqs, max_num_batched_tokens
};
[[nodiscard]] constexpr bool of_workload(policy_kind k) noexcept { return k <= policy_kind::tpot; }

// --- what stands in them ---

/// A named type with a specification of this kind that can be read at compile time: struct my_format { static constexpr number_format spec{...}; };
template <class F> concept Format = requires { requires __is_same(decltype(&F::spec), const number_format*); typename detail::constant_value<F::spec.native>; };
/// What stands beside the format of weights<...>: see `in`.
template <class C> concept ClassFormat = requires(precision& p) { C::apply(p); };

// --- workload ---

/// Sequences in flight in the whole system.
template <std::int64_t N> struct batch {
    static constexpr policy_kind says = policy_kind::batch;
    static constexpr void apply(workload& w) noexcept { w.batch = N; }
};
/// Tokens of a prompt.
template <std::int64_t N> struct prompt {
    static constexpr policy_kind says = policy_kind::prompt;
    static constexpr void apply(workload& w) noexcept { w.prompt = N; }
};
/// Tokens generated for a sequence.
template <std::int64_t N> struct output {
    static constexpr policy_kind says = policy_kind::output;
    static constexpr void apply(workload& w) noexcept { w.output = N; }
};
/// Prompts that one prefill takes together.
template <std::int64_t N> struct prompts_at_once {
    static constexpr policy_kind says = policy_kind::prompts_at_once;
    static constexpr void apply(workload& w) noexcept { w.prompts_at_once = N; }
};
/// How tokens choose experts: uniform unless said.
template <routing How> struct expert_routing {
    static constexpr policy_kind says = policy_kind::expert_routing;
    static constexpr void apply(workload& w) noexcept { w.experts = How; }
};
/// Tokens that every prompt begins with and that the cache holds from before: a prefill does not compute them.
template <std::int64_t N> struct prefix {
    static constexpr policy_kind says = policy_kind::prefix;
    static constexpr void apply(workload& w) noexcept { w.prefix = N; }
};
/// The same tokens for all sequences, a system prompt: kept once on every data-parallel rank.
template <std::int64_t N> struct shared_prefix {
    static constexpr policy_kind says = policy_kind::prefix;  // one or the other
    static constexpr void apply(workload& w) noexcept {
        w.prefix = N;
        w.prefix_shared = true;
    }
};
/// A decode step checks so many drafted tokens of every sequence, of which each is right with this probability in percent,
/// where it is known: speculative<3, 80>. What guessing one takes is a time of the user's: speculative<3, 80, 400_us>.
template <std::int64_t Drafted, std::int64_t AcceptedPercent = not_stated, auto PerDraft = seconds{}> struct speculative {
    static constexpr policy_kind says = policy_kind::speculation;
    static constexpr void apply(workload& w) noexcept {
        constexpr bool known = AcceptedPercent != not_stated;
        w.drafts = {Drafted, known, known ? static_cast<double>(AcceptedPercent) / 100 : 0, PerDraft};
    }
};
/// Time to first token must not exceed this: ttft<500_ms>.
template <auto Limit> struct ttft {
    static constexpr policy_kind says = policy_kind::ttft;
    static constexpr void apply(workload& w) noexcept { w.ttft = {Limit, true}; }
};
/// Time per output token must not exceed this: tpot<15_ms>.
template <auto Limit> struct tpot {
    static constexpr policy_kind says = policy_kind::tpot;
    static constexpr void apply(workload& w) noexcept { w.tpot = {Limit, true}; }
};

// --- formats ---

/// One tensor class in a format of its own: weights<fp8, in<tensor_class::head, fp8>>.
template <tensor_class Class, class F> struct in {
    static constexpr void apply(precision& p) noexcept { p.set_class(Class, F::spec); }
};
/// Weights: the matrices that checkpoints quantise, or all of 16 bits and more; then classes of their own.
template <class F, class... Classes> struct weights {
    static constexpr policy_kind says = policy_kind::weights;
    static constexpr void apply(request& r) noexcept {
        r.formats.set_weights(F::spec);
        (Classes::apply(r.formats), ...);
    }
};
template <class F> struct kv_cache {
    static constexpr policy_kind says = policy_kind::kv_cache;
    static constexpr void apply(request& r) noexcept { r.formats.cache = F::spec; }
};
/// What recurrent layers carry; many engines keep it in fp32.
template <class F> struct recurrent_state {
    static constexpr policy_kind says = policy_kind::recurrent_state;
    static constexpr void apply(request& r) noexcept { r.formats.state = F::spec; }
};
/// Keys of an indexer: index_cache<fp8_per_row_of_128> for DeepSeek-V3.2.
template <class F> struct index_cache {
    static constexpr policy_kind says = policy_kind::index_cache;
    static constexpr void apply(request& r) noexcept { r.formats.index = F::spec; }
};
/// The residual stream and the messages.
template <class F> struct activations {
    static constexpr policy_kind says = policy_kind::activations;
    static constexpr void apply(request& r) noexcept { r.formats.activations = F::spec; }
};
/// What is sent to experts (DeepSeek-V3 sends fp8 and gets bf16 back).
template <class F> struct dispatch {
    static constexpr policy_kind says = policy_kind::dispatch;
    static constexpr void apply(request& r) noexcept { r.formats.dispatch = F::spec; }
};
/// What every product is multiplied as, whatever it is stored in: fp8 weights on an A100 need multiply_as<arithmetic::bf16>.
template <arithmetic Kind> struct multiply_as {
    static constexpr policy_kind says = policy_kind::multiply_as;
    static constexpr void apply(request& r) noexcept {
        r.formats.multiply_as = Kind;
        r.formats.multiply_as_stated = true;
    }
};

// --- engine ---

/// All that an engine does where nobody says otherwise: served_by<engines::vllm>. Whatever other policies say goes before it.
template <class E> struct served_by {
    static constexpr policy_kind says = policy_kind::served_by;
    static constexpr void apply(request& r) noexcept { r.serving = engine_of(E::spec); }
};

/// The engine may use so many percent of all memory (vLLM: gpu_memory_utilization).
template <std::int64_t Percent> struct memory_percent {
    static constexpr policy_kind says = policy_kind::memory_percent;
    static constexpr void apply(request& r) noexcept {
        r.serving.memory_percent = Percent;
        r.serving.basis = fraction_of::total;
    }
};
/// As vLLM and MLC LLM name it, in percent: gpu_memory_utilization<90> is 0.90.
template <std::int64_t Percent> using gpu_memory_utilization = memory_percent<Percent>;
/// Weights and cache may use so many percent of all memory, activations have the rest (SGLang: mem_fraction_static).
template <std::int64_t Percent> struct mem_fraction_static {
    static constexpr policy_kind says = policy_kind::memory_percent;
    static constexpr void apply(request& r) noexcept {
        r.serving.memory_percent = Percent;
        r.serving.basis = fraction_of::total_static;
    }
};
/// The cache may use so many percent of what the weights leave (TensorRT-LLM: kv_cache_free_gpu_mem_fraction).
template <std::int64_t Percent> struct cache_percent_of_free {
    static constexpr policy_kind says = policy_kind::memory_percent;  // one budget or the other
    static constexpr void apply(request& r) noexcept {
        r.serving.memory_percent = Percent;
        r.serving.basis = fraction_of::free_after_weights;
    }
};
/// Fixed memory of the engine on every device: reserve<2_GB>.
template <auto Amount> struct reserve {
    static constexpr policy_kind says = policy_kind::reserve;
    static constexpr void apply(request& r) noexcept { r.serving.reserve = Amount; }
};
template <tables How> struct embedding_tables {
    static constexpr policy_kind says = policy_kind::embedding_tables;
    static constexpr void apply(request& r) noexcept { r.serving.embedding = How; }
};
/// Tokens of a prompt that one pass takes; unless said as many as a step may have, or 2,048.
template <std::int64_t N> struct prefill_chunk {
    static constexpr policy_kind says = policy_kind::prefill_chunk;
    static constexpr void apply(request& r) noexcept { r.serving.prefill_chunk = N; }
};
/// Tokens of a step, of prompts and of sequences in flight together; a prompt is passed in pieces of as many (vLLM).
template <std::int64_t N> struct max_num_batched_tokens {
    static constexpr policy_kind says = policy_kind::max_num_batched_tokens;
    static constexpr void apply(request& r) noexcept { r.serving.max_num_batched_tokens = N; }
};
/// Tokens of a sequence, prompt and output, that the engine admits.
template <std::int64_t N> struct max_model_len {
    static constexpr policy_kind says = policy_kind::max_model_len;
    static constexpr void apply(request& r) noexcept { r.serving.max_model_len = N; }
};
/// Sequences that the engine keeps in flight on a data-parallel rank.
template <std::int64_t N> struct max_num_seqs {
    static constexpr policy_kind says = policy_kind::max_num_seqs;
    static constexpr void apply(request& r) noexcept { r.serving.max_num_seqs = N; }
};
/// Tokens of a page that the cache is handed out in.
template <std::int64_t N> struct cache_page {
    static constexpr policy_kind says = policy_kind::cache_page;
    static constexpr void apply(request& r) noexcept { r.serving.cache_page = N; }
};
/// What is kept of layers that see a window: windowed_layers<windowed_cache::full_length>.
template <windowed_cache How> struct windowed_layers {
    static constexpr policy_kind says = policy_kind::windowed_layers;
    static constexpr void apply(request& r) noexcept { r.serving.windows = How; }
};
/// The cache lives in this tier and nowhere else, counted from the innermost, 0 first.
template <std::int64_t Tier> struct cache_in_tier {
    static constexpr policy_kind says = policy_kind::cache_in_tier;
    static constexpr void apply(request& r) noexcept { r.serving.cache_tier = Tier; }
};
/// In any that can be written, as where nothing is said.
struct cache_in_any_tier {
    static constexpr policy_kind says = policy_kind::cache_in_tier;
    static constexpr void apply(request& r) noexcept { r.serving.cache_tier = -1; }
};
/// All-reduces go one of these ways, whichever is the fastest: all_reduce_by<algorithm::ring | algorithm::tree>.
template <algorithm Ways> struct all_reduce_by {
    static constexpr policy_kind says = policy_kind::all_reduce;
    static constexpr void apply(request& r) noexcept { r.serving.all_reduce = Ways; }
};

// --- checks on a list of policies ---

/// The plan of a deployment is a policy too: see parallelism/strategies.hpp.
template <class P> inline constexpr policy_kind kind_of = P::says;
template <class... Strategies> inline constexpr policy_kind kind_of<plan<Strategies...>> = policy_kind::plan;

template <class P> inline constexpr bool is_plan = false;
template <class... Strategies> inline constexpr bool is_plan<plan<Strategies...>> = true;
template <class P> concept Policy = is_plan<P> || requires { P::says; };

/// A policy, applied to the part of a request that it speaks of.
template <class P> constexpr void apply_policy(request& r) noexcept {
    if constexpr (of_workload(kind_of<P>)) P::apply(r.load);
    else P::apply(r);
}

/// All of them, in any order: an engine first, since every other policy goes before what it does by itself.
template <class... Policies> constexpr void apply_policies(request& r) noexcept {
    ((kind_of<Policies> == policy_kind::served_by ? apply_policy<Policies>(r) : void()), ...);
    ((kind_of<Policies> != policy_kind::served_by ? apply_policy<Policies>(r) : void()), ...);
}

namespace detail {

/// What can be wrong with one argument of a deployment; the text stands in deployment.hpp. Found out without touching
/// what is wrong, so that it is one error and the only one.
enum class mistake : std::uint8_t { none, no_policy, bare_strategy, bare_class, no_strategy, strategy_twice, no_format, no_class, class_twice, no_time, no_amount, no_tier, no_engine };

template <class P> consteval mistake argument_mistake() noexcept {
    if constexpr (Strategy<P>) return mistake::bare_strategy;
    else if constexpr (ClassFormat<P>) return mistake::bare_class;
    else return mistake::no_policy;
}
template <class F> inline constexpr mistake format_mistake = Format<F> ? mistake::none : mistake::no_format;
template <class C> inline constexpr mistake class_mistake = mistake::no_class;
template <tensor_class Class, class F> inline constexpr mistake class_mistake<in<Class, F>> = format_mistake<F>;
template <class C> inline constexpr std::uint32_t class_bit = 0;
template <tensor_class Class, class F> inline constexpr std::uint32_t class_bit<in<Class, F>> = std::uint32_t{1} << static_cast<unsigned>(Class);
template <class... C> inline constexpr mistake classes_mistake = __builtin_popcount((class_bit<C> | ... | 0U)) == sizeof...(C) ? mistake::none : mistake::class_twice;
/// Asked of values, since what decltype gives for a template argument differs (nvcc).
template <class A, class B> constexpr bool same_type(const A&, const B&) noexcept { return __is_same(A, B); }
constexpr mistake first_of(mistake a) noexcept { return a; }
template <class... Rest> constexpr mistake first_of(mistake a, Rest... rest) noexcept { return a != mistake::none ? a : first_of(rest...); }

// clang-format off
template <class P> inline constexpr mistake mistake_in = argument_mistake<P>();
template <Policy P> inline constexpr mistake mistake_in<P> = mistake::none;
template <class... S> inline constexpr mistake mistake_in<plan<S...>> = !are_strategies<S...> ? mistake::no_strategy : each_strategy_once<S...> ? mistake::none : mistake::strategy_twice;
template <class F, class... C> inline constexpr mistake mistake_in<weights<F, C...>> = first_of(format_mistake<F>, class_mistake<C>..., classes_mistake<C...>);
template <class E> inline constexpr mistake mistake_in<served_by<E>> = Engine<E> ? mistake::none : mistake::no_engine;
template <class F> inline constexpr mistake mistake_in<kv_cache<F>> = format_mistake<F>;
template <class F> inline constexpr mistake mistake_in<recurrent_state<F>> = format_mistake<F>;
template <class F> inline constexpr mistake mistake_in<index_cache<F>> = format_mistake<F>;
template <class F> inline constexpr mistake mistake_in<activations<F>> = format_mistake<F>;
template <class F> inline constexpr mistake mistake_in<dispatch<F>> = format_mistake<F>;
template <auto Limit> inline constexpr mistake mistake_in<ttft<Limit>> = same_type(Limit, seconds{}) ? mistake::none : mistake::no_time;
template <auto Limit> inline constexpr mistake mistake_in<tpot<Limit>> = same_type(Limit, seconds{}) ? mistake::none : mistake::no_time;
template <std::int64_t N, std::int64_t P, auto T> inline constexpr mistake mistake_in<speculative<N, P, T>> = same_type(T, seconds{}) ? mistake::none : mistake::no_time;
template <auto Amount> inline constexpr mistake mistake_in<reserve<Amount>> = same_type(Amount, bytes{}) ? mistake::none : mistake::no_amount;
template <std::int64_t Tier> inline constexpr mistake mistake_in<cache_in_tier<Tier>> = Tier >= 0 ? mistake::none : mistake::no_tier;
// clang-format on

/// Kinds of policies, a bit each.
using policy_set = std::uint64_t;

/// A policy as a deployment reads it: the bit of its kind, none for what is a mistake, and what it asks of the workload.
struct policy_reading {
    policy_set bit = 0;
    void (*ask)(workload&, std::int64_t number) noexcept = nullptr;
    std::int64_t number = 0;
};
constexpr policy_set bit_of(policy_kind k) noexcept { return policy_set{1} << static_cast<unsigned>(k); }

template <class P> constexpr void ask_by_itself(workload& w, std::int64_t) noexcept { P::apply(w); }
template <class P> consteval policy_reading read_policy() noexcept {
    if constexpr (mistake_in<P> != mistake::none) return {};
    else if constexpr (of_workload(kind_of<P>)) return {bit_of(kind_of<P>), ask_by_itself<P>};
    else return {bit_of(kind_of<P>)};
}
template <class P> inline constexpr policy_reading reading_of = read_policy<P>();
// The numbers that deployments differ in, each kind with one function for all. Any of them is a policy: nothing is asked first.
constexpr void ask_batch(workload& w, std::int64_t n) noexcept { w.batch = n; }
constexpr void ask_prompt(workload& w, std::int64_t n) noexcept { w.prompt = n; }
constexpr void ask_output(workload& w, std::int64_t n) noexcept { w.output = n; }
template <std::int64_t N> inline constexpr policy_reading reading_of<batch<N>>{bit_of(policy_kind::batch), ask_batch, N};
template <std::int64_t N> inline constexpr policy_reading reading_of<prompt<N>>{bit_of(policy_kind::prompt), ask_prompt, N};
template <std::int64_t N> inline constexpr policy_reading reading_of<output<N>>{bit_of(policy_kind::output), ask_output, N};

/// Policies, each of a kind of its own.
constexpr bool each_kind_once(policy_set bits, std::size_t count) noexcept { return __builtin_popcountll(bits) == static_cast<int>(count); }

}  // namespace detail

}  // namespace rafter
