// GPT2LMHeadModel: learned positions, LayerNorm, biases everywhere. Each size goes by an old and a new name.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key gpt2_reads[] = {"n_embd", "hidden_size", "n_layer", "num_hidden_layers", "n_head", "num_attention_heads", "n_positions",
                                     "max_position_embeddings", "n_inner", "vocab_size", "tie_word_embeddings"};
inline constexpr key gpt2_harmless[] = {"n_ctx", "attn_pdrop", "embd_pdrop", "resid_pdrop", "layer_norm_epsilon", "scale_attn_weights",
                                        "scale_attn_by_inverse_layer_idx", "reorder_and_upcast_attn", "predict_special_tokens", "_num_labels"};
inline constexpr fixed_key gpt2_fixed[] = {{"n_special", "0"}};

/// A feed-forward whose width is not said is four times as wide as the model, and the head is the input table: GPT2Config
/// documents so.
constexpr void build_gpt2(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("n_embd", "hidden_size"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true),
                       .positions = r.size("n_positions", "max_position_embeddings"), .norm_biases = true};
    const std::int64_t count = read_layer_count(r, "n_layer", "num_hidden_layers");
    grouped_query_attention attention = read_equal_heads(r, around.hidden, "n_head", "num_attention_heads");
    attention.query_bias = attention.output_bias = true;
    const plain_feed_forward feed_forward{.width = r.size_or("n_inner", 4 * around.hidden), .biases = true};
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, feed_forward, {.biases = true});
}

inline constexpr family gpt2{"gpt2", gpt2_reads, gpt2_harmless, gpt2_fixed, build_gpt2};

}  // namespace rafter::hugging_face::families
