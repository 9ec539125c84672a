// StableLmForCausalLM: StableLM 3B and StableLM 2. LayerNorm, a gated feed-forward, and norms of q and k for each head where said.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key stablelm_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "intermediate_size",
                                         "vocab_size", "tie_word_embeddings", "use_qkv_bias", "qk_layernorm", "use_parallel_residual"};
inline constexpr key stablelm_harmless[] = {"rope_pct"};

/// Every head has norms of its own: together they are as wide as all heads, and have no biases. Branches beside one
/// another share one norm. Flags that are not said are false: StableLmConfig documents so.
constexpr void build_stablelm(reader& r, transformer& into) noexcept {
    frame around = read_frame(r);
    around.norm_biases = true;
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.query_bias = r.flag_or("use_qkv_bias", false);
    attention.wide_norms = r.flag_or("qk_layernorm", false);
    const bool parallel = r.flag_or("use_parallel_residual", false);
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, gated_feed_forward{.width = r.size("intermediate_size")}, {.count = parallel ? 1 : 2, .biases = true},
              parallel ? branches::beside : branches::in_turn);
}

inline constexpr family stablelm{"stablelm", stablelm_reads, stablelm_harmless, {}, build_stablelm};

}  // namespace rafter::hugging_face::families
