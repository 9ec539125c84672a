// MambaForCausalLM and Mamba2ForCausalLM: state spaces in every layer, and nothing else.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/recurrent/mamba.hpp>
#include <rafter/model/recurrent/mamba_2.hpp>

namespace rafter::hugging_face::families {

inline constexpr key mamba_reads[] = {"hidden_size", "d_model", "num_hidden_layers", "n_layer", "vocab_size", "tie_word_embeddings", "state_size",
                                      "conv_kernel", "expand", "intermediate_size", "time_step_rank", "use_conv_bias"};
/// The vocabulary is stated as it is padded; d_inner and dt_rank are of files of the first code, whose values the library does not use.
inline constexpr key mamba_harmless[] = {"layer_norm_epsilon", "residual_in_fp32", "rescale_prenorm_residual", "fused_add_norm", "fuse_norm",
                                         "pad_vocab_size_multiple", "use_mambapy", "d_inner", "dt_rank", "ssm_cfg", "use_associative_scan"};
inline constexpr fixed_key mamba_fixed[] = {{"use_bias", "false"}, {"rms_norm", "true"}};

/// The rank of the steps: said, or where it is "auto" or absent a sixteenth of the hidden width, rounded up.
constexpr std::int64_t read_step_rank(reader& r, const key& k, std::int64_t hidden) noexcept {
    const member* m = r.stated(k);
    if (m == nullptr) return r.by_default(k, checked::ceil_div(hidden, 16));
    if (m->kind == value_kind::string && r.says(*m, "auto")) return checked::ceil_div(hidden, 16);
    return r.size(k);
}

/// Channels: `expand` times the hidden width, 2 if not said; where intermediate_size is said too, it is the same.
constexpr void build_mamba(reader& r, transformer& into) noexcept {
    const frame around{.hidden = r.size("hidden_size", "d_model"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(true)};
    const std::int64_t count = read_layer_count(r, "num_hidden_layers", "n_layer");
    const std::int64_t channels = checked::product(around.hidden, r.size_or("expand", 2));
    if (r.stated("intermediate_size") != nullptr && r.size("intermediate_size") != channels) r.fail(error_code::inconsistent, "intermediate_size");
    const mamba mixer{.channels = channels, .state = r.size("state_size"), .step_rank = read_step_rank(r, "time_step_rank", around.hidden),
                      .taps = r.size("conv_kernel"), .convolution_bias = r.flag_or("use_conv_bias", true)};
    layer_builder model{r, around, into};
    model.add(layers(0, count), mixer, nothing{}, {.count = 1});
}
inline constexpr family mamba_1{"mamba", mamba_reads, mamba_harmless, mamba_fixed, build_mamba};

inline constexpr key mamba2_reads[] = {"hidden_size", "num_hidden_layers", "vocab_size", "tie_word_embeddings", "num_heads", "head_dim", "n_groups",
                                       "state_size", "conv_kernel", "chunk_size", "intermediate_size", "use_conv_bias"};
/// `expand` is what heads and their width make of the hidden width.
inline constexpr key mamba2_harmless[] = {"layer_norm_epsilon", "residual_in_fp32", "rescale_prenorm_residual", "expand", "time_step_rank", "norm_before_gate"};

constexpr void build_mamba2(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    const mamba_2 mixer{.heads = r.size("num_heads"), .head_width = r.size("head_dim"), .groups = r.size("n_groups"), .state = r.size("state_size"),
                        .taps = r.size("conv_kernel"), .chunk = r.size_or("chunk_size", 256), .convolution_bias = r.flag_or("use_conv_bias", true)};
    if (mixer.heads % mixer.groups != 0) r.fail(error_code::inconsistent, "n_groups");
    if (r.stated("intermediate_size") != nullptr && r.size("intermediate_size") != mixer.heads * mixer.head_width) r.fail(error_code::inconsistent, "intermediate_size");
    layer_builder model{r, around, into};
    model.add(layers(0, count), mixer, nothing{}, {.count = 1});
}
inline constexpr family mamba2{"mamba2", mamba2_reads, mamba2_harmless, mamba_fixed, build_mamba2};

}  // namespace rafter::hugging_face::families
