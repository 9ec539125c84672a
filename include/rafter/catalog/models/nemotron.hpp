// NVIDIA Nemotron-H and Nemotron-3-Nano. Shapes: config.json of the model repository. Every layer is one of Mamba-2 (M),
// attention without positions (*), a feed-forward without gate (-) or experts without gate (E), behind one RMSNorm.
#pragma once

#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/recurrent/mamba_2.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct nemotron_h_8b {
    static constexpr const char* name = "Nemotron-H-8B";
    static constexpr const char* source = "nvidia/Nemotron-H-8B-Base-8K config.json";
    // Nobody prints an exact count (the name: 8B).
    static constexpr const char* pattern = "M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M-";
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 131072, .max_positions = 8192},
        block{marked(pattern, 'M'), mamba_2{.heads = 128, .head_width = 64, .groups = 8, .state = 128, .chunk = 128}, nothing{}, layer_norms{.count = 1}},
        block{marked(pattern, '-'), nothing{}, plain_feed_forward{.width = 21504}, layer_norms{.count = 1}},
        block{marked(pattern, '*'), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128}, nothing{}, layer_norms{.count = 1}});
};

struct nemotron_h_56b {
    static constexpr const char* name = "Nemotron-H-56B";
    static constexpr const char* source = "nvidia/Nemotron-H-56B-Base-8K config.json";
    // Nobody prints an exact count (the name: 56B).
    static constexpr const char* pattern = "M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M-";
    static constexpr transformer spec = make_transformer(
        {.hidden = 8192, .vocabulary = 131072, .max_positions = 8192},
        block{marked(pattern, 'M'), mamba_2{.heads = 256, .head_width = 64, .groups = 8, .state = 256, .chunk = 128}, nothing{}, layer_norms{.count = 1}},
        block{marked(pattern, '-'), nothing{}, plain_feed_forward{.width = 32768}, layer_norms{.count = 1}},
        block{marked(pattern, '*'), grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128}, nothing{}, layer_norms{.count = 1}});
};

struct nemotron_3_nano_30b_a3b {
    static constexpr const char* name = "Nemotron-3-Nano-30B-A3B";
    static constexpr const char* source = "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 config.json";
    // Hugging Face safetensors total, which lacks the 23 x 128 correction biases of the routers. A token exercises
    // 3,580,076,352.
    static constexpr parameters published{31'577'937'344 + 23 * 128};
    // The shared expert is twice as wide as a routed one. 64 x 64 channels, not twice the width of the model. The vendor's
    // file asks for the state in fp32 (mamba_ssm_cache_dtype).
    static constexpr const char* pattern = "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME";
    static constexpr transformer spec = make_transformer(
        {.hidden = 2688, .vocabulary = 131072, .max_positions = 262144},
        block{marked(pattern, 'M'), mamba_2{.heads = 64, .head_width = 64, .groups = 8, .state = 128, .chunk = 128}, nothing{}, layer_norms{.count = 1}},
        block{marked(pattern, 'E'), nothing{},
              mixture_of_experts{.experts = 128, .experts_per_token = 6, .expert_width = 1856, .shared_width = 3712, .router_bias = true, .gated = false},
              layer_norms{.count = 1}},
        block{marked(pattern, '*'), grouped_query_attention{.query_heads = 32, .kv_heads = 2, .head_width = 128}, nothing{}, layer_norms{.count = 1}});
};

}  // namespace rafter::catalog::models
