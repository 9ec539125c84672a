// stories15M of llama2.c: a Llama of 15 million parameters, for firmware and for tests.
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
        {.hidden = 288, .vocabulary = 32000, .tied = true},
        block{layers(0, 6), grouped_query_attention{.query_heads = 6, .kv_heads = 6, .head_width = 48},
              gated_feed_forward{.width = 768}});
};

}  // namespace rafter::catalog::models
