// OpenAI gpt-oss-120b. Shape: config.json of the model repository. RMSNorm, biases everywhere, sinks, and a window of 128
// on every other layer, the first among them.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct gpt_oss_120b {
    static constexpr const char* name = "gpt-oss-120b";
    static constexpr const char* source = "openai/gpt-oss-120b config.json";
    // All weights, without the scales of mxfp4: Hugging Face safetensors total, 2026-09-25. Where scales are counted as
    // elements the total is 120,412,337,472. A token exercises 5,711,982,912; the card's 5.13B leave out the input table
    // and count the output table.
    static constexpr parameters published{116'829'156'672};
    static constexpr grouped_query_attention attention{.query_heads = 64, .kv_heads = 8, .head_width = 64,
                                                       .query_bias = true, .output_bias = true, .sinks = true};
    // intermediate_size is the width of one expert.
    static constexpr mixture_of_experts experts{.experts = 128, .experts_per_token = 4, .expert_width = 2880,
                                                .router_bias = true, .expert_biases = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 2880, .vocabulary = 201088, .max_positions = 131072},
        block{every(2, 0, 36), attention.within(128), experts},
        block{every(2, 1, 36), attention, experts});
};

}  // namespace rafter::catalog::models
