// The step ledger: one decode step, or one prefill, of one device, operation by operation. It knows no hardware.
//
// Operations are written into a sink: a `ledger` keeps them, a pricing folds them at once and stores nothing.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/sheet.hpp>

namespace rafter {

/// How much one step handles.
struct step_size {
    phase which = phase::decode;
    std::int64_t sequences = 1;   ///< of one data rank, in one micro-batch
    std::int64_t tokens = 1;      ///< of one data rank, in one micro-batch
    std::int64_t group_tokens = 1;///< of all data ranks that share experts
    std::int64_t context = 1;     ///< decode: tokens each looks at, itself included; prefill: tokens of a prompt
    std::int64_t micro_batches = 1;
};

/// A decode step at the mean context: in a pipeline, of one micro-batch of ceil(sequences / min(p, sequences)).
[[nodiscard]] constexpr step_size decode_size(const request& r) noexcept {
    const std::int64_t sequences = sequences_per_rank(r);
    const std::int64_t flights = r.plan.pipeline < sequences ? r.plan.pipeline : sequences;
    const std::int64_t each = checked::ceil_div(sequences, flights);
    const std::int64_t sharing = r.plan.expert > 1 ? r.plan.data_ranks() : 1;
    return {.which = phase::decode, .sequences = each, .tokens = each,
            .group_tokens = r.load.batch < checked::product(each, sharing) ? r.load.batch : checked::product(each, sharing),
            .context = r.load.mean_context(), .micro_batches = flights};
}

/// A prefill of `prompts_at_once` whole prompts.
[[nodiscard]] constexpr step_size prefill_size(const request& r) noexcept {
    const std::int64_t prompts = checked::ceil_div(r.load.prompts_at_once, r.plan.data_ranks());
    const std::int64_t sharing = r.plan.expert > 1 ? r.plan.data_ranks() : 1;
    const std::int64_t busy = r.load.prompts_at_once < sharing ? r.load.prompts_at_once : sharing;
    const std::int64_t tokens = checked::product(prompts, r.load.prompt);
    return {.which = phase::prefill, .sequences = prompts, .tokens = tokens, .group_tokens = checked::product(tokens, busy),
            .context = r.load.prompt};
}

/// (query, key) pairs of a causal prompt of S tokens: S(S+1)/2; with a window W < S: W*S - W(W-1)/2. 2,048: 2,098,176.
[[nodiscard]] constexpr double causal_pairs(std::int64_t s, std::int64_t window) noexcept {
    const auto n = static_cast<double>(s);
    if (window <= 0 || window >= s) return n * (n + 1) / 2;
    const auto w = static_cast<double>(window);
    return w * n - w * (w - 1) / 2;
}

namespace detail {

/// A tensor of a layer that every token passes, or vectors whose arithmetic is fused.
constexpr amounts amounts_of(const sheet_line& l, double tokens, double sampled) noexcept {
    const double work = tokens * l.flops_per_token;
    const auto stored = static_cast<double>(l.stored_bytes);
    return {work, work, l.kept ? work : sampled * l.flops_per_token, stored, stored, 0, 0, tokens * l.activation_bytes_per_token};
}

/// A tensor of the routed experts: only touched ones are read, only received tokens are worked on. In a last layer under
/// one expert-token a rank may remain, so none is counted there.
constexpr amounts amounts_of(const sheet_line& l, const expert_load& load, std::int64_t held) noexcept {
    const auto all = static_cast<double>(held);
    const auto stored = static_cast<double>(l.stored_bytes);
    return {load.tokens * l.flops_per_token, load.tokens_least * l.flops_per_token, 0,
            load.experts < all ? stored * (load.experts / all) : stored,
            load.experts_least < all ? stored * (load.experts_least / all) : stored,
            0, 0, load.tokens * l.activation_bytes_per_token};
}

/// Scores and values, fused: queries in, results out, the cache read once a sequence and extended by what is new.
constexpr amounts lookback_of(const sheet_form& f, const request& r, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const std::int64_t seen = f.back.window > 0 && f.back.window < size.context ? f.back.window : size.context;
    const double written = tokens * static_cast<double>(f.kept_elements) * bytes_per_element(r.formats.cache);
    if (size.which == phase::decode) {
        const double read = sequences * static_cast<double>(cache_bytes(f.back, f.kept_elements, r.formats.cache, size.context).value);
        const double work = sequences * static_cast<double>(seen) * f.pair_flops_decode;
        return {work, work, work, 0, 0, read, written, tokens * f.query_bytes_per_token};
    }
    const double work = sequences * causal_pairs(size.context, f.back.window) * f.pair_flops_prefill;
    const double last = sequences * static_cast<double>(seen) * f.pair_flops_prefill;
    return {work, work, last, 0, 0, 0, written, tokens * (f.query_bytes_per_token + f.kept_activation_bytes_per_token)};
}

/// To a sink that folds, without making an operation of it; to any other as an operation.
template <class Sink>
constexpr void emit(Sink& sink, const sheet_line& l, std::int64_t repeats, const amounts& a) noexcept {
    if constexpr (requires { sink.fold(l.multiplied_as, l.operand_bits, a); }) sink.fold(l.multiplied_as, l.operand_bits, a);
    else sink(operation{a, l.name, repeats, l.multiplied_as, l.operand_bits});
}

/// The same for a message.
template <class Sink>
constexpr void emit(Sink& sink, label name, message kind, std::int64_t repeats, double sent, double least) noexcept {
    if constexpr (requires { sink.carry(kind, sent, least); }) sink.carry(kind, sent, least);
    else sink(operation{{}, name, repeats, arithmetic::bf16, 16, kind, sent, least});
}

}  // namespace detail

/// Writes what stands before the layers: the rows of the input table, summed over ranks where it is cut.
template <class Sink>
constexpr void write_input(const sheet& held, const step_size& size, Sink& sink) noexcept {
    const auto tokens = static_cast<double>(size.tokens);
    detail::emit(sink, held.lookup, 1, {0, 0, 0, 0, 0, 0, 0, tokens * held.lookup.activation_bytes_per_token});
    const double vector = tokens * held.vector_bytes;
    if (held.tables_cut) detail::emit(sink, "all_reduce", message::all_reduce, 1, vector, vector);
}

/// Writes the lines of one form of layer; `repeats` of them is all its layers in the model.
template <class Sink>
constexpr void write_layer(const sheet& held, const sheet_form& f, const request& r, const step_size& size, Sink& sink) noexcept {
    using namespace detail;
    const auto tokens = static_cast<double>(size.tokens), sampled = static_cast<double>(size.sequences);
    expert_load load;
    if (f.experts.total > 0) load = load_of(f.experts, r.plan.expert, size.group_tokens, r.load.experts);
    for (std::int64_t j = 0; j < f.line_count; ++j) {
        const sheet_line& l = f.lines[j];
        emit(sink, l, f.layers, l.routed ? amounts_of(l, load, f.experts_held) : amounts_of(l, tokens, sampled));
    }
    emit(sink, f.lookback_line, f.layers, lookback_of(f, r, size));
    const double vector = tokens * held.vector_bytes;
    for (std::int64_t i = 0; i < f.reductions; ++i)
        emit(sink, "all_reduce", message::all_reduce, f.layers, vector, i < f.least_reductions ? vector : 0);
    if (f.dispatched_bytes_per_token > 0) {
        const double there = static_cast<double>(size.group_tokens) * f.dispatched_bytes_per_token;
        const double back = static_cast<double>(size.group_tokens) * f.combined_bytes_per_token;
        emit(sink, "dispatch", message::all_to_all, f.layers, there, there * f.least_exchange_share);
        emit(sink, "combine", message::all_to_all, f.layers, back, back * f.least_exchange_share);
    }
}

/// Writes what stands behind the layers: final norm, head on the sampled positions (one a sequence), logits gathered. A
/// greedy sampler needs no logits of other ranks: the least of that message is none.
template <class Sink>
constexpr void write_output(const sheet& held, const step_size& size, Sink& sink) noexcept {
    const auto rows = static_cast<double>(size.sequences);
    detail::emit(sink, held.final_norm, 1, detail::amounts_of(held.final_norm, rows, rows));
    detail::emit(sink, held.head, 1, detail::amounts_of(held.head, rows, rows));
    if (held.tables_cut) detail::emit(sink, "all_gather", message::all_gather, 1, rows * held.logit_bytes_per_row, 0);
}

/// Writes the sends between the stages of a pipeline, one line for all of them. Each tensor rank can send its part.
template <class Sink>
constexpr void write_sends(const sheet& held, const request& r, const step_size& size, Sink& sink) noexcept {
    if (r.plan.pipeline <= 1) return;
    const double vector = static_cast<double>(size.tokens) * held.vector_bytes;
    detail::emit(sink, "send", message::send, r.plan.pipeline - 1, vector, vector / static_cast<double>(r.plan.tensor));
}

/// The whole step, in the order of the data.
template <class Sink>
constexpr void write_step(const sheet& held, const request& r, const step_size& size, Sink& sink) noexcept {
    write_input(held, size, sink);
    for (std::int64_t i = 0; i < held.form_count; ++i) write_layer(held, held.forms[i], r, size, sink);
    write_output(held, size, sink);
    write_sends(held, r, size, sink);
}

}  // namespace rafter
