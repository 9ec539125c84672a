// MistralForCausalLM: a sliding window on every layer, or none.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key mistral_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                        "intermediate_size", "vocab_size", "sliding_window", "tie_word_embeddings"};

/// An absent window is refused: MistralConfig takes the 4,096 of version 0.1, which no later model has.
constexpr void build_mistral(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.window = r.stated_or_none("sliding_window");
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, gated_feed_forward{.width = r.size("intermediate_size")});
}

inline constexpr family mistral{"mistral", mistral_reads, {}, {}, build_mistral};

}  // namespace rafter::hugging_face::families
