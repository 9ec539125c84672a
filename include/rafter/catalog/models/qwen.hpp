// Alibaba Qwen2.5, Qwen3, Qwen3-Next and Qwen3.5. Shapes: config.json of the model repository. RMSNorm, no windows
// (use_sliding_window is false). Qwen2.5 has biases on q, k and v, by its class; later ones none, but a norm each for q
// and k. From Qwen3-Next on three layers of four are gated DeltaNet, and attention gates its result.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/prediction.hpp>
#include <rafter/model/recurrent/gated_delta_net.hpp>
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

struct qwen3_next_80b_a3b {
    static constexpr const char* name = "Qwen3-Next-80B-A3B";
    static constexpr const char* source = "Qwen/Qwen3-Next-80B-A3B-Instruct config.json";
    // The 48 layers of the main model: Hugging Face total of Qwen3-Coder-Next, the same shape without multi-token
    // prediction. The repository's own total, 81,324,862,720, counts its module. A token exercises 3,874,929,408.
    static constexpr parameters published{79'674'391'296};
    static constexpr grouped_query_attention attention{.query_heads = 16, .kv_heads = 2, .head_width = 256, .head_norms = true, .output_gate = true};
    static constexpr gated_delta_net linear{.value_heads = 32, .key_heads = 16, .value_width = 128, .key_width = 128};
    static constexpr mixture_of_experts experts{.experts = 512, .experts_per_token = 10, .expert_width = 512, .shared_width = 512, .shared_gate = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 2048, .vocabulary = 151936, .max_positions = 262144},
        block{every(4, 3, 48).others_below(48), linear, experts},
        block{every(4, 3, 48), attention, experts});
    // 1,650,471,424 parameters: the difference of the two totals.
    static constexpr prediction_module prediction{attention, experts};
};

struct qwen3_5_122b_a10b {
    static constexpr const char* name = "Qwen3.5-122B-A10B";
    static constexpr const char* source = "Qwen/Qwen3.5-122B-A10B config.json, text_config";
    // The text model; nobody prints an exact count of it.
    static constexpr grouped_query_attention attention{.query_heads = 32, .kv_heads = 2, .head_width = 256, .head_norms = true, .output_gate = true};
    static constexpr gated_delta_net linear{.value_heads = 64, .key_heads = 16, .value_width = 128, .key_width = 128};
    static constexpr mixture_of_experts experts{.experts = 256, .experts_per_token = 8, .expert_width = 1024, .shared_width = 1024, .shared_gate = true};
    static constexpr transformer spec = make_transformer(
        {.hidden = 3072, .vocabulary = 248320, .max_positions = 262144},
        block{every(4, 3, 48).others_below(48), linear, experts},
        block{every(4, 3, 48), attention, experts});
    static constexpr prediction_module prediction{attention, experts};
};

}  // namespace rafter::catalog::models
