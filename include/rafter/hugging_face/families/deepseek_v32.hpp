// DeepseekV32ForCausalLM and GlmMoeDsaForCausalLM: DeepSeek-V3.2 and GLM-5, whose attention sees what an indexer selects.
#pragma once

#include <rafter/hugging_face/families/deepseek.hpp>
#include <rafter/model/attention/sparse_mla.hpp>

namespace rafter::hugging_face::families {

inline constexpr key deepseek_v32_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "tie_word_embeddings",
                                             "attention_bias", "q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim",
                                             "v_head_dim", "intermediate_size", "moe_intermediate_size", "n_routed_experts",
                                             "n_shared_experts", "num_experts_per_tok", "first_k_dense_replace", "moe_layer_freq",
                                             "topk_method", "num_nextn_predict_layers", "index_n_heads", "index_head_dim", "index_topk"};
inline constexpr key deepseek_v32_harmless[] = {"ep_size", "n_group", "topk_group", "routed_scaling_factor", "scoring_func",
                                                "aux_loss_alpha", "seq_aux", "num_key_value_heads", "head_dim", "qk_head_dim",
                                                "rope_interleave", "indexer_rope_interleave"};

/// The indexer's queries come from the compressed ones, so that these must be.
constexpr sparse_latent_attention read_sparse_attention(reader& r) noexcept {
    const sparse_latent_attention attention{.attention = read_latent_attention(r), .index_heads = r.size("index_n_heads"),
                                            .index_width = r.size("index_head_dim"), .selected = r.size("index_topk")};
    if (attention.attention.query_rank == 0) r.fail(error_code::inconsistent, "q_lora_rank");
    return attention;
}
constexpr void build_deepseek_v32(reader& r, transformer& into) noexcept { build_deepseek(r, into, read_sparse_attention(r), read_corrected(r)); }

inline constexpr family deepseek_v32{"deepseek_v32", deepseek_v32_reads, deepseek_v32_harmless, {}, build_deepseek_v32};
inline constexpr family glm_moe_dsa{"glm_moe_dsa", deepseek_v32_reads, deepseek_v32_harmless, {}, build_deepseek_v32};

}  // namespace rafter::hugging_face::families
