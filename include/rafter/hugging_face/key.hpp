// Keys of a config.json, lists of them, and what an unknown key's name may speak of.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, uint8_t, uint32_t
#include <rafter/hugging_face/json.hpp>

namespace rafter::hugging_face {

/// A key with its hash, made from a literal.
struct key {
    const char* text;
    std::int32_t length;
    std::uint32_t hash;

    constexpr key(const char* literal) noexcept  // NOLINT(google-explicit-constructor): a literal is a key
        : text(literal), length(static_cast<std::int32_t>(__builtin_strlen(literal))), hash(key_hash(literal, length)) {}
};

/// A key that changes no shape as long as its value is spelled so.
struct fixed_key {
    key name;
    const char* value;
};

/// A list that stands somewhere else for good.
template <class T>
struct list {
    const T* first = nullptr;
    int count = 0;

    constexpr list() noexcept = default;
    template <std::size_t N>
    constexpr list(const T (&all)[N]) noexcept : first(all), count(static_cast<int>(N)) {}

    [[nodiscard]] constexpr const T* begin() const noexcept { return first; }
    [[nodiscard]] constexpr const T* end() const noexcept { return first + count; }
};

/// Keys that change no shape in any family, whatever they say. The last lines are of generation, and of dumps that
/// write every field.
inline constexpr key never_shape[] = {
    "architectures", "model_type", "torch_dtype", "dtype", "transformers_version", "_name_or_path", "auto_map",
    "bos_token_id", "eos_token_id", "pad_token_id", "unk_token_id", "sep_token_id", "use_cache", "hidden_act", "initializer_range",
    "rms_norm_eps", "layer_norm_eps", "norm_eps", "rope_theta", "rope_scaling", "rope_parameters", "partial_rotary_factor",
    "rotary_dim", "max_position_embeddings", "attention_dropout", "hidden_dropout", "pretraining_tp", "quantization_config",
    "output_router_logits", "router_aux_loss_coef", "router_jitter_noise", "norm_topk_prob",
    "_attn_implementation", "_attn_implementation_autoset", "attn_implementation", "_flash_attn_2_enabled", "use_flash_attn", "cache_implementation",
    "output_attentions", "output_hidden_states", "return_dict", "is_decoder", "decoder_start_token_id", "chunk_size_feed_forward",
    "num_labels", "num_beams", "num_beam_groups", "num_return_sequences", "top_k", "no_repeat_ngram_size",
    "encoder_no_repeat_ngram_size"};

/// Keys that would change the shape of any family, with the value that says they do not.
inline constexpr fixed_key never_shape_if[] = {{"is_encoder_decoder", "false"}, {"add_cross_attention", "false"},
                                               {"tie_encoder_decoder", "false"}, {"cross_attention_hidden_size", "null"},
                                               {"pruned_heads", "{}"}};

/// Words in a key that may speak of shape: a key with one of them that no list of its family knows is refused. Every key
/// that some family reads has one. By first letter; each has at least two letters.
inline constexpr const char* words_of_shape[] = {
    "adapter", "attention", "attn", "audio", "bias", "block", "channel", "chunk", "compress", "conv", "decoder", "delta", "dense", "depth", "dim",
    "dmodel", "embd", "embed", "encoder", "expand", "expert", "feed_forward", "feedforward", "ffn", "gate", "global", "group",
    "head", "hidden", "hybrid", "image", "index", "inner", "intermediate", "interval", "kernel", "kv", "latent", "layer", "linear",
    "local", "lora", "mamba", "memory", "mixer", "mlp", "moe", "mtp", "nextn", "norm", "num", "parallel", "pattern", "period",
    "predict", "qk", "quant", "query", "rank", "recurrent", "residual", "router", "shared", "sink", "size", "sliding", "sparse", "ssm",
    "state", "stride", "text_config", "tie_", "top_k", "topk", "video", "vision", "visual", "vocab", "width", "window"};

namespace detail {

/// 0 to 25 for a letter of either case, more for any other byte.
constexpr unsigned letter(char c) noexcept { return (static_cast<unsigned char>(c) | 0x20U) - static_cast<unsigned>('a'); }

/// Where words of one first letter stand, and which letters follow it: most places in a key need one look.
struct word_index {
    std::uint32_t second[26]{};
    std::uint8_t first[27]{};

    constexpr word_index() noexcept {
        for (const char* word : words_of_shape) {
            second[letter(word[0])] |= std::uint32_t{1} << letter(word[1]);
            ++first[letter(word[0]) + 1];
        }
        for (int i = 0; i < 26; ++i) first[i + 1] = static_cast<std::uint8_t>(first[i] + first[i + 1]);
    }
};
inline constexpr word_index words_by_letter{};

constexpr bool begins_with(const char* name, std::int32_t length, const char* word) noexcept {
    std::int32_t i = 0;
    while (word[i] != '\0' && i < length && letter(name[i]) == letter(word[i])) ++i;
    return word[i] == '\0';
}

}  // namespace detail

/// Is this word anywhere in the name, in either case?
[[nodiscard]] constexpr bool contains(const char* name, std::int32_t length, const char* word) noexcept {
    for (std::int32_t i = 0; i < length; ++i)
        if (detail::begins_with(name + i, length - i, word)) return true;
    return false;
}

inline constexpr const char* words_of_denial[] = {"no_", "not_", "non_", "disable", "without", "remove", "skip", "exclude"};
inline constexpr const char* words_of_options[] = {"sliding", "window", "bias", "qk_norm", "qk_layernorm", "mtp", "nextn", "parallel", "sink",
                                                   "lora", "adapter", "cross", "vision", "audio", "image", "video"};

/// A key that, where its value is false, says that there is none of something which no family has unless a key says so:
/// use_sliding_window, mlp_bias. Not one that denies (no_bias, skip_norm): false affirms it.
[[nodiscard]] constexpr bool may_be_off(const char* name, std::int32_t length) noexcept {
    for (const char* word : words_of_denial)
        if (contains(name, length, word)) return false;
    for (const char* word : words_of_options)
        if (contains(name, length, word)) return true;
    return false;
}

/// In either case, anywhere in the name: numExperts and SlidingWindow too; n_, d_ and ff_ only at its start (n_layer, d_ff, ff_factor).
[[nodiscard]] constexpr bool speaks_of_shape(const char* name, std::int32_t length) noexcept {
    using namespace detail;
    if (length > 2 && name[1] == '_' && (name[0] == 'n' || name[0] == 'd')) return true;
    if (length > 3 && name[2] == '_' && name[0] == 'f' && name[1] == 'f') return true;
    unsigned last = 26;
    for (std::int32_t i = 0; i < length; ++i) {
        const unsigned now = (static_cast<unsigned char>(name[i]) | 0x20U) - 'a';  // letter(), without the call
        if (last < 26 && now < 26 && ((words_by_letter.second[last] >> now) & 1U) != 0)
            for (int w = words_by_letter.first[last]; w < words_by_letter.first[last + 1]; ++w)
                if (begins_with(name + i - 1, length - i + 1, words_of_shape[w])) return true;
        last = now;
    }
    return false;
}

}  // namespace rafter::hugging_face
