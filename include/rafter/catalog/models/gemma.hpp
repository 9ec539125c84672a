// Google Gemma 2 and Gemma 3, text decoders. Shapes: config.json of the model repository. Four RMSNorms a layer, no biases,
// GeGLU; the table is tied by the class, no field says so. Gemma 2: a window on every other layer, the first among them.
// Gemma 3: five layers with a window, then one without; a norm each for q and k.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct gemma_2_9b {
    static constexpr const char* name = "Gemma-2-9B";
    static constexpr const char* source = "google/gemma-2-9b-it config.json";
    static constexpr parameters published{9'241'705'984};  // all weights, the tied table once: safetensors total
    static constexpr grouped_query_attention attention{.query_heads = 16, .kv_heads = 8, .head_width = 256};
    static constexpr gated_feed_forward mlp{.width = 14336};
    static constexpr transformer spec = make_transformer(
        {.hidden = 3584, .vocabulary = 256000, .tied = true, .max_positions = 8192},
        block{every(2, 0, 42), attention.within(4096), mlp, layer_norms{.count = 4}},
        block{every(2, 1, 42), attention, mlp, layer_norms{.count = 4}});
};

struct gemma_2_27b {
    static constexpr const char* name = "Gemma-2-27B";
    static constexpr const char* source = "google/gemma-2-27b-it config.json";
    static constexpr parameters published{27'227'128'320};  // all weights, the tied table once: safetensors total
    static constexpr grouped_query_attention attention{.query_heads = 32, .kv_heads = 16, .head_width = 128};
    static constexpr gated_feed_forward mlp{.width = 36864};
    static constexpr transformer spec = make_transformer(
        {.hidden = 4608, .vocabulary = 256000, .tied = true, .max_positions = 8192},
        block{every(2, 0, 46), attention.within(4096), mlp, layer_norms{.count = 4}},
        block{every(2, 1, 46), attention, mlp, layer_norms{.count = 4}});
};

struct gemma_3_1b {
    static constexpr const char* name = "Gemma-3-1B";
    static constexpr const char* source = "google/gemma-3-1b-it config.json";
    static constexpr parameters published{999'885'952};  // all weights, the tied table once: safetensors total, 2026-09-25
    static constexpr grouped_query_attention attention{.query_heads = 4, .kv_heads = 1, .head_width = 256,
                                                       .head_norms = true};
    static constexpr gated_feed_forward mlp{.width = 6912};
    static constexpr layer_set global = every(6, 5, 26);
    static constexpr transformer spec = make_transformer(
        {.hidden = 1152, .vocabulary = 262144, .tied = true, .max_positions = 32768},
        block{global.others_below(26), attention.within(512), mlp, layer_norms{.count = 4}},
        block{global, attention, mlp, layer_norms{.count = 4}});
};

struct gemma_3_4b {
    static constexpr const char* name = "Gemma-3-4B";
    static constexpr const char* source = "google/gemma-3-4b-it config.json, text_config";
    // The text decoder: Hugging Face safetensors total, less the vision tower (416,866,032) and its projector (2,950,272),
    // which are not modelled. The config leaves heads, vocabulary and window pattern to the defaults of its class.
    static constexpr parameters published{4'300'079'472 - 416'866'032 - 2'950'272};
    static constexpr grouped_query_attention attention{.query_heads = 8, .kv_heads = 4, .head_width = 256,
                                                       .head_norms = true};
    static constexpr gated_feed_forward mlp{.width = 10240};
    static constexpr layer_set global = every(6, 5, 34);
    static constexpr transformer spec = make_transformer(
        {.hidden = 2560, .vocabulary = 262208, .tied = true, .max_positions = 131072},
        block{global.others_below(34), attention.within(1024), mlp, layer_norms{.count = 4}},
        block{global, attention, mlp, layer_norms{.count = 4}});
};

struct gemma_3_27b {
    static constexpr const char* name = "Gemma-3-27B";
    static constexpr const char* source = "google/gemma-3-27b-it config.json, text_config";
    // The text decoder: Hugging Face safetensors total, less the vision tower (416,866,032) and its projector (6,194,304),
    // which are not modelled.
    static constexpr parameters published{27'432'406'640 - 416'866'032 - 6'194'304};
    static constexpr grouped_query_attention attention{.query_heads = 32, .kv_heads = 16, .head_width = 128,
                                                       .head_norms = true};
    static constexpr gated_feed_forward mlp{.width = 21504};
    static constexpr layer_set global = every(6, 5, 62);
    static constexpr transformer spec = make_transformer(
        {.hidden = 5376, .vocabulary = 262208, .tied = true, .max_positions = 131072},
        block{global.others_below(62), attention.within(1024), mlp, layer_norms{.count = 4}},
        block{global, attention, mlp, layer_norms{.count = 4}});
};

}  // namespace rafter::catalog::models
