// What one step asks of one device: the parts of a decode step or of a prefill, in the order of the data.
//
// They are written into a sink: a ledger keeps them as operations (demand/ledger.hpp), a tariff sums what they cost
// (performance/tariff.hpp). A sink has four verbs:
//   passes(line, repeats, tokens, sampled)   a tensor that so many tokens pass, read whole
//   serves(line, repeats, load)              a tensor of the routed experts: touched ones are read, received tokens worked on
//   looks_back(line, repeats, step)          scores and values, fused, and the cache; a recurrence; an indexer
//   carries(name, kind, repeats, sent, least_sent)
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/sheet.hpp>

namespace rafter {

/// How much one step handles.
struct step_size {
    phase which = phase::decode;
    std::int64_t sequences = 1;    ///< of one data rank, in one micro-batch
    std::int64_t tokens = 1;       ///< of one data rank, in one micro-batch; of these, those of one context rank
    std::int64_t sampled = 1;      ///< positions of these tokens that a token is sampled at
    std::int64_t group_tokens = 1; ///< of all data ranks that share experts
    std::int64_t context = 1;      ///< decode: tokens each looks at, itself included, in the mean; prefill: tokens of a prompt
    std::int64_t first_context = 1; ///< decode: of the first step that the mean is taken over
    std::int64_t last_context = 1;  ///< and of the last
    std::int64_t micro_batches = 1; ///< decode: of which this is one; prefill: that it is cut into
    std::int64_t parts = 1;         ///< prefill: of so many micro-batches this is one, in the mean
    routing experts = routing::uniform;
};

/// A decode step at the mean context, of a workload in range: of one micro-batch of ceil(sequences / micro-batches).
[[nodiscard]] constexpr step_size decode_size(const split& plan, const workload& load) noexcept {
    const std::int64_t sequences = sequences_per_rank(plan, load);
    const std::int64_t flights = plan.flights_of(sequences);
    const std::int64_t each = flights == 1 ? sequences : checked::ceil_div(sequences, flights);
    const std::int64_t tokens = plan.context == 1 ? each : checked::ceil_div(each, plan.context);
    return {.which = phase::decode, .sequences = each, .tokens = tokens, .sampled = tokens,
            .group_tokens = plan.expert > 1 ? checked::ceil_div(load.batch, flights) : tokens,
            .context = load.prompt + (load.output + 1) / 2, .first_context = load.prompt + 1, .last_context = load.prompt + load.output,
            .micro_batches = flights, .experts = load.experts};
}

/// A prefill of `prompts_at_once` whole prompts.
[[nodiscard]] constexpr step_size prefill_size(const split& plan, const workload& load) noexcept {
    const std::int64_t prompts = checked::ceil_div(load.prompts_at_once, plan.data_ranks());
    const std::int64_t tokens = checked::ceil_div(checked::product(prompts, load.prompt), plan.context);
    return {.which = phase::prefill, .sequences = prompts, .tokens = tokens, .sampled = checked::ceil_div(prompts, plan.context),
            .group_tokens = plan.expert > 1 ? checked::product(load.prompts_at_once, load.prompt) : tokens,
            .context = load.prompt,
            .micro_batches = plan.micro_batches <= 1 ? 1 : plan.micro_batches < tokens ? plan.micro_batches : tokens,
            .parts = 1,  // said for nvcc, which takes a default behind a designated member for 0
            .experts = load.experts};
}

/// One of the micro-batches of a prefill, in the mean.
[[nodiscard]] constexpr step_size micro_batch_of(step_size whole) noexcept {
    whole.parts = whole.micro_batches;
    whole.tokens = checked::ceil_div(whole.tokens, whole.parts);
    whole.sampled = checked::ceil_div(whole.sampled, whole.parts);
    whole.group_tokens = checked::ceil_div(whole.group_tokens, whole.parts);
    return whole;
}

/// (query, key) pairs of a causal prompt of S tokens, each of which sees its own chunk of W: q*W(W+1)/2 + r(r+1)/2 with q
/// and r = S divided by W. 10 tokens in chunks of 4: 23.
[[nodiscard]] constexpr double chunked_pairs(std::int64_t s, std::int64_t chunk) noexcept {
    const auto w = static_cast<double>(chunk), rest = static_cast<double>(s % chunk);
    return static_cast<double>(s / chunk) * (w * (w + 1) / 2) + rest * (rest + 1) / 2;
}

/// Tokens that the one at a context (itself included) sees in its chunk.
[[nodiscard]] constexpr std::int64_t seen_in_chunk(std::int64_t context, std::int64_t chunk) noexcept { return (context - 1) % chunk + 1; }

/// Tokens that a decode step of these sees through a window, in the mean: exactly where the context grows across it.
///   mean of min(c, W) for c from first to last. First 2, last 256, window 128: 96. Chunks of 4, from 3 to 6: 2.5, so 2.
[[nodiscard]] constexpr std::int64_t seen_in_decode(const step_size& size, std::int64_t window, sight sees = sight::sliding) noexcept {
    if (window <= 0 || window >= size.last_context) return size.context;
    if (sees == sight::chunked) {
        const double all = chunked_pairs(size.last_context, window) - chunked_pairs(size.first_context - 1, window);
        return static_cast<std::int64_t>(all / static_cast<double>(size.last_context - size.first_context + 1));
    }
    if (window <= size.first_context) return window;
    const std::int64_t growing = window - size.first_context, steps = size.last_context - size.first_context + 1;
    // steps * window less the triangle that the growing part lacks
    return window - checked::ceil_div(growing * (growing + 1) / 2, steps);
}

/// (query, key) pairs of a causal prompt of S tokens: S(S+1)/2; with a window W < S: W*S - W(W-1)/2. 2,048: 2,098,176.
[[nodiscard]] constexpr double causal_pairs(std::int64_t s, std::int64_t window, sight sees = sight::sliding) noexcept {
    const auto n = static_cast<double>(s);
    if (window <= 0 || window >= s) return n * (n + 1) / 2;
    if (sees == sight::chunked) return chunked_pairs(s, window);
    const auto w = static_cast<double>(window);
    return w * n - w * (w - 1) / 2;
}

/// Tokens of a context that an indexer scores, in the mean of a decode step: all, once there are more than attention sees.
///   mean over c from first to last of (c > k ? c : 0). First 3, last 6, k 4: (5 + 6) / 4 = 2.75.
[[nodiscard]] constexpr double scored_in_decode(const step_size& size, std::int64_t selected) noexcept {
    if (size.first_context > selected) return static_cast<double>(size.context);
    if (size.last_context <= selected) return 0;
    const auto first = static_cast<double>(selected + 1), last = static_cast<double>(size.last_context);
    return (last - first + 1) * (first + last) / 2 / static_cast<double>(size.last_context - size.first_context + 1);
}

/// What looking back asks of a step: queries in, results out, the cache read once a sequence and extended by what is new.
struct lookback_step {
    double flops = 0;
    double least_flops = 0;       ///< that a bound counts: not what only a scan in chunks does, nor the keys and values that
                                  ///< are made anew of what other context ranks and earlier chunks keep
    double last_layer_flops = 0;  ///< in the last layer of a prefill: of the sampled positions, and what leads up to them
    double read_bytes = 0;
    double written_bytes = 0;
    double activation_bytes = 0;
    double gathered_bytes = 0;    ///< context parallel, of all its ranks: keys and values of a prompt, queries of a decode step
    double merged_bytes = 0;      ///< and partial results
};

/// A recurrence adds: a token's work; its state is read once a sequence and decode step, and written once a step.
constexpr void add_recurrence(const recurrence_demand& x, const step_size& size, lookback_step& s) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const double least = tokens * (x.update_flops + x.readout_flops);
    s.least_flops += least;
    s.last_layer_flops += tokens * x.update_flops + sequences * x.readout_flops;
    s.flops += size.which == phase::decode ? least : least + tokens * x.chunk_flops;
    s.written_bytes += sequences * x.step_bytes;
    if (size.which == phase::decode) s.read_bytes += sequences * x.step_bytes;
}

/// With c context ranks each looks back at 1/c of what there is: in a prefill the causal pairs are balanced (every rank
/// takes an early and a late part), in decode every rank takes the queries of all sequences to its part of their caches.
///   prefill: all keys and values of the prompts pass every rank
///   decode: H*h of a query gathered, H*(h + 1) of a partial result merged. 128 heads of 128 in bf16: 32,768 and 33,024 bytes
/// Source: Liu et al. 2023 (ring attention); Yang et al. 2024 (arXiv 2411.01783).
[[nodiscard]] constexpr lookback_step lookback_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto ranks = static_cast<double>(held.plan.context);
    lookback_step s{.written_bytes = tokens * f.kept_bytes_per_token};
    if (size.which == phase::decode) {
        const std::int64_t seen = seen_in_decode(size, f.back.window, f.back.sees);
        s.flops = s.least_flops = s.last_layer_flops = sequences * static_cast<double>(seen) * f.pair_flops_decode / ranks;
        s.read_bytes = sequences * static_cast<double>(kept_byte_count(held, f, seen)) / ranks;
        s.activation_bytes = sequences * f.query_bytes_per_token;
        s.gathered_bytes = sequences * f.gathered_bytes_per_token;
        s.merged_bytes = sequences * f.merged_bytes_per_token;
    } else {
        const std::int64_t seen = f.back.window <= 0 || f.back.window >= size.context ? size.context
                                  : f.back.sees == sight::chunked                    ? seen_in_chunk(size.context, f.back.window)
                                                                                     : f.back.window;
        const double shares = ranks * static_cast<double>(size.parts);
        // A prompt in q chunks: each but the first reads what those before it kept, in the mean half of the prompt.
        const std::int64_t chunks = checked::ceil_div(size.parts, size.sequences);
        if (chunks > 1) s.read_bytes = sequences * static_cast<double>(chunks - 1) * static_cast<double>(cache_byte_count(held, f, size.context / 2)) / shares;
        const double seen_tokens = tokens * ranks * (static_cast<double>(chunks + 1) / 2);  // of all ranks, of this and earlier chunks
        s.least_flops = sequences * causal_pairs(size.context, f.back.window, f.back.sees) * f.pair_flops_prefill / shares;
        s.flops = s.least_flops + (seen_tokens - tokens) * f.expanding_flops_per_token;
        s.last_layer_flops = sequences * static_cast<double>(seen) * f.pair_flops_prefill / shares;
        s.activation_bytes = tokens * f.query_bytes_per_token + (held.plan.context > 1 ? seen_tokens : tokens) * f.kept_activation_bytes_per_token;
        s.gathered_bytes = held.plan.context > 1 ? seen_tokens * f.kept_activation_bytes_per_token : 0;
    }
    if (f.state.bytes > 0) add_recurrence(f.state, size, s);
    return s;
}

/// What an indexer asks of a step: scores against all tokens, where there are more of them than attention sees.
[[nodiscard]] constexpr lookback_step indexing_of(const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto of_token = static_cast<double>(f.index.bytes_per_token);
    const double written = tokens * of_token, queries = tokens * f.index.query_bytes_per_token;
    if (size.which == phase::decode) {
        const double scored = sequences * scored_in_decode(size, f.back.window), work = scored * f.index.pair_flops;
        return {work, work, work, scored * of_token, written, queries};
    }
    const std::int64_t unscored = size.context < f.back.window ? size.context : f.back.window;
    const double pairs = (causal_pairs(size.context, 0) - causal_pairs(unscored, 0)) / static_cast<double>(size.parts);
    const double work = sequences * pairs * f.index.pair_flops;
    const double last = size.context > f.back.window ? sequences * static_cast<double>(size.context) * f.index.pair_flops : 0;
    return {work, work, last, 0, written, queries};
}

/// What a step asks of the experts of one layer; nothing where it has none.
[[nodiscard]] constexpr expert_load load_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    if (f.experts.total == 0) return {};
    return load_of(f.experts, held.plan.expert, size.group_tokens, size.experts);
}

/// Writes what stands before the layers: the rows of the input table, summed over ranks where it is cut.
template <class Sink>
constexpr void write_input(const sheet& held, const step_size& size, Sink& sink) noexcept {
    const auto tokens = static_cast<double>(size.tokens);
    sink.passes(held.lookup, 1, tokens, tokens);
    const double vector = tokens * held.vector_bytes;
    // A row of the table is on one rank alone: half of an all-reduce is enough to pass it on.
    if (held.tables_cut) sink.carries("all_reduce", message::all_reduce, 1, vector, vector / 2);
}

/// Writes one form of layer; `load` is what its experts are asked, `repeats` all its layers in the model.
template <class Sink>
constexpr void write_layer(const sheet& held, const sheet_form& f, const step_size& size, const expert_load& load, Sink& sink) noexcept {
    const auto tokens = static_cast<double>(size.tokens), sampled = static_cast<double>(size.sampled);
    for (std::int64_t j = 0; j < f.line_count; ++j) {
        const sheet_line& l = f.lines[j];
        if (l.routed) sink.serves(l, f.layers, load);
        else sink.passes(l, f.layers, tokens, sampled);
    }
    if (f.looks_back) {
        const lookback_step look = lookback_of(held, f, size);
        sink.looks_back(f.lookback_line, f.layers, look);
        // Of these a bound counts none: queries may travel instead of keys and values, or whole sequences lie on one rank.
        constexpr label of_prompt = "ring", of_step = "gather";
        if (look.gathered_bytes > 0) sink.carries(size.which == phase::decode ? of_step : of_prompt, message::ring, f.layers, look.gathered_bytes, 0);
        if (look.merged_bytes > 0) sink.carries("merge", message::ring, f.layers, look.merged_bytes, 0);
    }
    if (f.index.bytes_per_token > 0) sink.looks_back(f.index.line, f.layers, indexing_of(f, size));
    const double vector = tokens * held.vector_bytes;
    for (std::int64_t i = 0; i < f.reductions; ++i)
        sink.carries("all_reduce", message::all_reduce, f.layers, vector, i < f.least_reductions ? vector : 0);
    // Ranks could each make the whole of what is added up within a mixer.
    if (f.inner_reduced_bytes > 0) sink.carries("all_reduce", message::all_reduce, f.layers, tokens * f.inner_reduced_bytes, 0);
    if (f.dispatched_bytes_per_token > 0) {
        const auto group = static_cast<double>(size.group_tokens);
        const double there = group * f.dispatched_bytes_per_token, back = group * f.combined_bytes_per_token;
        const double least = size.experts == routing::uniform ? f.least_exchange_share : 0;
        sink.carries("dispatch", message::all_to_all, f.layers, there, there * least);
        sink.carries("combine", message::all_to_all, f.layers, back, back * least);
    }
}

/// Writes what stands behind the layers: final norm, head on the sampled positions (one a sequence), logits gathered. A
/// greedy sampler needs no logits of other ranks: the least of that message is none.
template <class Sink>
constexpr void write_output(const sheet& held, const step_size& size, Sink& sink) noexcept {
    const auto rows = static_cast<double>(size.sampled);
    sink.passes(held.final_norm, 1, rows, rows);
    sink.passes(held.head, 1, rows, rows);
    if (held.tables_cut) sink.carries("all_gather", message::all_gather, 1, rows * held.logit_bytes_per_row, 0);
}

/// Writes the sends between the stages of a pipeline, one line for all of them. Each tensor rank can send its part.
template <class Sink>
constexpr void write_sends(const sheet& held, const step_size& size, Sink& sink) noexcept {
    if (held.plan.pipeline <= 1) return;
    const double vector = static_cast<double>(size.tokens) * held.vector_bytes;
    sink.carries("send", message::send, held.plan.pipeline - 1, vector, vector / static_cast<double>(held.plan.tensor));
}

/// The whole step.
template <class Sink>
constexpr void write_step(const sheet& held, const step_size& size, Sink& sink) noexcept {
    write_input(held, size, sink);
    for (std::int64_t i = 0; i < held.form_count; ++i)
        write_layer(held, held.forms[i], size, load_of(held, held.forms[i], size), sink);
    write_output(held, size, sink);
    write_sends(held, size, sink);
}

}  // namespace rafter
