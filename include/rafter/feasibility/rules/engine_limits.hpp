// RAFTER-E002 to E006: what an engine refuses: a length that the model does not have, a step with fewer tokens than
// sequences, a request that is longer than it admits, more sequences than it keeps in flight, a pass that no step holds. A limit that is not stated
// refuses nothing.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/engine/engine.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/checked.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter::rules {

/// E002. Required: max_model_len, available: the longest sequence that the model is made for, where that is known.
[[nodiscard]] constexpr finding model_length(const transformer& m, const engine& e) noexcept {
    if (e.max_model_len == not_stated || m.max_positions == 0 || e.max_model_len <= m.max_positions) return {rule::model_length};
    return {rule::model_length, verdict::fails, e.max_model_len, m.max_positions};
}

/// E003. Required: max_num_seqs, available: max_num_batched_tokens. Every sequence in flight needs a token of a step.
[[nodiscard]] constexpr finding step_tokens(const engine& e) noexcept {
    if (e.max_num_seqs == not_stated || e.max_num_batched_tokens == not_stated || e.max_num_seqs <= e.max_num_batched_tokens) return {rule::step_tokens};
    return {rule::step_tokens, verdict::fails, e.max_num_seqs, e.max_num_batched_tokens};
}

/// E006. Required: prefill_chunk, available: max_num_batched_tokens. A pass of a prompt is part of one step.
[[nodiscard]] constexpr finding chunk_in_step(const engine& e) noexcept {
    if (e.prefill_chunk == not_stated || e.max_num_batched_tokens == not_stated || e.prefill_chunk <= e.max_num_batched_tokens) return {rule::chunk_in_step};
    return {rule::chunk_in_step, verdict::fails, e.prefill_chunk, e.max_num_batched_tokens};
}

/// E004. Required: prompt and output, available: max_model_len.
[[nodiscard]] constexpr finding sequence_length(std::int64_t max_model_len, const workload& w) noexcept {
    if (max_model_len == not_stated || w.peak_context() <= max_model_len) return {rule::sequence_length};
    return {rule::sequence_length, verdict::fails, w.peak_context(), max_model_len};
}

/// E005. Required: sequences of the fullest data-parallel rank, available: max_num_seqs. The rest would wait.
[[nodiscard]] constexpr finding sequences_in_flight(std::int64_t max_num_seqs, std::int64_t data_ranks, const workload& w) noexcept {
    if (max_num_seqs == not_stated) return {rule::sequences_in_flight};
    const std::int64_t sequences = checked::ceil_div(w.batch, data_ranks);
    if (sequences <= max_num_seqs) return {rule::sequences_in_flight};
    return {rule::sequences_in_flight, verdict::fails, sequences, max_num_seqs};
}

}  // namespace rafter::rules
