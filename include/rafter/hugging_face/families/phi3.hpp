// Phi3ForCausalLM: Phi-3-mini and -medium, Phi-4 and Phi-4-mini. As Llama; its matrices are stored joined.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key phi3_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                     "intermediate_size", "vocab_size", "sliding_window", "tie_word_embeddings"};
inline constexpr key phi3_harmless[] = {"embd_pdrop", "resid_pdrop", "original_max_position_embeddings", "interpolation_factor"};
inline constexpr fixed_key phi3_fixed[] = {{"attention_bias", "false"}, {"mlp_bias", "false"}, {"lm_head_bias", "false"}, {"full_attn_mod", "1"}};

/// Key/value heads that are not stated are as many as query heads, and an absent window is none: Phi3Config documents so.
constexpr void build_phi3(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden, {.kv_heads_may_be_absent = true});
    attention.window = r.size_or_none("sliding_window");
    if (r.find("sliding_window") == nullptr) r.none_by_default("sliding_window");
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, gated_feed_forward{.width = r.size("intermediate_size")});
}

inline constexpr family phi3{"phi3", phi3_reads, phi3_harmless, phi3_fixed, build_phi3};

}  // namespace rafter::hugging_face::families
