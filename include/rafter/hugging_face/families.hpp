// The families that rafter knows. A new one is a file in families/ and a line here.
#pragma once

#include <rafter/hugging_face/families/bloom.hpp>
#include <rafter/hugging_face/families/deepseek.hpp>
#include <rafter/hugging_face/families/deepseek_v2.hpp>
#include <rafter/hugging_face/families/deepseek_v32.hpp>
#include <rafter/hugging_face/families/falcon.hpp>
#include <rafter/hugging_face/families/gemma2.hpp>
#include <rafter/hugging_face/families/gemma3.hpp>
#include <rafter/hugging_face/families/glm4_moe.hpp>
#include <rafter/hugging_face/families/gpt2.hpp>
#include <rafter/hugging_face/families/gpt_oss.hpp>
#include <rafter/hugging_face/families/jamba.hpp>
#include <rafter/hugging_face/families/llama.hpp>
#include <rafter/hugging_face/families/llama4.hpp>
#include <rafter/hugging_face/families/mamba.hpp>
#include <rafter/hugging_face/families/mimo.hpp>
#include <rafter/hugging_face/families/minimax_m2.hpp>
#include <rafter/hugging_face/families/mistral.hpp>
#include <rafter/hugging_face/families/mixtral.hpp>
#include <rafter/hugging_face/families/nemotron_h.hpp>
#include <rafter/hugging_face/families/olmo2.hpp>
#include <rafter/hugging_face/families/opt.hpp>
#include <rafter/hugging_face/families/phi3.hpp>
#include <rafter/hugging_face/families/qwen.hpp>
#include <rafter/hugging_face/families/qwen3_next.hpp>
#include <rafter/hugging_face/families/stablelm.hpp>

namespace rafter::hugging_face {

inline constexpr const family* known_families[] = {
    &families::llama, &families::llama4, &families::llama4_text, &families::mistral, &families::mixtral,
    &families::mimo, &families::minimax_m2, &families::qwen2, &families::qwen3, &families::qwen3_moe,
    &families::deepseek_v2, &families::deepseek_v3, &families::kimi_k2, &families::glm4_moe, &families::gpt_oss,
    &families::gpt2, &families::gemma2, &families::gemma3, &families::gemma3_text, &families::phi3,
    &families::olmo2, &families::opt, &families::bloom, &families::falcon, &families::refined_web_model, &families::refined_web,
    &families::stablelm, &families::deepseek_v32, &families::glm_moe_dsa, &families::qwen3_next, &families::qwen3_5_moe,
    &families::qwen3_5_moe_text, &families::jamba, &families::mamba_1, &families::mamba2, &families::nemotron_h};

static_assert([] {
    for (const family* f : known_families)
        if (f->reads.count > most_reads) return false;
    return true;
}(), "a family reads at most most_reads fields: raise it in note.hpp");

}  // namespace rafter::hugging_face
