// Gemma2ForCausalLM: four norms a layer, and a window on every other one.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key gemma2_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                       "intermediate_size", "vocab_size", "tie_word_embeddings", "attention_bias",
                                       "sliding_window", "sliding_window_size", "layer_types"};
inline constexpr key gemma2_harmless[] = {"hidden_activation", "query_pre_attn_scalar", "attn_logit_softcapping", "final_logit_softcapping"};

/// Layers 0, 2, 4, ... slide where no list of layer kinds says otherwise. An absent head_dim is 256 and the head is the
/// input table: Gemma2Config documents so.
constexpr void build_gemma2(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("hidden_size"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true)};
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention full = read_heads(r, around.hidden, {.width_if_absent = 256, .width_may_be_null = false});
    full.query_bias = full.output_bias = r.flag_or("attention_bias", false);
    const member* kinds = r.stated("layer_types");
    const layer_set sliding = kinds != nullptr ? read_sliding_layers(r, *kinds, count) : every(2, 0, count);
    grouped_query_attention windowed = full;
    if (!sliding.empty()) windowed.window = read_used_window(r);
    if (const std::int64_t again = r.size_or_none("sliding_window_size"); again != 0 && again != windowed.window)
        r.fail(error_code::inconsistent, "sliding_window_size");
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size")};
    layer_builder model{r, around, into};
    model.add(sliding, windowed, feed_forward, {.count = 4});
    model.add(sliding.others_below(count), full, feed_forward, {.count = 4});
}

inline constexpr family gemma2{"gemma2", gemma2_reads, gemma2_harmless, {}, build_gemma2};

}  // namespace rafter::hugging_face::families
