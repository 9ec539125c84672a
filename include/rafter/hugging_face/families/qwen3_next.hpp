// Qwen3NextForCausalLM, and the text model of Qwen3_5MoeForConditionalGeneration: gated DeltaNet in three layers of four,
// attention whose result is gated in the fourth, experts with a gated shared one.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/recurrent/gated_delta_net.hpp>

namespace rafter::hugging_face::families {

inline constexpr key qwen3_next_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim", "vocab_size",
                                           "tie_word_embeddings", "full_attention_interval", "layer_types", "linear_conv_kernel_dim",
                                           "linear_key_head_dim", "linear_num_key_heads", "linear_num_value_heads", "linear_value_head_dim",
                                           "decoder_sparse_step", "mlp_only_layers", "intermediate_size", "moe_intermediate_size",
                                           "shared_expert_intermediate_size", "num_experts", "num_experts_per_tok", "mamba_ssm_dtype",
                                           "mtp_num_hidden_layers"};
inline constexpr fixed_key qwen3_next_fixed[] = {{"attention_bias", "false"}, {"use_sliding_window", "false"}, {"attn_output_gate", "true"},
                                                 {"mtp_use_dedicated_embeddings", "false"}};

/// A list of layer kinds decides, and must agree with a stated interval; else every full_attention_interval-th layer, 4 if
/// not said, has attention.
constexpr layer_set read_linear_layers(reader& r, std::int64_t count) noexcept {
    const member* kinds = r.stated("layer_types");
    const bool stated = r.stated("full_attention_interval") != nullptr;
    if (kinds != nullptr && !stated) return read_sliding_layers(r, *kinds, count, "linear_attention");
    const std::int64_t interval = r.size_or("full_attention_interval", 4);
    const layer_set linear = every(interval, interval - 1, count).others_below(count);
    if (kinds != nullptr && read_sliding_layers(r, *kinds, count, "linear_attention") != linear) r.fail(error_code::inconsistent, *kinds);
    return linear;
}

constexpr gated_delta_net read_delta_net(reader& r) noexcept {
    const gated_delta_net linear{.value_heads = r.size("linear_num_value_heads"), .key_heads = r.size("linear_num_key_heads"),
                                 .value_width = r.size("linear_value_head_dim"), .key_width = r.size("linear_key_head_dim"),
                                 .taps = r.size("linear_conv_kernel_dim")};
    if (linear.value_heads % linear.key_heads != 0) r.fail(error_code::inconsistent, "linear_num_key_heads");
    return linear;
}

/// Layer i is a mixture iff it is not in mlp_only_layers and (i + 1) % decoder_sparse_step == 0; else dense. An absent
/// head_dim is 256: the library documents so. The module that predicts further tokens is not part of the model.
constexpr void build_qwen3_next(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention attention = read_heads(r, around.hidden, {.width_if_absent = 256, .width_may_be_null = false});
    attention.head_norms = attention.output_gate = true;
    const gated_delta_net recurrent = read_delta_net(r);
    mixture_of_experts experts = read_experts(r, r.size("num_experts"), r.size("moe_intermediate_size"));
    experts.shared_width = r.size("shared_expert_intermediate_size");
    experts.shared_gate = true;
    const layer_set linear = read_linear_layers(r, count), full = linear.others_below(count), dense = read_dense_layers(r, count);
    r.note_not_counted("mtp_num_hidden_layers", r.size_or_none("mtp_num_hidden_layers"));
    layer_builder model{r, around, into};
    model.add(layers_without(linear, dense), recurrent, experts);
    model.add(layers_without(full, dense), attention, experts);
    if (!dense.empty()) {
        const gated_feed_forward plain{.width = r.size("intermediate_size")};
        model.add(common_layers(linear, dense), recurrent, plain);
        model.add(common_layers(full, dense), attention, plain);
    }
}

inline constexpr family qwen3_next{"qwen3_next", qwen3_next_reads, {}, qwen3_next_fixed, build_qwen3_next};
inline constexpr family qwen3_5_moe_text{"qwen3_5_moe_text", qwen3_next_reads, {}, qwen3_next_fixed, build_qwen3_next};

inline constexpr key qwen3_5_moe_reads[] = {"text_config", "tie_word_embeddings"};
inline constexpr key qwen3_5_moe_harmless[] = {"vision_config", "image_token_id", "video_token_id", "vision_start_token_id", "vision_end_token_id"};
inline constexpr family qwen3_5_moe{"qwen3_5_moe", qwen3_5_moe_reads, qwen3_5_moe_harmless, {}, nullptr, &qwen3_5_moe_text};

}  // namespace rafter::hugging_face::families
