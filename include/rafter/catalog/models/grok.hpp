// xAI Grok-1. Shape: run.py and model.py of the repository. Four RMSNorms a layer, no biases, gated GELU experts, tied.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct grok_1 {
    static constexpr const char* name = "Grok-1";
    static constexpr const char* source = "xai-org/grok-1 (7050ed2) run.py, model.py";
    // All weights, the tied table once: audit of the checkpoint's 770 tensors. The README says 314B; ports that store a
    // head report 316.49B. A token exercises 83,756,587,008 (xAI states 25 %: 86B).
    static constexpr parameters published{315'684'820'992};
    // An expert's width is widening_factor x 2/3 of the model's.
    static constexpr transformer spec = make_transformer(
        {.hidden = 6144, .vocabulary = 131072, .tied = true},
        block{layers(0, 64), grouped_query_attention{.query_heads = 48, .kv_heads = 8, .head_width = 128},
              mixture_of_experts{.experts = 8, .experts_per_token = 2, .expert_width = 32768}, layer_norms{.count = 4}});
};

}  // namespace rafter::catalog::models
