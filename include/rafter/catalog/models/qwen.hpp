// Alibaba Qwen2.5 and Qwen3. Shapes: config.json of the model repository. RMSNorm, full attention (use_sliding_window is
// false). Qwen2.5 has biases on q, k and v, by its class; Qwen3 none, but a norm each for q and k.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct qwen2_5_0_5b {
    static constexpr const char* name = "Qwen2.5-0.5B";
    static constexpr const char* source = "Qwen/Qwen2.5-0.5B config.json";
    // All weights, the tied table once: Hugging Face safetensors total, 2026-09-25.
    static constexpr parameters published{494'032'768};
    // A vocabulary of 151,936: the larger models of the family have 152,064.
    static constexpr transformer spec = make_transformer(
        {.hidden = 896, .vocabulary = 151936, .tied = true, .max_positions = 32768},
        block{layers(0, 24),
              grouped_query_attention{.query_heads = 14, .kv_heads = 2, .head_width = 64, .query_bias = true},
              gated_feed_forward{.width = 4864}});
};

struct qwen2_5_7b {
    static constexpr const char* name = "Qwen2.5-7B";
    static constexpr const char* source = "Qwen/Qwen2.5-7B config.json";
    static constexpr parameters published{7'615'616'512};  // all weights: Hugging Face safetensors total
    static constexpr transformer spec = make_transformer(
        {.hidden = 3584, .vocabulary = 152064, .max_positions = 32768},
        block{layers(0, 28),
              grouped_query_attention{.query_heads = 28, .kv_heads = 4, .head_width = 128, .query_bias = true},
              gated_feed_forward{.width = 18944}});
};

struct qwen2_5_72b {
    static constexpr const char* name = "Qwen2.5-72B";
    static constexpr const char* source = "Qwen/Qwen2.5-72B-Instruct config.json";
    static constexpr parameters published{72'706'203'648};  // all weights: Hugging Face safetensors total
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 152064, .max_positions = 32768},
        block{layers(0, 80),
              grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128, .query_bias = true},
              gated_feed_forward{.width = 29568}});
};

struct qwen3_8b {
    static constexpr const char* name = "Qwen3-8B";
    static constexpr const char* source = "Qwen/Qwen3-8B config.json";
    static constexpr parameters published{8'190'735'360};  // all weights: Hugging Face safetensors total
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 151936, .max_positions = 40960},
        block{layers(0, 36),
              grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128, .head_norms = true},
              gated_feed_forward{.width = 12288}});
};

struct qwen3_32b {
    static constexpr const char* name = "Qwen3-32B";
    static constexpr const char* source = "Qwen/Qwen3-32B config.json";
    static constexpr parameters published{32'762'123'264};  // all weights: Hugging Face safetensors total
    // The heads are wider than the model: 64 x 128 = 8,192.
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 151936, .max_positions = 40960},
        block{layers(0, 64),
              grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128, .head_norms = true},
              gated_feed_forward{.width = 25600}});
};

struct qwen3_235b_a22b {
    static constexpr const char* name = "Qwen3-235B-A22B";
    static constexpr const char* source = "Qwen/Qwen3-235B-A22B config.json";
    // All weights: Hugging Face safetensors total. A token exercises 22,190,763,520 (the card: 22B).
    static constexpr parameters published{235'093'634'560};
    // intermediate_size 12,288 is unused: every layer has experts, of width moe_intermediate_size, and none is shared.
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 151936, .max_positions = 40960},
        block{layers(0, 94),
              grouped_query_attention{.query_heads = 64, .kv_heads = 4, .head_width = 128, .head_norms = true},
              mixture_of_experts{.experts = 128, .experts_per_token = 8, .expert_width = 1536}});
};

}  // namespace rafter::catalog::models
