// Models whose layers keep unlike caches, for the tests of pages and of blocks.
#pragma once

#include <cstdint>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>

namespace paged_models {

using namespace rafter;

inline constexpr grouped_query_attention eight_of_64{.query_heads = 64, .kv_heads = 8, .head_width = 64};
inline constexpr mixture_of_experts oss_experts{.experts = 32, .experts_per_token = 4, .expert_width = 2880};
/// gpt-oss-20b: a window of 128 on every other of 24 layers, 2,048 bytes of cache a token and layer in bf16.
inline constexpr transformer gpt_oss_20b =
    make_transformer({.hidden = 2880, .vocabulary = 201088}, block{every(2, 0, 24), eight_of_64.within(128), oss_experts},
                     block{every(2, 1, 24), eight_of_64, oss_experts});

/// A recurrent layer that keeps a state of so many elements.
struct fixed_state {
    std::int64_t elements = 0;
    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        form.add({.name = "in", .inputs = hidden, .outputs = hidden});
        form.back = {.query_heads = 1, .kv_heads = 1, .state = {.elements = elements}};
    }
};
/// The caches of Qwen3.8-27B on one of two ranks, in fp8: of 64 layers every fourth has 2 key/value heads of 256, the
/// others a state of 24 heads x 128 x 128 in fp32 and 5,120 channels x 3 in bf16: 1,603,584 bytes.
inline constexpr transformer hybrid_27b = make_transformer(
    {.hidden = 5120, .vocabulary = 248320},
    block{every(4, 3, 64).others_below(64), fixed_state{1'603'584}, gated_feed_forward{.width = 17408}},
    block{every(4, 3, 64), grouped_query_attention{.query_heads = 12, .kv_heads = 2, .head_width = 256}, gated_feed_forward{.width = 17408}});

}  // namespace paged_models
