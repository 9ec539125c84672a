// All models of the catalogue: one named type a model, and the list of them by family.
#pragma once

#include <boost/hana/tuple.hpp>  // tuple_t
#include <boost/hana/type.hpp>   // type, what the list holds
#include <rafter/catalog/models/bloom.hpp>
#include <rafter/catalog/models/dbrx.hpp>
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/catalog/models/falcon.hpp>
#include <rafter/catalog/models/gemma.hpp>
#include <rafter/catalog/models/glm.hpp>
#include <rafter/catalog/models/gpt.hpp>
#include <rafter/catalog/models/gpt_oss.hpp>
#include <rafter/catalog/models/grok.hpp>
#include <rafter/catalog/models/jamba.hpp>
#include <rafter/catalog/models/kimi.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/models/mamba.hpp>
#include <rafter/catalog/models/mistral.hpp>
#include <rafter/catalog/models/nemotron.hpp>
#include <rafter/catalog/models/opt.hpp>
#include <rafter/catalog/models/palm.hpp>
#include <rafter/catalog/models/phi.hpp>
#include <rafter/catalog/models/qwen.hpp>
#include <rafter/catalog/models/stories.hpp>

namespace rafter::catalog {

/// Every model, sorted by family. A new one is a struct in its family's file and a name here. `published` is the
/// parameter count that somebody else states, less what that counts beside the weights of a forward pass; the comment
/// beside it says which. A model without an exact published count has none.
inline constexpr auto all_models = boost::hana::tuple_t<
    models::llama_2_7b, models::llama_2_13b, models::llama_2_70b,
    models::llama_3_1_8b, models::llama_3_1_70b, models::llama_3_1_405b, models::llama_3_2_1b, models::llama_4_scout,
    models::tinyllama_1_1b, models::stories15m, models::stories110m,
    models::mistral_7b, models::mixtral_8x7b,
    models::qwen2_5_0_5b, models::qwen2_5_7b, models::qwen2_5_72b,
    models::qwen3_8b, models::qwen3_32b, models::qwen3_235b_a22b, models::qwen3_next_80b_a3b,
    models::qwen3_5_122b_a10b,
    models::deepseek_v2, models::deepseek_v3, models::deepseek_v3_2, models::kimi_k2,
    models::glm_4_5, models::glm_4_6, models::glm_5,
    models::gpt_oss_120b,
    models::gemma_2_9b, models::gemma_2_27b, models::gemma_3_1b, models::gemma_3_4b, models::gemma_3_27b,
    models::phi_3_mini_4k, models::phi_4,
    models::gpt_2_small, models::gpt_3_175b, models::gpt_j_6b, models::opt_6_7b, models::opt_175b, models::bloom_176b,
    models::falcon_7b, models::falcon_180b, models::palm_540b,
    models::grok_1, models::dbrx,
    models::jamba_1_5_large, models::nemotron_h_8b, models::nemotron_h_56b, models::nemotron_3_nano_30b_a3b, models::mamba_2_8b>;

}  // namespace rafter::catalog
