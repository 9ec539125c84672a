// stories15M and stories110M of llama2.c: Llamas of 15 and 110 million parameters, for firmware and for tests.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct stories15m {
    static constexpr const char* name = "stories15M";
    static constexpr const char* source = "karpathy/llama2.c (350e04f) README.md and model.py";
    // All weights, the tied table once: safetensors total of Xenova/llama2.c-stories15M. The .bin file holds two rotary
    // tables too, which are no parameters.
    static constexpr parameters published{15'191'712};
    static constexpr transformer spec = make_transformer(
        {.hidden = 288, .vocabulary = 32000, .tied = true, .max_positions = 256},
        block{layers(0, 6), grouped_query_attention{.query_heads = 6, .kv_heads = 6, .head_width = 48},
              gated_feed_forward{.width = 768}});
};

struct stories110m {
    static constexpr const char* name = "stories110M";
    static constexpr const char* source = "karpathy/llama2.c (350e04f) README.md and model.py";
    // All weights, the tied table once: a count printed for the same extents.
    static constexpr parameters published{109'529'856};
    static constexpr transformer spec = make_transformer(
        {.hidden = 768, .vocabulary = 32000, .tied = true, .max_positions = 1024},
        block{layers(0, 12), grouped_query_attention{.query_heads = 12, .kv_heads = 12, .head_width = 64},
              gated_feed_forward{.width = 2048}});
};

}  // namespace rafter::catalog::models
