// MiMoForCausalLM: Qwen2 with a module that predicts further tokens, which is not part of the model.
#pragma once

#include <rafter/hugging_face/families/qwen.hpp>

namespace rafter::hugging_face::families {

inline constexpr key mimo_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                     "intermediate_size", "vocab_size", "tie_word_embeddings", "use_sliding_window",
                                     "sliding_window", "max_window_layers", "layer_types", "num_nextn_predict_layers"};
inline constexpr fixed_key mimo_fixed[] = {{"attention_bias", "true"}};

constexpr void build_mimo(reader& r, transformer& into) noexcept {
    r.note_not_counted("num_nextn_predict_layers", r.size_or_none("num_nextn_predict_layers"));
    build_qwen2(r, into);
}

inline constexpr family mimo{"mimo", mimo_reads, {}, mimo_fixed, build_mimo};

}  // namespace rafter::hugging_face::families
