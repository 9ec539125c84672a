// OpenAI GPT-2 and GPT-3: LayerNorm, biases everywhere, multi-head attention, learned positions, tied. EleutherAI GPT-J.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct gpt_2_small {
    static constexpr const char* name = "GPT-2-small";
    static constexpr const char* source = "openai-community/gpt2 config.json";
    // All weights, the tied table once: public arithmetic. The Hugging Face total, 137,022,720, counts a causal mask of
    // 1024 x 1024 in each of the 12 layers too. OpenAI's paper says 117M, its code 124M.
    static constexpr parameters published{124'439'808};
    static constexpr transformer spec = make_transformer(
        {.hidden = 768, .vocabulary = 50257, .tied = true, .positions = 1024, .norm_biases = true, .max_positions = 1024},
        block{layers(0, 12),
              grouped_query_attention{.query_heads = 12, .kv_heads = 12, .head_width = 64, .query_bias = true,
                                      .output_bias = true},
              plain_feed_forward{.width = 3072, .biases = true}, layer_norms{.biases = true}});
};

struct gpt_3_175b {
    static constexpr const char* name = "GPT-3-175B";
    static constexpr const char* source = "GPT-3 paper (arXiv 2005.14165), table 2.1; the vocabulary is GPT-2's";
    // Counted like GPT-2: several public recomputations. OpenAI gives no exact count; table D.1 prints 174,600M.
    static constexpr parameters published{174'604'259'328};
    // Every other layer attends to a band whose width the paper does not give: all are taken as full.
    static constexpr transformer spec = make_transformer(
        {.hidden = 12288, .vocabulary = 50257, .tied = true, .positions = 2048, .norm_biases = true, .max_positions = 2048},
        block{layers(0, 96),
              grouped_query_attention{.query_heads = 96, .kv_heads = 96, .head_width = 128, .query_bias = true,
                                      .output_bias = true},
              plain_feed_forward{.width = 49152, .biases = true}, layer_norms{.biases = true}});
};

struct gpt_j_6b {
    static constexpr const char* name = "GPT-J-6B";
    static constexpr const char* source = "EleutherAI/gpt-j-6b config.json";
    // All weights: printed by a loader of the Hugging Face model. The card says 6,053,381,344.
    static constexpr parameters published{6'050'882'784};
    // Rotary positions; attention without biases and feed-forward with, beside one another behind one LayerNorm; a head of
    // its own, with a bias. The vocabulary is GPT-2's, padded.
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 50400, .norm_biases = true, .head_bias = true},
        block{layers(0, 28),
              grouped_query_attention{.query_heads = 16, .kv_heads = 16, .head_width = 256},
              plain_feed_forward{.width = 16384, .biases = true}, layer_norms{.count = 1, .biases = true}, branches::beside});
};

}  // namespace rafter::catalog::models
