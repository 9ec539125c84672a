// Meta OPT. LayerNorm, biases everywhere, multi-head attention, ReLU, learned positions (two rows more than positions),
// tied. No exact count is published: these have no `published`.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct opt_6_7b {
    static constexpr const char* name = "OPT-6.7B";
    static constexpr const char* source = "facebook/opt-6.7b config.json";
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 50272, .tied = true, .positions = 2048 + 2, .norm_biases = true, .max_positions = 2048},
        block{layers(0, 32),
              grouped_query_attention{.query_heads = 32, .kv_heads = 32, .head_width = 128, .query_bias = true,
                                      .output_bias = true},
              plain_feed_forward{.width = 16384, .biases = true}, layer_norms{.biases = true}});
};

struct opt_175b {
    static constexpr const char* name = "OPT-175B";
    static constexpr const char* source = "cli99/llm-analysis (d841e40) facebook_opt-175b.json";
    static constexpr transformer spec = make_transformer(
        {.hidden = 12288, .vocabulary = 50272, .tied = true, .positions = 2048 + 2, .norm_biases = true, .max_positions = 2048},
        block{layers(0, 96),
              grouped_query_attention{.query_heads = 96, .kv_heads = 96, .head_width = 128, .query_bias = true,
                                      .output_bias = true},
              plain_feed_forward{.width = 49152, .biases = true}, layer_norms{.biases = true}});
};

}  // namespace rafter::catalog::models
