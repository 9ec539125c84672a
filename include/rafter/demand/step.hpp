// What one step asks of one device: the parts of a decode step or of a prefill, in the order of the data.
//
// They are written into a sink: a ledger keeps them as operations (demand/ledger.hpp), a tariff sums what they cost
// (performance/tariff.hpp). A sink has four verbs:
//   passes(line, repeats, tokens, sampled)   a tensor that so many tokens pass, read whole
//   serves(line, repeats, load)              a tensor of the routed experts: touched ones are read, received tokens worked on
//   looks_back(line, repeats, step)          scores and values, fused, and the cache; a recurrence; an indexer
//   carries(name, kind, repeats, sent, least_sent)
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t
#include <rafter/demand/lookback_step.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/step_size.hpp>

namespace rafter {

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
    each_looking_back(size, [&](const step_size& part) {
        if (f.looks_back) {
            const lookback_step look = lookback_of(held, f, part);
            sink.looks_back(f.lookback_line, f.layers, look);
            // Of these a bound counts none: queries may travel instead of keys and values, or whole sequences lie on one rank.
            constexpr label of_prompt = "ring", of_step = "gather";
            if (look.gathered_bytes > 0) sink.carries(part.which == phase::decode ? of_step : of_prompt, message::ring, f.layers, look.gathered_bytes, 0);
            if (look.merged_bytes > 0) sink.carries("merge", message::ring, f.layers, look.merged_bytes, 0);
        }
        if (f.index.bytes_per_token > 0) sink.looks_back(f.index.line, f.layers, indexing_of(f, part));
    });
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
/// greedy sampler needs no logits of other ranks: the least of that message is none. Nothing where nothing is sampled: behind
/// a chunk of a prompt that is not its last.
template <class Sink>
constexpr void write_output(const sheet& held, const step_size& size, Sink& sink) noexcept {
    if (size.sampled == 0) return;
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
