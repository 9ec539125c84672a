// Microsoft Phi-3-mini and Phi-4. Shapes: config.json of the model repository. RMSNorm, no biases. q, k and v are one
// matrix in the files, gate and up another: the counts are the same.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct phi_3_mini_4k {
    static constexpr const char* name = "Phi-3-mini-4k";
    static constexpr const char* source = "microsoft/Phi-3-mini-4k-instruct config.json";
    static constexpr parameters published{3'821'079'552};  // all weights: Hugging Face safetensors total, 2026-09-25
    // Every layer sees 2,047 tokens.
    static constexpr transformer spec = make_transformer(
        {.hidden = 3072, .vocabulary = 32064, .max_positions = 4096},
        block{layers(0, 32),
              grouped_query_attention{.query_heads = 32, .kv_heads = 32, .head_width = 96, .window = 2047},
              gated_feed_forward{.width = 8192}});
};

struct phi_4 {
    static constexpr const char* name = "Phi-4";
    static constexpr const char* source = "microsoft/phi-4 config.json";
    static constexpr parameters published{14'659'507'200};  // all weights: Hugging Face safetensors total, 2026-09-25
    static constexpr transformer spec = make_transformer(
        {.hidden = 5120, .vocabulary = 100352, .max_positions = 16384},
        block{layers(0, 40), grouped_query_attention{.query_heads = 40, .kv_heads = 10, .head_width = 128},
              gated_feed_forward{.width = 17920}});
};

}  // namespace rafter::catalog::models
