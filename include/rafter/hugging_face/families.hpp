// The families that rafter knows. A new one is a file in families/ and a line here.
#pragma once

#include <rafter/hugging_face/families/deepseek.hpp>
#include <rafter/hugging_face/families/gpt_oss.hpp>
#include <rafter/hugging_face/families/llama.hpp>
#include <rafter/hugging_face/families/mistral.hpp>
#include <rafter/hugging_face/families/mixtral.hpp>
#include <rafter/hugging_face/families/qwen.hpp>

namespace rafter::hugging_face {

inline constexpr const family* known_families[] = {&families::llama,     &families::mistral,     &families::mixtral,
                                                   &families::qwen2,     &families::qwen3,       &families::qwen3_moe,
                                                   &families::deepseek_v3, &families::kimi_k2,   &families::gpt_oss};

static_assert([] {
    for (const family* f : known_families)
        if (f->reads.count > most_reads) return false;
    return true;
}(), "a family reads at most most_reads fields: raise it in note.hpp");

}  // namespace rafter::hugging_face
