// MiniMaxM2ForCausalLM: every layer a mixture, norms of q and k over all their heads.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key minimax_m2_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                           "intermediate_size", "vocab_size", "tie_word_embeddings", "num_local_experts",
                                           "num_experts_per_tok", "use_routing_bias", "attn_type_list", "num_mtp_modules"};
inline constexpr key minimax_m2_harmless[] = {"use_mtp", "mtp_transformer_layers", "scoring_func", "mlp_intermediate_size", "shared_moe_mode",
                                              "layernorm_full_attention_beta", "layernorm_linear_attention_beta", "layernorm_mlp_beta"};
inline constexpr fixed_key minimax_m2_fixed[] = {{"use_qk_norm", "true"}, {"qk_norm_type", "per_layer"}, {"shared_intermediate_size", "0"},
                                                 {"attention_bias", "false"}, {"sliding_window", "null"}};

/// intermediate_size is the width of one expert. attn_type_list says 1 for attention; 0, of older models, is linear and
/// refused. A width of heads that is not said is refused. Modules that predict further tokens are not part of the model.
constexpr void build_minimax_m2(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    static_cast<void>(r.size("head_dim"));
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.wide_norms = true;
    if (const member* kinds = r.stated("attn_type_list"); kinds != nullptr) {
        std::int64_t named = 0;
        r.each(*kinds, value_kind::integer, [&](std::int64_t, std::int32_t, std::int32_t, std::int64_t kind) {
            if (kind != 1) r.fail(error_code::unsupported_value, *kinds);
            ++named;
        });
        if (named != count) r.fail(error_code::inconsistent, *kinds);
    }
    mixture_of_experts experts = read_experts(r, r.size("num_local_experts"), r.size("intermediate_size"));
    experts.router_bias = r.flag_or("use_routing_bias", true);
    r.note_not_counted("num_mtp_modules", r.size_or_none("num_mtp_modules"));
    layer_builder model{r, around, into};
    model.add(layers(0, count), attention, experts);
}

inline constexpr family minimax_m2{"minimax_m2", minimax_m2_reads, minimax_m2_harmless, minimax_m2_fixed, build_minimax_m2};

}  // namespace rafter::hugging_face::families
