// BigScience BLOOM. LayerNorm, also behind the embedding, biases everywhere, multi-head attention, ALiBi (no positions are
// learned), tied.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct bloom_176b {
    static constexpr const char* name = "BLOOM-176B";
    static constexpr const char* source = "bigscience/bloom config.json (the width is n_embed)";
    static constexpr parameters published{176'247'271'424};  // all weights, the tied table once: the model card
    static constexpr transformer spec = make_transformer(
        {.hidden = 14336, .vocabulary = 250880, .tied = true, .input_norm = true, .norm_biases = true},
        block{layers(0, 70),
              grouped_query_attention{.query_heads = 112, .kv_heads = 112, .head_width = 128, .query_bias = true,
                                      .output_bias = true},
              plain_feed_forward{.width = 4 * 14336, .biases = true}, layer_norms{.biases = true}});
};

}  // namespace rafter::catalog::models
