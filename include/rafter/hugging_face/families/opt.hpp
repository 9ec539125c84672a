// OPTForCausalLM: as GPT-2, with two more rows of positions.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key opt_reads[] = {"hidden_size", "d_model", "num_hidden_layers", "num_attention_heads", "ffn_dim", "max_position_embeddings",
                                    "vocab_size", "tie_word_embeddings", "word_embed_proj_dim", "enable_bias"};
inline constexpr key opt_harmless[] = {"layerdrop"};
/// OPT-350M alone has its norms behind, none at the end, and a narrower table: it is not modelled.
inline constexpr fixed_key opt_fixed[] = {{"do_layer_norm_before", "true"}, {"_remove_final_layer_norm", "false"}, {"layer_norm_elementwise_affine", "true"}};

/// Biases are everywhere, or nowhere but in the norms. They, and the head being the input table, are documented by OPTConfig.
constexpr void build_opt(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("hidden_size", "d_model"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true),
                       .positions = r.size("max_position_embeddings") + 2, .norm_biases = true};
    if (const std::int64_t table = r.size_or_none("word_embed_proj_dim"); table != 0 && table != around.hidden)
        r.fail(error_code::unsupported_value, "word_embed_proj_dim");
    const std::int64_t count = read_layer_count(r);
    const bool biases = r.flag_or("enable_bias", true);
    grouped_query_attention attention = read_equal_heads(r, around.hidden, "num_attention_heads", "num_attention_heads");
    attention.query_bias = attention.output_bias = biases;
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, plain_feed_forward{.width = r.size("ffn_dim"), .biases = biases}, {.biases = true});
}

inline constexpr family opt{"opt", opt_reads, opt_harmless, opt_fixed, build_opt};

}  // namespace rafter::hugging_face::families
