// GptOssForCausalLM: biases everywhere, sinks, a window on the layers that the list of layer kinds says.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key gpt_oss_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                        "intermediate_size", "vocab_size", "tie_word_embeddings", "attention_bias",
                                        "sliding_window", "layer_types", "num_local_experts", "num_experts_per_tok",
                                        "experts_per_token"};
inline constexpr key gpt_oss_harmless[] = {"initial_context_length", "swiglu_limit", "swiglu_alpha"};

/// An absent head_dim is 64, a null one hidden / heads: GptOssConfig documents so.
constexpr void build_gpt_oss(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention full = read_heads(r, around.hidden, {.width_if_absent = 64});
    full.query_bias = full.output_bias = r.flag_or("attention_bias", true);
    full.sinks = true;
    mixture_of_experts experts = read_experts(r, r.size("num_local_experts"), r.size("intermediate_size"));
    experts.router_bias = experts.expert_biases = true;
    if (const std::int64_t again = r.size_or_none("experts_per_token"); again != 0 && again != experts.experts_per_token)
        r.fail(error_code::inconsistent, "experts_per_token");

    layer_set sliding;
    if (const member* kinds = r.stated("layer_types"); kinds != nullptr) sliding = read_sliding_layers(r, *kinds, count);
    else r.fail(error_code::missing_field, "layer_types");
    grouped_query_attention windowed = full;
    windowed.window = !sliding.empty() ? read_used_window(r) : 0;
    layer_builder model{r, around, into};
    model.add(sliding, windowed, experts);
    model.add(sliding.others_below(count), full, experts);
}

inline constexpr family gpt_oss{"gpt_oss", gpt_oss_reads, gpt_oss_harmless, {}, build_gpt_oss};

}  // namespace rafter::hugging_face::families
