// FalconForCausalLM: attention and feed-forward beside one another, one key/value head or a few. RefinedWebModel (7B) and
// RefinedWeb (40B) are its first names.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key falcon_reads[] = {"hidden_size", "n_embed", "num_hidden_layers", "n_layer", "num_attention_heads", "n_head", "num_kv_heads",
                                       "n_head_kv", "vocab_size", "tie_word_embeddings", "new_decoder_architecture", "multi_query",
                                       "parallel_attn", "bias", "ffn_hidden_size", "num_ln_in_parallel_attn"};
inline constexpr key falcon_harmless[] = {"layer_norm_epsilon", "apply_residual_connection_post_layernorm"};
inline constexpr fixed_key falcon_fixed[] = {{"ff_factor", "4"}};

/// The key/value heads of the new architecture are as many as said, or as query heads; of the old one there is one with
/// multi_query, whatever else is said, and else as many as query heads.
constexpr std::int64_t read_falcon_kv_heads(reader& r, std::int64_t heads, bool new_architecture) noexcept {
    const bool multi_query = r.flag_or("multi_query", true);
    const bool said = r.stated("num_kv_heads") != nullptr || r.stated("n_head_kv") != nullptr;
    const std::int64_t kv_heads = said ? r.size("num_kv_heads", "n_head_kv") : heads;
    if (!new_architecture && multi_query) return 1;
    if (!said) r.by_default("num_kv_heads", heads);
    if (heads % kv_heads != 0 || (!new_architecture && kv_heads != heads))
        r.fail(error_code::inconsistent, r.stated("n_head_kv") != nullptr ? key{"n_head_kv"} : key{"num_kv_heads"});
    return kv_heads;
}

/// Two norms a layer where the branches follow one another, or where the new architecture does not say one.
constexpr std::int64_t read_falcon_norms(reader& r, bool parallel, bool new_architecture) noexcept {
    const std::int64_t said = r.size_or_none("num_ln_in_parallel_attn");
    if (said > 2) r.fail(error_code::unsupported_value, "num_ln_in_parallel_attn");
    return !parallel ? 2 : said != 0 ? said : new_architecture ? 2 : 1;
}

constexpr void build_falcon(reader& r, transformer& into, bool new_architecture) noexcept {
    const frame around{.hidden = r.size("hidden_size", "n_embed"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true), .norm_biases = true};
    const std::int64_t count = read_layer_count(r, "num_hidden_layers", "n_layer");
    grouped_query_attention attention = read_equal_heads(r, around.hidden, "num_attention_heads", "n_head");
    attention.kv_heads = read_falcon_kv_heads(r, attention.query_heads, new_architecture);
    attention.query_bias = attention.output_bias = r.flag_or("bias", false);
    const plain_feed_forward feed_forward{.width = r.size_or("ffn_hidden_size", 4 * around.hidden), .biases = attention.query_bias};
    const bool parallel = r.flag_or("parallel_attn", true);
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, feed_forward, {.count = read_falcon_norms(r, parallel, new_architecture), .biases = true},
              parallel ? branches::beside : branches::in_turn);
}
constexpr void build_any_falcon(reader& r, transformer& into) noexcept { build_falcon(r, into, r.flag_or("new_decoder_architecture", false)); }
constexpr void build_refined_web(reader& r, transformer& into) noexcept { build_falcon(r, into, r.flag_or("new_decoder_architecture", true)); }

inline constexpr family falcon{"falcon", falcon_reads, falcon_harmless, falcon_fixed, build_any_falcon};
inline constexpr family refined_web_model{"RefinedWebModel", falcon_reads, falcon_harmless, falcon_fixed, build_any_falcon};
inline constexpr family refined_web{"RefinedWeb", falcon_reads, falcon_harmless, falcon_fixed, build_refined_web};

}  // namespace rafter::hugging_face::families
