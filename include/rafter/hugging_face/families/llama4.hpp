// Llama4ForCausalLM, and the text model of Llama4ForConditionalGeneration: attention within chunks on three layers of
// four, mixtures of experts on some or all layers.
#pragma once

#include <rafter/hugging_face/family.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>

namespace rafter::hugging_face::families {

inline constexpr key llama4_text_reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
                                            "intermediate_size", "intermediate_size_mlp", "vocab_size", "tie_word_embeddings", "attention_bias",
                                            "num_local_experts", "num_experts_per_tok", "interleave_moe_layer_step", "moe_layers",
                                            "no_rope_layers", "no_rope_layer_interval", "attention_chunk_size", "layer_types"};
/// The norm of q and k has no weights.
inline constexpr key llama4_text_harmless[] = {"use_qk_norm", "attn_temperature_tuning", "floor_scale", "attn_scale"};
inline constexpr fixed_key llama4_text_fixed[] = {{"for_llm_compression", "false"}};

/// The layers of range(step - 1, layers, step); a list of them must agree with a stated step.
constexpr layer_set read_llama4_mixtures(reader& r, std::int64_t count) noexcept {
    const member* listed = r.stated("moe_layers");
    const bool stepped = listed == nullptr || r.stated("interleave_moe_layer_step") != nullptr;
    const std::int64_t step = stepped ? r.size_or("interleave_moe_layer_step", 1) : 1;
    const layer_set by_step = every(step, step - 1, count);
    if (listed == nullptr) return by_step;
    layer_set sparse;
    r.each(*listed, value_kind::integer, [&](std::int64_t, std::int32_t, std::int32_t, std::int64_t layer) {
        if (layer >= count) r.fail(error_code::inconsistent, *listed);
        else sparse.insert(layer);
    });
    if (stepped && sparse != by_step) r.fail(error_code::inconsistent, *listed);
    return sparse;
}

/// no_rope_layers says 1 for a layer with positions, which sees only its chunk, and 0 for one without, which sees all;
/// where it is empty or absent every no_rope_layer_interval-th sees all. A list of layer kinds must agree with it.
constexpr layer_set read_llama4_chunks(reader& r, std::int64_t count) noexcept {
    layer_set chunked;
    std::int64_t named = 0;
    const member* flags = r.stated("no_rope_layers");
    if (flags != nullptr)
        r.each(*flags, value_kind::integer, [&](std::int64_t i, std::int32_t, std::int32_t, std::int64_t has_positions) {
            if (has_positions > 1) r.fail(error_code::unsupported_value, *flags);
            if (has_positions == 1 && i < count) chunked.insert(i);
            ++named;
        });
    if (named != 0 && named < count) r.fail(error_code::inconsistent, *flags);
    const member* kinds = r.stated("layer_types");
    const layer_set kind = kinds != nullptr ? read_sliding_layers(r, *kinds, count, "chunked_attention") : layer_set{};
    if (kinds != nullptr && named == 0 && r.stated("no_rope_layer_interval") == nullptr) return kind;
    const std::int64_t interval = r.size_or("no_rope_layer_interval", 4);
    if (named == 0) chunked = every(interval, interval - 1, count).others_below(count);
    if (kinds != nullptr && kind != chunked) r.fail(error_code::inconsistent, *kinds);
    return chunked;
}

/// intermediate_size is the width of an expert and of the shared one, intermediate_size_mlp that of a dense layer. An
/// absent head_dim is 128: Llama4TextConfig documents so.
constexpr void build_llama4_text(reader& r, transformer& into) noexcept {
    const frame around = read_frame(r);
    const std::int64_t count = read_layer_count(r);
    grouped_query_attention full = read_heads(r, around.hidden, {.width_if_absent = 128});
    full.query_bias = full.output_bias = r.flag_or("attention_bias", false);
    mixture_of_experts experts = read_experts(r, r.size("num_local_experts"), r.size("intermediate_size"));
    experts.shared_width = experts.expert_width;
    const layer_set sparse = read_llama4_mixtures(r, count);
    const layer_set chunked = read_llama4_chunks(r, count);
    grouped_query_attention local = full;
    local.sees = sight::chunked;
    if (!chunked.empty()) {
        if (r.find("attention_chunk_size") != nullptr && r.stated("attention_chunk_size") == nullptr) r.fail(error_code::inconsistent, "attention_chunk_size");
        local.window = r.size("attention_chunk_size");
    }
    const gated_feed_forward dense{.width = sparse.count() < count ? r.size("intermediate_size_mlp") : r.size_or_none("intermediate_size_mlp")};
    layer_builder model{r, around, into};
    const layer_set global = chunked.others_below(count), plain = sparse.others_below(count);
    model.add(common_layers(chunked, sparse), local, experts);
    model.add(common_layers(chunked, plain), local, dense);
    model.add(common_layers(global, sparse), full, experts);
    model.add(common_layers(global, plain), full, dense);
}

inline constexpr family llama4_text{"llama4_text", llama4_text_reads, llama4_text_harmless, llama4_text_fixed, build_llama4_text};

inline constexpr key llama4_reads[] = {"text_config", "tie_word_embeddings"};
inline constexpr key llama4_harmless[] = {"vision_config", "boi_token_index", "eoi_token_index", "image_token_index", "image_token_id"};
inline constexpr family llama4{"llama4", llama4_reads, llama4_harmless, {}, nullptr, &llama4_text};

}  // namespace rafter::hugging_face::families
