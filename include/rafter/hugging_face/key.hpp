// Keys of a config.json, and lists of them.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, uint32_t
#include <rafter/hugging_face/json.hpp>

namespace rafter::hugging_face {

/// A key with its hash, made from a literal.
struct key {
    const char* text = nullptr;
    std::int32_t length = 0;
    std::uint32_t hash = hash_start;

    constexpr key(const char* literal) noexcept : text(literal) {
        for (; literal[length] != '\0'; ++length) hash = hash_step(hash, literal[length]);
    }
};

/// A list of keys that stands somewhere else for good.
struct key_list {
    const key* first = nullptr;
    int count = 0;

    constexpr key_list() noexcept = default;
    template <std::size_t N>
    constexpr key_list(const key (&keys)[N]) noexcept : first(keys), count(static_cast<int>(N)) {}

    [[nodiscard]] constexpr bool contains(std::uint32_t hash, std::int32_t length) const noexcept {
        for (int i = 0; i < count; ++i)
            if (first[i].hash == hash && first[i].length == length) return true;
        return false;
    }
};

/// Keys that change no shape in any family.
inline constexpr key never_shape[] = {
    "architectures", "model_type", "torch_dtype", "dtype", "transformers_version", "_name_or_path", "auto_map",
    "bos_token_id", "eos_token_id", "pad_token_id", "unk_token_id", "sep_token_id", "use_cache", "hidden_act", "initializer_range",
    "rms_norm_eps", "rope_theta", "rope_scaling", "rope_parameters", "max_position_embeddings", "attention_dropout",
    "hidden_dropout", "pretraining_tp", "quantization_config", "output_router_logits", "router_aux_loss_coef",
    "router_jitter_noise", "norm_topk_prob", "output_attentions", "output_hidden_states", "return_dict",
    "_attn_implementation", "attn_implementation", "cache_implementation", "partial_rotary_factor"};

/// Words in a key that may speak of shape: a key with one of them that no list knows is refused.
inline constexpr const char* words_of_shape[] = {
    "expert", "moe", "window", "layer", "pattern", "rank", "lora", "head", "size", "dim", "width", "hidden", "intermediate",
    "vocab", "num_", "mtp", "nextn", "predict", "ssm", "mamba", "conv", "state", "linear", "sparse", "shared", "attn",
    "attention", "index", "topk", "top_k", "chunk", "block", "depth", "ffn", "mlp", "kv", "group", "channels", "embed",
    "bias", "tie", "sink", "memory", "router", "gate", "sliding", "local", "global", "recurrent", "delta"};

[[nodiscard]] constexpr bool speaks_of_shape(const char* name, std::int32_t length) noexcept {
    if (length > 2 && name[0] == 'n' && name[1] == '_') return true;  // n_layer, n_inner
    for (const char* word : words_of_shape)
        for (std::int32_t from = 0; from < length; ++from) {
            std::int32_t i = 0;
            while (word[i] != '\0' && from + i < length && name[from + i] == word[i]) ++i;
            if (word[i] == '\0') return true;
        }
    return false;
}

}  // namespace rafter::hugging_face
