// LlamaForCausalLM: Llama 2 and 3, and what is built like them.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key llama_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                      "intermediate_size", "vocab_size", "attention_bias", "mlp_bias", "tie_word_embeddings"};

/// Key/value heads that are not stated are as many as query heads: LlamaConfig documents so. attention_bias gives q, k, v and o a bias, mlp_bias the three matrices of the feed-forward.
constexpr void build_llama(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden, {.kv_heads_may_be_absent = true});
    attention.query_bias = attention.output_bias = r.flag_or("attention_bias", false);
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size"), .biases = r.flag_or("mlp_bias", false)};
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, feed_forward);
}

inline constexpr family llama{"llama", llama_reads, {}, {}, build_llama};

}  // namespace rafter::hugging_face::families
