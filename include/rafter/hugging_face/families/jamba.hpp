// JambaForCausalLM: Mamba with attention every so many layers, and experts every so many, by periods of their own.
#pragma once

#include <rafter/hugging_face/families/mamba.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter::hugging_face::families {

inline constexpr key jamba_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "vocab_size", "tie_word_embeddings",
                                      "intermediate_size", "attn_layer_offset", "attn_layer_period", "expert_layer_offset", "expert_layer_period",
                                      "num_experts", "num_experts_per_tok", "mamba_conv_bias", "mamba_d_conv", "mamba_d_state", "mamba_dt_rank",
                                      "mamba_expand"};
inline constexpr key jamba_harmless[] = {"use_mamba_kernels", "num_logits_to_keep", "calc_logits_for_entire_prompt"};
inline constexpr fixed_key jamba_fixed[] = {{"mamba_proj_bias", "false"}, {"sliding_window", "null"}};

/// Layers i with i % period == offset.
constexpr layer_set read_period(reader& r, const key& period, const key& offset, std::int64_t count) noexcept {
    const std::int64_t step = r.size(period), first = r.count(offset);
    if (first >= step) r.fail(error_code::inconsistent, offset);
    return every(step, first, count);
}

/// Experts are as wide as a dense feed-forward; with one expert there are none. Attention has no positions and no biases.
constexpr void build_jamba(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    const grouped_query_attention attention = read_heads(r, around.hidden);
    const mamba mixer{.channels = checked::product(around.hidden, r.size("mamba_expand")), .state = r.size("mamba_d_state"),
                      .step_rank = read_step_rank(r, "mamba_dt_rank", around.hidden), .taps = r.size("mamba_d_conv"),
                      .convolution_bias = r.flag_or("mamba_conv_bias", true), .inner_norms = true};
    const gated_feed_forward dense{.width = r.size("intermediate_size")};
    const std::int64_t total = r.size("num_experts");
    const mixture_of_experts experts = total > 1 ? read_experts(r, total, dense.width) : mixture_of_experts{};
    const layer_set attending = read_period(r, "attn_layer_period", "attn_layer_offset", count);
    const layer_set sparse = read_period(r, "expert_layer_period", "expert_layer_offset", count);
    const layer_set mixing = total > 1 ? sparse : layer_set{};
    layer_builder model{r, around, into};
    model.add(layers_without(mixing.others_below(count), attending), mixer, dense);
    model.add(layers_without(mixing, attending), mixer, experts);
    model.add(layers_without(attending, mixing), attention, dense);
    model.add(common_layers(attending, mixing), attention, experts);
}

inline constexpr family jamba{"jamba", jamba_reads, jamba_harmless, jamba_fixed, build_jamba};

}  // namespace rafter::hugging_face::families
