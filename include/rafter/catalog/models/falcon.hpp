// TII Falcon. Shapes: config.json of the model repository. LayerNorm with biases, no others; attention and feed-forward
// stand beside one another; tied, though the files store the head a second time.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct falcon_7b {
    static constexpr const char* name = "Falcon-7B";
    static constexpr const char* source = "tiiuae/falcon-7b config.json";
    // The tied table once: Hugging Face safetensors total, less the stored head.
    static constexpr parameters published{7'217'189'760 - std::int64_t{65024} * 4544};
    // One key/value head for all of 71, one norm for both branches.
    static constexpr transformer spec = make_transformer(
        {.hidden = 4544, .vocabulary = 65024, .tied = true, .norm_biases = true},
        block{layers(0, 32), grouped_query_attention{.query_heads = 71, .kv_heads = 1, .head_width = 64},
              plain_feed_forward{.width = 4 * 4544}, layer_norms{.count = 1, .biases = true}, branches::beside});
};

struct falcon_180b {
    static constexpr const char* name = "Falcon-180B";
    static constexpr const char* source = "tiiuae/falcon-180B config.json";
    // The tied table once: Hugging Face safetensors total, 2026-10-01, less the stored head.
    static constexpr parameters published{179'522'565'120 - std::int64_t{65024} * 14848};
    // new_decoder_architecture: grouped keys and values (multi_query is then unused), a norm for each branch.
    static constexpr transformer spec = make_transformer(
        {.hidden = 14848, .vocabulary = 65024, .tied = true, .norm_biases = true, .max_positions = 2048},
        block{layers(0, 80), grouped_query_attention{.query_heads = 232, .kv_heads = 8, .head_width = 64},
              plain_feed_forward{.width = 4 * 14848}, layer_norms{.count = 2, .biases = true}, branches::beside});
};

}  // namespace rafter::catalog::models
