// How a model is divided over devices, as a value.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/checked.hpp>

namespace rafter {

/// Degrees of parallelism. A degree that is not stated is 1; `data` 0 means not stated.
///
/// Expert parallel overlays tensor x data parallel: the ranks of one pipeline stage are tensor * data, they hold E/expert
/// experts each, and moe_tensor of them share the width of one expert: tensor * data = expert * moe_tensor. Where more
/// expert ranks are asked for than tensor parallel gives and `data` is not stated, the attention runs data parallel over
/// expert/tensor ranks (as DeepSeek-V3 is served).
struct split {
    std::int64_t tensor = 1;
    std::int64_t pipeline = 1;
    std::int64_t expert = 1;
    std::int64_t data = 0;

    [[nodiscard]] constexpr bool positive() const noexcept { return tensor > 0 && pipeline > 0 && expert > 0 && data >= 0; }
    /// Groups that each work on sequences of their own.
    [[nodiscard]] constexpr std::int64_t data_ranks() const noexcept {
        return data != 0 ? data : expert > tensor ? checked::ceil_div(expert, tensor) : 1;
    }
    [[nodiscard]] constexpr std::int64_t stage_devices() const noexcept { return checked::product(tensor, data_ranks()); }
    [[nodiscard]] constexpr std::int64_t devices() const noexcept { return checked::product(stage_devices(), pipeline); }
    /// Ranks that share the width of one expert. Legal plans have no remainder (RAFTER-P007).
    [[nodiscard]] constexpr std::int64_t moe_tensor() const noexcept {
        if (expert <= 1) return tensor;
        const std::int64_t n = stage_devices() / expert;
        return n > 0 ? n : 1;
    }
    /// Replicas of an expert's shard: plain data parallel without expert parallel holds the experts once a data rank.
    [[nodiscard]] constexpr std::int64_t expert_replicas() const noexcept { return expert <= 1 ? data_ranks() : 1; }

    friend constexpr bool operator==(const split&, const split&) = default;
};

}  // namespace rafter
