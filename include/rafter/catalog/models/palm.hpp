// Google PaLM. LayerNorm without biases, one key/value head, SwiGLU beside the attention behind one norm, tied. The heads
// are narrower than the model: 48 x 256 = 12,288.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct palm_540b {
    static constexpr const char* name = "PaLM-540B";
    static constexpr const char* source = "PaLM paper (arXiv 2204.02311), table 1";
    // No exact count is published: the paper prints 540.35B. A vocabulary of "256k" is 256,000: 262,144 does not fit that.
    static constexpr transformer spec = make_transformer(
        {.hidden = 18432, .vocabulary = 256000, .tied = true},
        block{layers(0, 118), grouped_query_attention{.query_heads = 48, .kv_heads = 1, .head_width = 256},
              gated_feed_forward{.width = 73728}, layer_norms{.count = 1}, branches::beside});
};

}  // namespace rafter::catalog::models
