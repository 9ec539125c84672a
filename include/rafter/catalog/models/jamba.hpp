// AI21 Jamba 1.5. Shape: config.json of the model repository. Mamba with norms of step, B and C, attention without positions
// in one layer of eight, experts in every other; RMSNorm.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/recurrent/mamba.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct jamba_1_5_large {
    static constexpr const char* name = "Jamba-1.5-Large";
    static constexpr const char* source = "ai21labs/AI21-Jamba-1.5-Large config.json";
    // All weights: Hugging Face safetensors total. A token exercises 94,149,338,592 (the card: 94B).
    static constexpr parameters published{398'555'145'696};
    static constexpr mamba recurrent{.channels = 2 * 8192, .state = 16, .step_rank = 512, .inner_norms = true};
    static constexpr layer_set attending = every(8, 4, 72), mixing = every(2, 1, 72);
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 65536, .max_positions = 262144},
        block{layers_without(mixing.others_below(72), attending), recurrent, gated_feed_forward{.width = 24576}},
        block{mixing, recurrent, mixture_of_experts{.experts = 16, .experts_per_token = 2, .expert_width = 24576}},
        block{attending, grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128}, gated_feed_forward{.width = 24576}});
};

}  // namespace rafter::catalog::models
