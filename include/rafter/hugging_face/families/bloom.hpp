// BloomForCausalLM: no positions, a norm behind the embedding, biases everywhere.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key bloom_reads[] = {"n_embed", "hidden_size", "n_layer", "num_hidden_layers", "n_head", "num_attention_heads", "n_inner",
                                      "vocab_size", "tie_word_embeddings"};
inline constexpr key bloom_harmless[] = {"layer_norm_epsilon", "attention_softmax_in_fp32", "apply_residual_connection_post_layernorm",
                                         "bias_dropout_fusion", "skip_bias_add", "skip_bias_add_qkv", "masked_softmax_fusion", "slow_but_exact"};

/// The feed-forward is always four times as wide as the model, and the head is the input table.
constexpr void build_bloom(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("n_embed", "hidden_size"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true),
                       .input_norm = true, .norm_biases = true};
    const std::int64_t count = read_layer_count(r, "n_layer", "num_hidden_layers");
    grouped_query_attention attention = read_equal_heads(r, around.hidden, "n_head", "num_attention_heads");
    attention.query_bias = attention.output_bias = true;
    const plain_feed_forward feed_forward{.width = 4 * around.hidden, .biases = true};
    if (r.size_or("n_inner", feed_forward.width) != feed_forward.width) r.fail(error_code::unsupported_value, "n_inner");
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, feed_forward, {.biases = true});
}

inline constexpr family bloom{"bloom", bloom_reads, bloom_harmless, {}, build_bloom};

}  // namespace rafter::hugging_face::families
