// Mistral AI: Mistral-7B-v0.1 and Mixtral-8x7B. Shapes: config.json of the model repository. RMSNorm, no biases.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct mistral_7b {
    static constexpr const char* name = "Mistral-7B-v0.1";
    static constexpr const char* source = "mistralai/Mistral-7B-v0.1 config.json";
    static constexpr parameters published{7'241'732'096};  // all weights: Hugging Face safetensors total
    // Every layer sees 4,096 tokens. Only v0.1: later versions dropped the window, v0.3 has 32,768 words.
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 32000, .max_positions = 32768},
        block{layers(0, 32),
              grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128, .window = 4096},
              gated_feed_forward{.width = 14336}});
};

struct mixtral_8x7b {
    static constexpr const char* name = "Mixtral-8x7B";
    static constexpr const char* source = "mistralai/Mixtral-8x7B-v0.1 config.json";
    // All weights: Hugging Face safetensors total. A token exercises 12,879,925,248 (the card: 12.9B).
    static constexpr parameters published{46'702'792'704};
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 32000, .max_positions = 32768},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128},
              mixture_of_experts{.experts = 8, .experts_per_token = 2, .expert_width = 14336}});
};

}  // namespace rafter::catalog::models
