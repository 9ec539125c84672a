// NemotronHForCausalLM: Nemotron-H and Nemotron-3-Nano. Every layer is one of Mamba-2, attention, feed-forward or experts.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/recurrent/mamba_2.hpp>

namespace rafter::hugging_face::families {

inline constexpr key nemotron_h_reads[] = {"hidden_size", "num_hidden_layers", "hybrid_override_pattern", "vocab_size", "tie_word_embeddings",
                                           "num_attention_heads", "num_key_value_heads", "head_dim", "attention_head_dim", "intermediate_size",
                                           "mamba_num_heads", "mamba_head_dim", "n_groups", "ssm_state_size", "conv_kernel", "chunk_size",
                                           "use_conv_bias", "n_routed_experts", "num_experts_per_tok", "moe_intermediate_size",
                                           "moe_shared_expert_intermediate_size", "n_shared_experts", "mamba_ssm_cache_dtype"};
/// `expand` is what heads and their width are: not the hidden width twice in Nemotron-3-Nano. Groups of experts limit the choice.
inline constexpr key nemotron_h_harmless[] = {"expand", "layer_norm_epsilon", "mamba_hidden_act", "num_logits_to_keep", "rescale_prenorm_residual",
                                              "residual_in_fp32", "time_step_rank", "use_mamba_kernels", "n_group", "topk_group", "routed_scaling_factor"};
inline constexpr fixed_key nemotron_h_fixed[] = {{"use_bias", "false"}, {"mamba_proj_bias", "false"}, {"mlp_bias", "false"}, {"attention_bias", "false"},
                                                 {"sliding_window", "null"}, {"mlp_hidden_act", "relu2"}};

/// One letter a layer, of these four.
struct layer_pattern {
    layer_set recurrent{}, attending{}, dense{}, mixing{};
};
constexpr layer_pattern read_pattern(reader& r, std::int64_t count) noexcept {
    layer_pattern p;
    const key name = "hybrid_override_pattern";
    const member* m = r.find(name);
    if (m == nullptr) return r.fail(error_code::missing_field, name), p;
    if (m->kind != value_kind::string) return r.fail(error_code::wrong_type, *m), p;
    if (m->value_length != count) r.fail(error_code::inconsistent, *m);
    for (std::int64_t i = 0; i < m->value_length && !r.failed(); ++i) {
        const char letter = r.text_of(*m)[i];
        if (letter == 'M') p.recurrent.insert(i);
        else if (letter == '*') p.attending.insert(i);
        else if (letter == '-') p.dense.insert(i);
        else if (letter == 'E') p.mixing.insert(i);
        else r.fail(error_code::unsupported_value, *m);
    }
    return p;
}

/// Experts have no gate, and a correction bias; the one shared expert has a width of its own.
constexpr mixture_of_experts read_nemotron_experts(reader& r) noexcept {
    mixture_of_experts experts = read_experts(r, r.size("n_routed_experts"), r.size("moe_intermediate_size"));
    if (const std::int64_t shared = r.count("n_shared_experts"); shared > 1) r.fail(error_code::unsupported_value, "n_shared_experts");
    else if (shared == 1) experts.shared_width = r.size("moe_shared_expert_intermediate_size");
    experts.router_bias = true;
    experts.gated = false;
    return experts;
}

constexpr void build_nemotron_h(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    const layer_pattern kinds = read_pattern(r, count);
    constexpr layer_norms one{.count = 1};
    layer_builder model{r, around, into};
    if (!kinds.recurrent.empty()) {
        const mamba_2 mixer{.heads = r.size("mamba_num_heads"), .head_width = r.size("mamba_head_dim"), .groups = r.size("n_groups"),
                            .state = r.size("ssm_state_size"), .taps = r.size("conv_kernel"), .chunk = r.size("chunk_size"),
                            .convolution_bias = r.flag_or("use_conv_bias", true)};
        if (mixer.heads % mixer.groups != 0) r.fail(error_code::inconsistent, "n_groups");
        model.add(kinds.recurrent, mixer, nothing{}, one);
    }
    if (!kinds.dense.empty()) model.add(kinds.dense, nothing{}, plain_feed_forward{.width = r.size("intermediate_size")}, one);
    if (!kinds.mixing.empty()) model.add(kinds.mixing, nothing{}, read_nemotron_experts(r), one);
    if (!kinds.attending.empty()) {
        const grouped_query_attention attention{.query_heads = r.size("num_attention_heads"), .kv_heads = r.size("num_key_value_heads"),
                                                .head_width = r.size("head_dim", "attention_head_dim")};
        if (attention.query_heads % attention.kv_heads != 0) r.fail(error_code::inconsistent, "num_key_value_heads");
        model.add(kinds.attending, attention, nothing{}, one);
    }
}

inline constexpr family nemotron_h{"nemotron_h", nemotron_h_reads, nemotron_h_harmless, nemotron_h_fixed, build_nemotron_h};

}  // namespace rafter::hugging_face::families
