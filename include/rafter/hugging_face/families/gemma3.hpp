// Gemma3ForCausalLM, and the text model of Gemma3ForConditionalGeneration: as Gemma 2 with norms of q and k, and five
// layers with a window to one without.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key gemma3_text_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                            "intermediate_size", "vocab_size", "tie_word_embeddings", "attention_bias", "sliding_window",
                                            "sliding_window_pattern", "_sliding_window_pattern", "layer_types"};
inline constexpr key gemma3_text_harmless[] = {"hidden_activation", "query_pre_attn_scalar", "attn_logit_softcapping", "final_logit_softcapping",
                                               "rope_local_base_freq", "rope_global_base_freq"};
inline constexpr fixed_key gemma3_text_fixed[] = {{"use_qk_norm", "true"}, {"use_bidirectional_attention", "false"}};

/// The released 4B states neither heads nor vocabulary nor pattern: Gemma3TextConfig documents 8 heads, 4 key/value
/// heads, width 256 and 262,208 words. One kind of heads alone is not filled up.
constexpr grouped_query_attention read_gemma3_heads(reader& r, std::int64_t hidden) noexcept {
    if (r.find("num_attention_heads") != nullptr || r.find("num_key_value_heads") != nullptr)
        return read_heads(r, hidden, {.width_if_absent = 256, .width_may_be_null = false});
    return {.query_heads = r.by_default("num_attention_heads", 8), .kv_heads = r.by_default("num_key_value_heads", 4),
            .head_width = r.find("head_dim") != nullptr ? r.size("head_dim") : r.by_default("head_dim", 256)};
}

/// The last of every `sliding_window_pattern` layers does not slide; 6 is documented. A list of layer kinds decides, and
/// must agree with a stated pattern.
constexpr layer_set read_gemma3_windows(reader& r, std::int64_t count) noexcept {
    const bool stated = r.stated("sliding_window_pattern") != nullptr || r.stated("_sliding_window_pattern") != nullptr;
    const member* kinds = r.stated("layer_types");
    if (kinds != nullptr && !stated) return read_sliding_layers(r, *kinds, count);
    const std::int64_t pattern = stated ? r.size("sliding_window_pattern", "_sliding_window_pattern") : r.by_default("sliding_window_pattern", 6);
    const layer_set sliding = every(pattern, pattern - 1, count).others_below(count);
    if (kinds != nullptr && read_sliding_layers(r, *kinds, count) != sliding) r.fail(error_code::inconsistent, *kinds);
    return sliding;
}

constexpr void build_gemma3_text(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("hidden_size"), .vocabulary = r.size_or("vocab_size", 262'208), .tied = r.tied_or(true),
                       .max_positions = 131'072};  // unless stated: Gemma3TextConfig documents so
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention full = read_gemma3_heads(r, around.hidden);
    full.query_bias = full.output_bias = r.flag_or("attention_bias", false);
    full.head_norms = true;
    const layer_set sliding = read_gemma3_windows(r, count);
    grouped_query_attention windowed = full;
    if (!sliding.empty()) windowed.window = read_used_window(r);
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size")};
    layer_builder model{r, around, into};
    model.add(sliding, windowed, feed_forward, {.count = 4});
    model.add(sliding.others_below(count), full, feed_forward, {.count = 4});
}

inline constexpr family gemma3_text{"gemma3_text", gemma3_text_reads, gemma3_text_harmless, gemma3_text_fixed, build_gemma3_text};

inline constexpr key gemma3_reads[] = {"text_config", "tie_word_embeddings"};
inline constexpr key gemma3_harmless[] = {"vision_config", "mm_tokens_per_image", "boi_token_index", "eoi_token_index", "image_token_index", "image_token_id",
                                          "vision_soft_tokens_per_image"};
inline constexpr family gemma3{"gemma3", gemma3_reads, gemma3_harmless, {}, nullptr, &gemma3_text};

}  // namespace rafter::hugging_face::families
