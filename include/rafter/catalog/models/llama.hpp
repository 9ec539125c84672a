// Meta Llama 2, 3.1, 3.2 and 4, and TinyLlama. Shapes: config.json of the model repository. RMSNorm, no biases, full
// attention but in Llama 4.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct llama_2_7b {
    static constexpr const char* name = "Llama-2-7B";
    static constexpr const char* source = "meta-llama/Llama-2-7b-hf config.json";
    // Weights of a forward pass: Hugging Face safetensors total of lmsys/vicuna-7b-v1.5, the same shape. The total of
    // the repository itself, 6,738,417,664, counts 32 x 64 rotary buffers too.
    static constexpr parameters published{6'738'415'616};
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 32000, .max_positions = 4096},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 32, .head_width = 128},
              gated_feed_forward{.width = 11008}});
};

struct llama_2_13b {
    static constexpr const char* name = "Llama-2-13B";
    static constexpr const char* source = "meta-llama/Llama-2-13b-hf config.json";
    // Weights of a forward pass: Hugging Face safetensors total of lmsys/vicuna-13b-v1.5, the same shape. The total of
    // the repository itself, 13,015,866,880, counts 40 x 64 rotary buffers too.
    static constexpr parameters published{13'015'864'320};
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 32000, .max_positions = 4096},
        block{layers(0, 40), grouped_query_attention{.query_heads = 40, .kv_heads = 40, .head_width = 128},
              gated_feed_forward{.width = 13824}});
};

struct llama_2_70b {
    static constexpr const char* name = "Llama-2-70B";
    static constexpr const char* source = "meta-llama/Llama-2-70b-hf config.json";
    // Weights of a forward pass, from public size tables. The repository's total, 68,976,653,312, counts 80 x 64 rotary
    // buffers too.
    static constexpr parameters published{68'976'648'192};
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 32000, .max_positions = 4096},
        block{layers(0, 80), grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 28672}});
};

struct llama_3_1_8b {
    static constexpr const char* name = "Llama-3.1-8B";
    static constexpr const char* source = "meta-llama/Llama-3.1-8B config.json";
    static constexpr parameters published{8'030'261'248};  // all weights: Hugging Face safetensors total, 2026-10-01
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 128256, .max_positions = 131072},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 14336}});
};

struct llama_3_1_70b {
    static constexpr const char* name = "Llama-3.1-70B";
    static constexpr const char* source = "meta-llama/Llama-3.1-70B config.json";
    static constexpr parameters published{70'553'706'496};  // all weights: Hugging Face safetensors total, 2026-10-01
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 128256, .max_positions = 131072},
        block{layers(0, 80), grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 28672}});
};

struct llama_3_1_405b {
    static constexpr const char* name = "Llama-3.1-405B";
    static constexpr const char* source = "meta-llama/Llama-3.1-405B config.json";
    // All weights: Hugging Face safetensors total, 2026-10-01. First-release and repacked files hold 410,081,247,232:
    // their kv heads are doubled to 16. The model has 8.
    static constexpr parameters published{405'853'388'800};
    static constexpr transformer spec = make_transformer(
        {.hidden = 16384, .vocabulary = 128256, .max_positions = 131072},
        block{layers(0, 126), grouped_query_attention{.query_heads = 128, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 53248}});
};

struct llama_3_2_1b {
    static constexpr const char* name = "Llama-3.2-1B";
    static constexpr const char* source = "meta-llama/Llama-3.2-1B config.json";
    // All weights, the tied table once: Hugging Face safetensors total, 2026-09-25.
    static constexpr parameters published{1'235'814'400};
    static constexpr transformer spec = make_transformer(
        {.hidden = 2048, .vocabulary = 128256, .tied = true, .max_positions = 131072},
        block{layers(0, 16), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 64},
              gated_feed_forward{.width = 8192}});
};

struct llama_4_scout {
    static constexpr const char* name = "Llama-4-Scout";
    static constexpr const char* source = "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, text_config";
    // The text decoder: Hugging Face safetensors total, 2026-09-25, less what is not modelled: the vision tower of 34
    // layers (850,960,896) and its projector (20,971,520). A token exercises 17,172,894,720 (the card: 17B).
    static constexpr parameters published{108'641'793'536 - 850'960'896 - 20'971'520};
    // The norms of q and k have no weights (use_qk_norm).
    static constexpr grouped_query_attention attention{.query_heads = 40, .kv_heads = 8, .head_width = 128};
    // Every layer has experts (interleave_moe_layer_step 1). intermediate_size is the width of one expert and of the
    // shared one; intermediate_size_mlp, 16,384, would be that of dense layers.
    static constexpr mixture_of_experts experts{.experts = 16, .experts_per_token = 1, .expert_width = 8192,
                                                .shared_width = 8192};
    // Three of four layers attend within chunks of 8,192, the fourth to everything and without positions.
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 202048, .max_positions = 10485760},
        block{every(4, 3, 48).others_below(48), attention.within(8192, sight::chunked), experts},
        block{every(4, 3, 48), attention, experts});
};

struct tinyllama_1_1b {
    static constexpr const char* name = "TinyLlama-1.1B";
    static constexpr const char* source = "TinyLlama/TinyLlama-1.1B-Chat-v1.0 config.json";
    static constexpr parameters published{1'100'048'384};  // all weights: Hugging Face safetensors total
    static constexpr transformer spec = make_transformer(
        {.hidden = 2048, .vocabulary = 32000, .max_positions = 2048},
        block{layers(0, 22), grouped_query_attention{.query_heads = 32, .kv_heads = 4, .head_width = 64},
              gated_feed_forward{.width = 5632}});
};

}  // namespace rafter::catalog::models
