// Moonshot AI Kimi-K2. Shape: config.json of the model repository. The class of DeepSeek-V3 with half the heads, more
// experts and one dense layer.
#pragma once

#include <rafter/model/attention/mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct kimi_k2 {
    static constexpr const char* name = "Kimi-K2";
    static constexpr const char* source = "moonshotai/Kimi-K2-Instruct config.json";
    // All weights: audit of every safetensors header (Together catalogue), router correction biases included. The totals
    // of the repositories count 56 or 128 auxiliary elements a layer too, or fp8 scales (1,026,470,731,056).
    // A token exercises 32,861,500,928 with both tables (the card: 32B).
    static constexpr parameters published{1'026'408'232'448};
    static constexpr multi_head_latent_attention attention{.heads = 64, .query_rank = 1536, .kv_rank = 512,
                                                           .nope_width = 128, .rope_width = 64, .value_width = 128};
    static constexpr transformer spec = make_transformer(
        {.hidden = 7168, .vocabulary = 163840, .max_positions = 131072},
        block{layers(0, 1), attention, gated_feed_forward{.width = 18432}},
        block{layers(1, 61), attention,
              mixture_of_experts{.experts = 384, .experts_per_token = 8, .expert_width = 2048, .shared_width = 2048,
                                 .router_bias = true}});
};

}  // namespace rafter::catalog::models
