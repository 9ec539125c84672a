// Zhipu GLM-4.5, GLM-4.6 and GLM-5. Shape: config.json of the model repository. RMSNorm, experts from layer 3 on. GLM-4 has
// biases on q, k and v and a norm each for q and k; GLM-5 has DeepSeek's sparse attention.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/attention/sparse_mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/prediction.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct glm_4_5 {
    static constexpr const char* name = "GLM-4.5";
    static constexpr const char* source = "zai-org/GLM-4.5 config.json";
    // The 92 layers of the main model: test of a third-party calculator. The Hugging Face total, 358,337,791,296, counts
    // the layer of multi-token prediction and its copies of both tables too. A token exercises 33,632,266,144 with both
    // tables, 32,856,319,904 without the input table (the card: 32B).
    static constexpr parameters published{352'797'829'024};
    static constexpr grouped_query_attention attention{.query_heads = 96, .kv_heads = 8, .head_width = 128,
                                                       .query_bias = true, .head_norms = true};
    static constexpr mixture_of_experts experts{.experts = 160, .experts_per_token = 8, .expert_width = 1536, .shared_width = 1536,
                                                .router_bias = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 151552, .max_positions = 131072},
        block{layers(0, 3), attention, gated_feed_forward{.width = 12288}},
        block{layers(3, 92), attention, experts});
    static constexpr prediction_module prediction{attention, experts};  // 3,988,069,792 parameters
};

struct glm_4_6 {
    static constexpr const char* name = "GLM-4.6";
    static constexpr const char* source = "zai-org/GLM-4.6 config.json";
    // The 92 layers of the main model: Hugging Face safetensors total, less the layer of multi-token prediction
    // (3,988,069,792), which here stores no copies of the tables. Active as in GLM-4.5.
    static constexpr parameters published{356'785'898'816 - 3'988'069'792};
    // The shape of GLM-4.5; only the longest context differs.
    static constexpr transformer spec = [] {
        transformer t = glm_4_5::spec;
        t.max_positions = 202752;
        return t;
    }();
    static constexpr prediction_module prediction = glm_4_5::prediction;
};

struct glm_5 {
    static constexpr const char* name = "GLM-5";
    static constexpr const char* source = "zai-org/GLM-5 config.json";
    // Nobody prints an exact count of the 78 layers of the main model (the card: 744B, 40B active).
    static constexpr sparse_latent_attention attention{
        .attention = {.heads = 64, .query_rank = 2048, .kv_rank = 512, .nope_width = 192, .rope_width = 64, .value_width = 256},
        .index_heads = 32, .index_width = 128, .selected = 2048};
    static constexpr mixture_of_experts experts{.experts = 256, .experts_per_token = 8, .expert_width = 2048, .shared_width = 2048,
                                                .router_bias = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 6144, .vocabulary = 154880, .max_positions = 202752},
        block{layers(0, 3), attention, gated_feed_forward{.width = 12288}},
        block{layers(3, 78), attention, experts});
    static constexpr prediction_module prediction{attention, experts};
};

}  // namespace rafter::catalog::models
