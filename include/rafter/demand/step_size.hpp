// How much one step handles: a decode step, a prefill of whole prompts, a chunk of them, or some of both.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/parallelism/split.hpp>
#include <rafter/quantity/checked.hpp>
#include <rafter/workload/trace.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter {

struct mixed_step;

/// How much one step handles.
struct step_size {
    phase which = phase::decode;
    std::int64_t sequences = 1;    ///< of one data rank, in one micro-batch
    std::int64_t tokens = 1;       ///< of one data rank, in one micro-batch; of these, those of one context rank
    std::int64_t sampled = 1;      ///< positions of these tokens that a token is sampled at
    std::int64_t group_tokens = 1; ///< of all data ranks that share experts
    std::int64_t context = 1;      ///< decode: tokens each looks at, itself included, in the mean; prefill: tokens of a sequence at its end
    std::int64_t first_context = 1; ///< decode: of the first step that the mean is taken over
    std::int64_t last_context = 1;  ///< and of the last
    std::int64_t micro_batches = 1; ///< decode: of which this is one; prefill: that it is cut into
    std::int64_t parts = 1;         ///< prefill: of so many micro-batches this is one, in the mean
    routing experts = routing::uniform;
    std::int64_t prefix = 0;        ///< prefill: tokens of each sequence before the step; decode: those that all share
    std::int64_t queries = 1;       ///< decode: tokens of a sequence, its drafts among them
    bool prefix_shared = false;     ///< prefill: the same for all its sequences
    const mixed_step* mixed = nullptr;  ///< of these two it is the sum; as a prefill
    trace lengths{};                    ///< decode, if any: its sequences are requests of these kinds, as many as are in flight

    /// Of one sequence.
    [[nodiscard]] constexpr std::int64_t new_tokens() const noexcept { return which == phase::decode ? queries : context - prefix; }
};

/// A decode step at the mean context, of a workload in range: of one micro-batch of ceil(sequences / micro-batches).
[[nodiscard]] constexpr step_size decode_size(const split& plan, const workload& load) noexcept {
    const std::int64_t sequences = sequences_per_rank(plan, load);
    const std::int64_t flights = plan.flights_of(sequences), queries = load.drafts.drafted + 1;
    const std::int64_t each = flights == 1 ? sequences : checked::ceil_div(sequences, flights);
    const std::int64_t of_all = each * queries;
    const std::int64_t tokens = plan.context == 1 ? of_all : checked::ceil_div(of_all, plan.context);
    return {.which = phase::decode, .sequences = each, .tokens = tokens, .sampled = tokens,
            .group_tokens = plan.expert > 1 ? checked::ceil_div(load.batch, flights) * queries : tokens,
            .context = load.prompt + (load.output + 1) / 2, .first_context = load.prompt + 1, .last_context = load.prompt + load.output,
            .micro_batches = flights, .parts = 1, .experts = load.experts, .prefix = load.prefix_shared ? load.prefix : 0, .queries = queries, .prefix_shared = false};
}

/// Decode steps in the mean, the first at one context and the last at another.
[[nodiscard]] constexpr step_size over_contexts(step_size s, std::int64_t first, std::int64_t last) noexcept {
    s.first_context = first;
    s.last_context = last;
    s.context = first + (last - first) / 2;
    return s;
}

/// The decode steps of a request after its first token, which the prefill gives: at contexts prompt + 1 to prompt + output - 1.
/// An output of one token has none; then the step that would come next.
[[nodiscard]] constexpr step_size decode_after_first(const step_size& s, std::int64_t prompt, std::int64_t output) noexcept {
    return over_contexts(s, prompt + 1, prompt + (output > 1 ? output - 1 : 1));
}

/// Calls use(size, share) for every kind of request that a decode step of several lengths has in flight, and its share of the
/// sequences. Where none has a token after its first, the step that would come next: as many of each as come.
template <class Use>
constexpr void each_length(const step_size& size, Use use) noexcept {
    double steps = 0, requests = 0;
    for (const traced_request& r : size.lengths) {
        steps += r.decoding();
        requests += r.counts() ? r.weight : 0;
    }
    for (const traced_request& r : size.lengths) {
        const double share = steps > 0 ? r.decoding() / steps : r.counts() ? r.weight / requests : 0;
        if (share <= 0) continue;
        step_size of_kind = decode_after_first(size, r.prompt, r.output);
        of_kind.lengths = {};
        if (size.prefix > 0) of_kind.prefix = r.prefix;
        use(of_kind, share);
    }
}

/// A prefill of `prompts_at_once` prompts, each behind its prefix.
[[nodiscard]] constexpr step_size prefill_size(const split& plan, const workload& load) noexcept {
    const std::int64_t prompts = checked::ceil_div(load.prompts_at_once, plan.data_ranks());
    const std::int64_t tokens = checked::ceil_div(checked::product(prompts, load.new_tokens()), plan.context);
    return {.which = phase::prefill, .sequences = prompts, .tokens = tokens, .sampled = checked::ceil_div(prompts, plan.context),
            .group_tokens = plan.expert > 1 ? checked::product(load.prompts_at_once, load.new_tokens()) : tokens,
            .context = load.prompt,
            .micro_batches = plan.micro_batches <= 1 ? 1 : plan.micro_batches < tokens ? plan.micro_batches : tokens,
            .parts = 1,  // said for nvcc, which takes a default behind a designated member for 0
            .experts = load.experts, .prefix = load.prefix, .queries = 1, .prefix_shared = load.prefix_shared};
}

/// Of a prefill, tokens [first, first + count) of every prompt, all that is before them in the cache; at least one. Only the
/// last chunk of a prompt has a position that is sampled. Two prompts of 1,024, [256, 512): 512 tokens, none sampled.
[[nodiscard]] constexpr step_size chunk_of(const split& plan, const workload& load, std::int64_t first, std::int64_t count) noexcept {
    const std::int64_t prompts = checked::ceil_div(load.prompts_at_once, plan.data_ranks());
    const std::int64_t tokens = checked::ceil_div(checked::product(prompts, count), plan.context);
    step_size s = prefill_size(plan, load);
    s.tokens = tokens;
    s.sampled = first + count < load.prompt ? 0 : s.sampled;
    s.group_tokens = plan.expert > 1 ? checked::product(load.prompts_at_once, count) : tokens;
    s.context = first + count;
    s.prefix = first;
    s.prefix_shared = load.prefix_shared && first <= load.prefix;
    s.micro_batches = 1;
    return s;
}

/// Prompts and sequences that decode in one step: weights are read once, everything looks back by itself. A chunk of 512 tokens
/// beside 8 sequences: 520 tokens, of which 8 or, with the last chunk, 9 are sampled.
struct mixed_step {
    step_size chunk{};
    step_size decoding{};

    /// Both as one, while this exists.
    [[nodiscard]] constexpr step_size whole() const noexcept {
        step_size s = chunk;
        s.tokens = checked::sum(s.tokens, decoding.tokens);
        s.sampled = checked::sum(s.sampled, decoding.sampled);
        s.group_tokens = checked::sum(s.group_tokens, decoding.group_tokens);
        s.mixed = this;
        return s;
    }
};

/// Calls use(size) for what looks back by itself: the step, or both parts of a mixed one.
template <class Use>
constexpr void each_looking_back(const step_size& size, Use use) noexcept {
    if (size.mixed == nullptr) return use(size);
    use(size.mixed->chunk);
    use(size.mixed->decoding);
}

/// The part of a step that prompts take.
[[nodiscard]] constexpr const step_size& prompts_of(const step_size& size) noexcept { return size.mixed == nullptr ? size : size.mixed->chunk; }

/// Positions that a token is sampled at, of all data ranks that share experts; of a prefill one a prompt.
[[nodiscard]] constexpr std::int64_t sampled_of_group(const split& plan, const step_size& size) noexcept {
    if (plan.expert <= 1) return size.sampled;
    const step_size& prompts = prompts_of(size);
    const std::int64_t of_prompts = prompts.sampled > 0 ? prompts.group_tokens / prompts.new_tokens() : 0;
    return size.mixed == nullptr ? of_prompts : of_prompts + size.mixed->decoding.group_tokens;
}

/// One of the micro-batches of a prefill, in the mean.
[[nodiscard]] constexpr step_size micro_batch_of(step_size whole) noexcept {
    whole.parts = whole.micro_batches;
    whole.tokens = checked::ceil_div(whole.tokens, whole.parts);
    whole.sampled = checked::ceil_div(whole.sampled, whole.parts);
    whole.group_tokens = checked::ceil_div(whole.group_tokens, whole.parts);
    return whole;
}

}  // namespace rafter
