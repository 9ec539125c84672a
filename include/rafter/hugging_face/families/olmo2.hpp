// Olmo2ForCausalLM: OLMo 2. One norm each for queries and keys over all their heads; the norms of a layer stand behind its
// branches, as many as elsewhere.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key olmo2_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                      "attention_bias", "intermediate_size", "vocab_size", "tie_word_embeddings"};

constexpr void build_olmo2(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden, {.kv_heads_may_be_absent = true});
    attention.wide_norms = true;
    attention.query_bias = attention.output_bias = r.flag_or("attention_bias", false);
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, gated_feed_forward{.width = r.size("intermediate_size")});
}

inline constexpr family olmo2{"olmo2", olmo2_reads, {}, {}, build_olmo2};

}  // namespace rafter::hugging_face::families
