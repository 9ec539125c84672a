// How a model is divided over devices, as a value.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/parallelism/group_order.hpp>
#include <rafter/parallelism/pipeline.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter {

/// A degree of 0 that a plan names, where 0 means not stated: an error as any other below 1, and told as the 0 it is.
inline constexpr std::int64_t stated_zero = INT64_MIN;
[[nodiscard]] constexpr std::int64_t as_stated(std::int64_t degree) noexcept { return degree == 0 ? stated_zero : degree; }

/// Degrees of parallelism, how a pipeline is run, and where the groups stand. A degree that is not stated is 1; `data` 0 means not stated.
///
/// Expert parallel overlays the ranks of one pipeline stage, tensor * context * data: they hold E/expert experts each, and
/// moe_tensor of them share the width of one expert: tensor * context * data = expert * moe_tensor. Where more expert
/// ranks are asked for than tensor and context parallel give and `data` is not stated, the attention runs data parallel
/// over the rest of them (as DeepSeek-V3 is served).
struct split {
    std::int64_t tensor = 1;
    std::int64_t pipeline = 1;
    std::int64_t expert = 1;
    std::int64_t data = 0;
    std::int64_t context = 1;
    std::int64_t micro_batches = 0;  ///< of a pipeline; 0: not stated
    stage_list stages{};             ///< layers of its stages; none listed: as even as can be
    group_order order{};             ///< in which its groups take neighbouring devices

    [[nodiscard]] constexpr bool positive() const noexcept { return tensor > 0 && pipeline > 0 && expert > 0 && data >= 0 && context > 0 && micro_batches >= 0; }
    /// Groups that each work on sequences of their own.
    [[nodiscard]] constexpr std::int64_t data_ranks() const noexcept {
        if (data != 0) return data;
        if (expert <= 1) return 1;
        const std::int64_t ranks = checked::product(tensor, context);
        return ranks > 0 && expert > ranks ? checked::ceil_div(expert, ranks) : 1;
    }
    /// Groups of tensor-parallel ranks that each hold tokens of their own: context ranks share the tokens of a sequence.
    [[nodiscard]] constexpr std::int64_t token_ranks() const noexcept { return checked::product(data_ranks(), context); }
    [[nodiscard]] constexpr std::int64_t stage_devices() const noexcept { return checked::product(tensor, token_ranks()); }
    [[nodiscard]] constexpr std::int64_t devices() const noexcept { return checked::product(stage_devices(), pipeline); }
    /// How many micro-batches so many sequences are in flight as: as stated, else one a stage; no more than sequences.
    [[nodiscard]] constexpr std::int64_t flights_of(std::int64_t sequences) const noexcept {
        const std::int64_t most = micro_batches > 0 ? micro_batches : pipeline;
        return most < sequences ? most : sequences;
    }
    /// Stage s of p holds layers [first_layer(s), first_layer(s + 1)): as listed, else [s*L/p, (s + 1)*L/p) rounded down.
    [[nodiscard]] constexpr std::int64_t first_layer(std::int64_t stage, std::int64_t layer_count) const noexcept {
        if (stages.count == 0) return stage * layer_count / pipeline;
        return stage > 0 ? stages.ends[stage - 1] : 0;
    }
    /// Ranks that share the width of one expert. Legal plans have no remainder (RAFTER-P007).
    [[nodiscard]] constexpr std::int64_t moe_tensor() const noexcept {
        if (expert <= 1) return tensor;
        const std::int64_t n = stage_devices() / expert;
        return n > 0 ? n : 1;
    }
    /// Replicas of an expert's shard: without expert parallel every data and context rank holds all experts.
    [[nodiscard]] constexpr std::int64_t expert_replicas() const noexcept { return expert <= 1 ? token_ranks() : 1; }

    friend constexpr bool operator==(const split&, const split&) = default;
};

}  // namespace rafter
