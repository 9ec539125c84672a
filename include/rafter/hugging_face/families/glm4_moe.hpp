// Glm4MoeForCausalLM: GLM-4.5, 4.5-Air, 4.6 and 4.7.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key glm4_moe_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                         "attention_bias", "use_qk_norm", "vocab_size", "tie_word_embeddings", "intermediate_size",
                                         "moe_intermediate_size", "n_routed_experts", "n_shared_experts", "num_experts_per_tok",
                                         "first_k_dense_replace", "num_nextn_predict_layers"};
/// Groups of experts limit the choice, not the shape.
inline constexpr key glm4_moe_harmless[] = {"n_group", "topk_group", "routed_scaling_factor", "scoring_func"};
inline constexpr fixed_key glm4_moe_fixed[] = {{"topk_method", "noaux_tc"}, {"moe_layer_freq", "1"}};

/// q, k and v have biases where it is said, o never; the router always has its correction. A width of heads that is not
/// said is refused: no model of the family has hidden / heads. The module that predicts further tokens is not part of the model.
constexpr void build_glm4_moe(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    static_cast<void>(r.size("head_dim"));
    grouped_query_attention attention = read_heads(r, around.hidden);
    attention.query_bias = r.flag_or("attention_bias", false);
    attention.head_norms = r.flag_or("use_qk_norm", false);
    mixture_of_experts experts = read_experts(r, r.size("n_routed_experts"), r.size("moe_intermediate_size"));
    experts.shared_width = checked::product(experts.expert_width, r.stated_or_none("n_shared_experts"));
    experts.router_bias = true;
    const layer_set sparse = layers(r.count("first_k_dense_replace"), count);
    const layer_set dense = sparse.others_below(count);
    r.note_not_counted("num_nextn_predict_layers", r.size_or_none("num_nextn_predict_layers"));
    layer_builder model{r, around, into};
    if (!dense.empty()) model.add(dense, attention, gated_feed_forward{.width = r.size("intermediate_size")});
    model.add(sparse, attention, experts);
}

inline constexpr family glm4_moe{"glm4_moe", glm4_moe_reads, glm4_moe_harmless, glm4_moe_fixed, build_glm4_moe};

}  // namespace rafter::hugging_face::families
