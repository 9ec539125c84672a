// All models of the catalogue: one named type a model, and the list of them by family.
#pragma once

#include <boost/hana/tuple.hpp>  // tuple_t
#include <boost/hana/type.hpp>   // type, what the list holds
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/catalog/models/gpt_oss.hpp>
#include <rafter/catalog/models/kimi.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/models/mistral.hpp>
#include <rafter/catalog/models/qwen.hpp>
#include <rafter/catalog/models/stories.hpp>

namespace rafter::catalog {

/// Every model, sorted by family. A new one is a struct in its family's file and a name here. `published` is the
/// parameter count that somebody else states; the comment beside it says what that counts.
inline constexpr auto all_models = boost::hana::tuple_t<
    models::llama_2_7b, models::llama_2_70b, models::llama_3_1_8b, models::llama_3_1_70b, models::llama_3_1_405b,
    models::mistral_7b, models::mixtral_8x7b,
    models::qwen2_5_7b, models::qwen3_8b, models::qwen3_235b_a22b,
    models::deepseek_v3, models::kimi_k2,
    models::gpt_oss_120b,
    models::stories15m>;

}  // namespace rafter::catalog
