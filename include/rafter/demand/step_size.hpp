// How much one step handles: a decode step, a prefill of whole prompts, a chunk of them, or some of both.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/parallelism/split.hpp>
#include <rafter/workload/workload.hpp>

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

}  // namespace rafter
