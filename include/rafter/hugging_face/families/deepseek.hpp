// DeepseekV3ForCausalLM: DeepSeek-V3 and R1, Kimi-K2.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key deepseek_v3_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "tie_word_embeddings",
                                            "attention_bias", "q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim",
                                            "v_head_dim", "intermediate_size", "moe_intermediate_size", "n_routed_experts",
                                            "n_shared_experts", "num_experts_per_tok", "first_k_dense_replace", "moe_layer_freq",
                                            "topk_method", "num_nextn_predict_layers"};
/// Groups of experts limit the choice, not the shape; num_key_value_heads means nothing to latent attention; head_dim and
/// qk_head_dim repeat other fields.
inline constexpr key deepseek_v3_harmless[] = {"ep_size", "n_group", "topk_group", "routed_scaling_factor", "scoring_func",
                                               "aux_loss_alpha", "seq_aux", "num_key_value_heads", "head_dim", "qk_head_dim",
                                               "rope_interleave"};

/// Does the router have a correction bias? topk_method noaux_tc has one; the library's own class, which knows no other
/// method, writes no topk_method.
constexpr bool read_corrected(reader& r) noexcept {
    const member* m = r.find("topk_method");
    if (m == nullptr) {
        r.text_by_default("topk_method", "noaux_tc");
        return true;
    }
    if (m->kind != value_kind::string) r.fail(error_code::wrong_type, *m);
    const bool corrected = r.says(*m, "noaux_tc");
    if (!corrected && !r.says(*m, "greedy") && !r.says(*m, "group_limited_greedy")) r.fail(error_code::unsupported_value, *m);
    return corrected;
}

constexpr multi_head_latent_attention read_latent_attention(reader& r) noexcept {
    if (r.flag_or("attention_bias", false)) r.fail(error_code::unsupported_value, "attention_bias");
    return {.heads = r.size("num_attention_heads"), .query_rank = r.stated_or_none("q_lora_rank"), .kv_rank = r.size("kv_lora_rank"),
            .nope_width = r.size("qk_nope_head_dim"), .rope_width = r.size("qk_rope_head_dim"), .value_width = r.size("v_head_dim")};
}

/// Layer i is a mixture iff i >= first_k_dense_replace and i % moe_layer_freq == 0. The module that predicts further tokens is not part of the model.
template <class Attention>
constexpr void build_deepseek(reader& r, transformer& into, const Attention& attention, bool corrected) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    mixture_of_experts experts = read_experts(r, r.size("n_routed_experts"), r.size("moe_intermediate_size"));
    experts.shared_width = checked::product(experts.expert_width, r.stated_or_none("n_shared_experts"));
    experts.router_bias = corrected;

    const std::int64_t first = r.count("first_k_dense_replace");
    const std::int64_t frequency = r.size_or("moe_layer_freq", 1);
    const std::int64_t first_sparse = checked::product(checked::ceil_div(first, frequency), frequency);
    const layer_set sparse = every(frequency, first_sparse, count);
    const layer_set dense = sparse.others_below(count);
    r.note_not_counted("num_nextn_predict_layers", r.size_or_none("num_nextn_predict_layers"));
    layer_builder model{r, around, into};
    if (!dense.empty()) model.add(dense, attention, gated_feed_forward{.width = r.size("intermediate_size")});
    model.add(sparse, attention, experts);
}

constexpr void build_deepseek_v3(reader& r, transformer& into) noexcept { build_deepseek(r, into, read_latent_attention(r), read_corrected(r)); }

inline constexpr family deepseek_v3{"deepseek_v3", deepseek_v3_reads, deepseek_v3_harmless, {}, build_deepseek_v3};
inline constexpr family kimi_k2{"kimi_k2", deepseek_v3_reads, deepseek_v3_harmless, {}, build_deepseek_v3};

}  // namespace rafter::hugging_face::families
