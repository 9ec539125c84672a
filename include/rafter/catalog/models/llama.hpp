// Meta Llama 2 and Llama 3.1. Shapes: config.json of the model repository. RMSNorm, no biases, full attention.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
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
        {.hidden = 4096, .vocabulary = 32000},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 32, .head_width = 128},
              gated_feed_forward{.width = 11008}});
};

struct llama_2_70b {
    static constexpr const char* name = "Llama-2-70B";
    static constexpr const char* source = "meta-llama/Llama-2-70b-hf config.json";
    // Weights of a forward pass, from public size tables. The repository's total, 68,976,653,312, counts 80 x 64 rotary
    // buffers too.
    static constexpr parameters published{68'976'648'192};
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 32000},
        block{layers(0, 80), grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 28672}});
};

struct llama_3_1_8b {
    static constexpr const char* name = "Llama-3.1-8B";
    static constexpr const char* source = "meta-llama/Llama-3.1-8B config.json";
    static constexpr parameters published{8'030'261'248};  // all weights: Hugging Face safetensors total, 2026-10-01
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 128256},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 14336}});
};

struct llama_3_1_70b {
    static constexpr const char* name = "Llama-3.1-70B";
    static constexpr const char* source = "meta-llama/Llama-3.1-70B config.json";
    static constexpr parameters published{70'553'706'496};  // all weights: Hugging Face safetensors total, 2026-10-01
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 128256},
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
        {.hidden = 16384, .vocabulary = 128256},
        block{layers(0, 126), grouped_query_attention{.query_heads = 128, .kv_heads = 8, .head_width = 128},
              gated_feed_forward{.width = 53248}});
};

}  // namespace rafter::catalog::models
