// Databricks DBRX. Shape: config.json of the model repository. LayerNorm without biases, no others.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct dbrx {
    static constexpr const char* name = "DBRX";
    static constexpr const char* source = "databricks/dbrx-base config.json";
    // No exact count is published: the card says 132B, of which a token exercises 36B (here 36,469,708,800).
    // ffn_hidden_size is 10,752: the 3,584 of many fixtures is the default of the class.
    static constexpr transformer spec = make_transformer(
        {.hidden = 6144, .vocabulary = 100352, .max_positions = 32768},
        block{layers(0, 40), grouped_query_attention{.query_heads = 48, .kv_heads = 8, .head_width = 128},
              mixture_of_experts{.experts = 16, .experts_per_token = 4, .expert_width = 10752}});
};

}  // namespace rafter::catalog::models
