// DeepSeek-V2, DeepSeek-V3 and DeepSeek-V3.2. Shapes: config.json of the model repository. RMSNorm, latent attention,
// experts behind the first layers (first_k_dense_replace).
#pragma once

#include <rafter/model/attention/mla.hpp>
#include <rafter/model/attention/sparse_mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/prediction.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct deepseek_v2 {
    static constexpr const char* name = "DeepSeek-V2";
    static constexpr const char* source = "deepseek-ai/DeepSeek-V2 config.json";
    // All weights: Hugging Face safetensors total. A token exercises 21,375,800,320 (the card: 21B).
    static constexpr parameters published{235'741'434'880};
    static constexpr multi_head_latent_attention attention{.heads = 128, .query_rank = 1536, .kv_rank = 512,
                                                           .nope_width = 128, .rope_width = 64, .value_width = 128};
    // The two shared experts of 1,536 are one block; the router has no correction bias (topk_method is not noaux_tc).
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 102400, .max_positions = 163840},
        block{layers(0, 1), attention, gated_feed_forward{.width = 12288}},
        block{layers(1, 60), attention,
              mixture_of_experts{.experts = 160, .experts_per_token = 6, .expert_width = 1536, .shared_width = 2 * 1536}});
};

struct deepseek_v3 {
    static constexpr const char* name = "DeepSeek-V3";
    static constexpr const char* source = "deepseek-ai/DeepSeek-V3 config.json";
    // The 61 layers of the main model: Hugging Face total of microsoft/MAI-DS-R1, a bf16 conversion without the layer of
    // multi-token prediction. 671,026,404,352, often printed, omits 58 x 256 correction biases. The repository's own
    // totals count more: 684,489,845,504 with multi-token prediction and its copies of both tables, 684,531,386,000
    // with fp8 scales. A token exercises 37,552,297,472 with both tables, 36,625,618,432 without the input table.
    static constexpr parameters published{671'026'419'200};
    static constexpr multi_head_latent_attention attention{.heads = 128, .query_rank = 1536, .kv_rank = 512,
                                                           .nope_width = 128, .rope_width = 64, .value_width = 128};
    static constexpr mixture_of_experts experts{.experts = 256, .experts_per_token = 8, .expert_width = 2048, .shared_width = 2048,
                                                .router_bias = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 7168, .vocabulary = 129280, .max_positions = 163840},
        block{layers(0, 3), attention, gated_feed_forward{.width = 18432}},
        block{layers(3, 61), attention, experts});
    // One module of multi-token prediction: 11,610,068,224 parameters (README_WEIGHTS.md: 11.5B unique), not in `spec`.
    static constexpr prediction_module prediction{attention, experts};
};

struct deepseek_v3_2 {
    static constexpr const char* name = "DeepSeek-V3.2";
    static constexpr const char* source = "deepseek-ai/DeepSeek-V3.2 config.json";
    // The 61 layers of the main model: Hugging Face total, less the module of multi-token prediction and its copies of both
    // tables. DeepSeek-V3 with an indexer of 13,959,424 in every layer. A token exercises 38,403,822,336.
    static constexpr parameters published{685'355'329'792 - 11'624'027'648 - 2 * 926'679'040};
    static constexpr sparse_latent_attention attention{.attention = deepseek_v3::attention, .index_heads = 64, .index_width = 128, .selected = 2048};
    static constexpr transformer spec = make_transformer(
        {.hidden = 7168, .vocabulary = 129280, .max_positions = 163840},
        block{layers(0, 3), attention, gated_feed_forward{.width = 18432}},
        block{layers(3, 61), attention, deepseek_v3::experts});
    static constexpr prediction_module prediction{attention, deepseek_v3::experts};
};

}  // namespace rafter::catalog::models
