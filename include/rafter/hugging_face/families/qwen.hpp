// Qwen2ForCausalLM, Qwen3ForCausalLM, Qwen3MoeForCausalLM.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key qwen2_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                      "intermediate_size", "vocab_size", "tie_word_embeddings", "use_sliding_window",
                                      "sliding_window", "max_window_layers", "layer_types"};
inline constexpr key qwen3_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                      "attention_bias", "intermediate_size", "vocab_size", "tie_word_embeddings",
                                      "use_sliding_window", "sliding_window", "max_window_layers", "layer_types"};
inline constexpr key qwen3_moe_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
                                          "head_dim", "attention_bias", "intermediate_size", "vocab_size", "tie_word_embeddings",
                                          "use_sliding_window", "sliding_window", "max_window_layers", "moe_intermediate_size",
                                          "num_experts", "num_local_experts", "num_experts_per_tok", "decoder_sparse_step",
                                          "mlp_only_layers"};
/// As Qwen3-Coder-480B says what every model of the family does.
inline constexpr fixed_key qwen3_moe_fixed[] = {{"qkv_bias", "false"}, {"shared_expert_intermediate_size", "0"}, {"use_qk_norm", "true"}};

/// The layers that slide. Where there is a list of layer kinds it decides, and must agree with use_sliding_window; else
/// the layers from max_window_layers on, if the window is used at all.
constexpr layer_set read_qwen_windows(reader& r, std::int64_t count, std::int64_t& window) noexcept {
    const bool used = r.flag_or("use_sliding_window", false);
    if (const member* kinds = r.stated("layer_types"); kinds != nullptr) {
        const layer_set sliding = read_sliding_layers(r, *kinds, count);
        if (!sliding.empty() && !used) r.fail(error_code::inconsistent, *kinds);
        window = !sliding.empty() ? read_used_window(r) : r.size_or_none("sliding_window");
        return sliding;
    }
    window = used ? read_used_window(r) : r.size_or_none("sliding_window");
    return used ? layers(r.count("max_window_layers"), count) : layer_set{};
}

/// A dense model of this attention, on which some layers have a window.
constexpr void build_dense_qwen(reader& r, transformer& into, const frame& around, const grouped_query_attention& attention) noexcept {
    const std::int64_t count = read_layer_count(r);
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size")};
    std::int64_t window = 0;
    const layer_set sliding = read_qwen_windows(r, count, window);
    grouped_query_attention windowed = attention;
    windowed.window = window;
    layer_builder model{r, around, into};
    model.add(sliding.others_below(count), attention, feed_forward);
    model.add(sliding, windowed, feed_forward);
}

/// q, k and v always have biases, o never: no field says so.
constexpr void build_qwen2(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.query_bias = true;
    build_dense_qwen(r, into, around, attention);
}

constexpr grouped_query_attention read_qwen3_attention(reader& r, std::int64_t hidden, const head_defaults& absent) noexcept {
    grouped_query_attention attention = read_heads(r, hidden, absent);
    attention.head_norms = true;
    attention.query_bias = attention.output_bias = r.flag_or("attention_bias", false);
    return attention;
}

/// An absent head_dim is 128: Qwen3Config documents so.
constexpr void build_qwen3(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const grouped_query_attention attention = read_qwen3_attention(r, around.hidden, {.width_if_absent = 128, .width_may_be_null = false});
    build_dense_qwen(r, into, around, attention);
}

/// Layer i is a mixture iff it is not in mlp_only_layers and (i + 1) % decoder_sparse_step == 0; else dense. In this
/// family a window, if used, is on every layer, and an absent head_dim is hidden / heads. num_local_experts is what newer
/// libraries call num_experts.
constexpr void build_qwen3_moe(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_qwen3_attention(r, around.hidden, {});
    if (r.flag_or("use_sliding_window", false)) attention.window = read_used_window(r);
    else static_cast<void>(r.size_or_none("sliding_window"));
    const layer_set dense = read_dense_layers(r, count);
    const mixture_of_experts experts = read_experts(r, r.size("num_experts", "num_local_experts"), r.size("moe_intermediate_size"));
    layer_builder model{r, around, into};
    if (!dense.empty()) model.add(dense, attention, gated_feed_forward{.width = r.size("intermediate_size")});
    model.add(dense.others_below(count), attention, experts);
}

inline constexpr fixed_key qwen2_fixed[] = {{"attention_bias", "true"}, {"qkv_bias", "true"}};
inline constexpr fixed_key qwen3_fixed[] = {{"use_qk_norm", "true"}};
inline constexpr family qwen2{"qwen2", qwen2_reads, {}, qwen2_fixed, build_qwen2};
inline constexpr family qwen3{"qwen3", qwen3_reads, {}, qwen3_fixed, build_qwen3};
inline constexpr family qwen3_moe{"qwen3_moe", qwen3_moe_reads, {}, qwen3_moe_fixed, build_qwen3_moe};

}  // namespace rafter::hugging_face::families
