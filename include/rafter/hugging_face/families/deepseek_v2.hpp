// DeepseekV2ForCausalLM: DeepSeek-V2, V2-Lite and Coder-V2, whose routers have no correction bias.
#pragma once

#include <rafter/hugging_face/families/deepseek.hpp>

namespace rafter::hugging_face::families {

inline constexpr fixed_key deepseek_v2_fixed[] = {{"mlp_bias", "false"}};

/// The methods of this family only choose. DeepseekV2Config documents greedy.
constexpr bool read_uncorrected(reader& r) noexcept {
    const member* m = r.stated("topk_method");
    if (m == nullptr) r.text_by_default("topk_method", "greedy");
    else if (m->kind != value_kind::string) r.fail(error_code::wrong_type, *m);
    else if (!r.says(*m, "greedy") && !r.says(*m, "group_limited_greedy")) r.fail(error_code::unsupported_value, *m);
    return false;
}

constexpr void build_deepseek_v2(reader& r, transformer& into) noexcept { build_deepseek(r, into, read_latent_attention(r), read_uncorrected(r)); }

inline constexpr family deepseek_v2{"deepseek_v2", deepseek_v3_reads, deepseek_v3_harmless, deepseek_v2_fixed, build_deepseek_v2};

}  // namespace rafter::hugging_face::families
