// MixtralForCausalLM: every layer a mixture of experts.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key mixtral_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                        "intermediate_size", "vocab_size", "sliding_window", "num_local_experts",
                                        "num_experts_per_tok", "tie_word_embeddings"};

/// intermediate_size is the width of one expert. An absent window is none: MixtralConfig documents so.
constexpr void build_mixtral(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.window = r.size_or_none("sliding_window");
    if (r.find("sliding_window") == nullptr) r.none_by_default("sliding_window");
    const mixture_of_experts experts = read_experts(r, r.size("num_local_experts"), r.size("intermediate_size"));
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, experts);
}

inline constexpr family mixtral{"mixtral", mixtral_reads, {}, {}, build_mixtral};

}  // namespace rafter::hugging_face::families
