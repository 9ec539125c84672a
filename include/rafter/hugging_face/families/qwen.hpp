// Qwen2ForCausalLM, Qwen3ForCausalLM, Qwen3MoeForCausalLM.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key qwen2_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
                                      "intermediate_size", "vocab_size", "tie_word_embeddings", "use_sliding_window",
                                      "sliding_window", "max_window_layers", "layer_types"};
inline constexpr key qwen3_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                      "attention_bias", "intermediate_size", "vocab_size", "tie_word_embeddings",
                                      "use_sliding_window", "sliding_window", "max_window_layers", "layer_types"};
inline constexpr key qwen3_moe_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
                                          "head_dim", "attention_bias", "intermediate_size", "vocab_size", "tie_word_embeddings",
                                          "use_sliding_window", "sliding_window", "max_window_layers", "moe_intermediate_size",
                                          "num_experts", "num_experts_per_tok", "decoder_sparse_step", "mlp_only_layers"};

/// The layers that slide. Where there is a list of layer kinds it decides; else the layers from max_window_layers on, if
/// the window is used at all.
constexpr layer_set read_qwen_windows(reader& r, std::int64_t count, std::int64_t& window) noexcept {
    window = r.size_or_none("sliding_window");
    const bool used = r.flag_or("use_sliding_window", false);
    if (r.find("layer_types") != nullptr) {
        const layer_set sliding = read_sliding_layers(r, count);
        if (sliding.count() > 0 && window == 0) r.fail(error_code::inconsistent, "sliding_window");
        return sliding;
    }
    if (!used || window == 0) return {};
    return layers(r.stated_or_none("max_window_layers"), count);
}

/// q, k and v always have biases, o never: no field says so.
constexpr transformer build_qwen2(reader& r) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.query_bias = true;
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size")};
    std::int64_t window = 0;
    const layer_set sliding = read_qwen_windows(r, count, window);
    grouped_query_attention windowed = attention;
    windowed.window = window;
    layer_builder model{r, around, count};
    model.add(others(sliding, count), attention, feed_forward);
    model.add(sliding, windowed, feed_forward);
    return model.finish();
}

constexpr grouped_query_attention read_qwen3_attention(reader& r, std::int64_t hidden) noexcept {
    grouped_query_attention attention = read_heads(r, hidden, 128);
    attention.head_norms = true;
    attention.query_bias = attention.output_bias = r.flag_or("attention_bias", false);
    return attention;
}

constexpr transformer build_qwen3(reader& r) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    const grouped_query_attention attention = read_qwen3_attention(r, around.hidden);
    const gated_feed_forward feed_forward{.width = r.size("intermediate_size")};
    std::int64_t window = 0;
    const layer_set sliding = read_qwen_windows(r, count, window);
    grouped_query_attention windowed = attention;
    windowed.window = window;
    layer_builder model{r, around, count};
    model.add(others(sliding, count), attention, feed_forward);
    model.add(sliding, windowed, feed_forward);
    return model.finish();
}

/// Layer i is a mixture iff it is not in mlp_only_layers and (i + 1) % decoder_sparse_step == 0; else dense. In this
/// family a window, if used, is on every layer.
constexpr transformer build_qwen3_moe(reader& r) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_qwen3_attention(r, around.hidden);
    const std::int64_t window = r.size_or_none("sliding_window");
    if (r.flag_or("use_sliding_window", false)) attention.window = window;
    const std::int64_t step = r.size_or("decoder_sparse_step", 1);
    layer_set dense = others(every(step, step - 1, count), count);
    if (const member* m = r.find("mlp_only_layers"); m != nullptr && m->kind != value_kind::null)
        r.each(*m, value_kind::integer, [&](std::int64_t, std::int32_t, std::int32_t, std::int64_t layer) {
            if (layer >= count) r.fail(error_code::inconsistent, *m);
            dense.insert(layer);
        });
    const mixture_of_experts experts{.experts = r.size("num_experts"), .experts_per_token = r.size("num_experts_per_tok"),
                                     .expert_width = r.size("moe_intermediate_size")};
    if (experts.experts_per_token > experts.experts) r.fail(error_code::inconsistent, "num_experts_per_tok");
    layer_builder model{r, around, count};
    if (dense.count() > 0) model.add(dense, attention, gated_feed_forward{.width = r.size("intermediate_size")});
    model.add(others(dense, count), attention, experts);
    return model.finish();
}

inline constexpr family qwen2{"qwen2", qwen2_reads, {}, build_qwen2};
inline constexpr family qwen3{"qwen3", qwen3_reads, {}, build_qwen3};
inline constexpr family qwen3_moe{"qwen3_moe", qwen3_moe_reads, {}, build_qwen3_moe};

}  // namespace rafter::hugging_face::families
