// What a family of models is to the config.json reader: which keys it reads, which it knows to be harmless, and how its
// fields become a model. A new family is one file of this kind and one line in families.hpp.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hugging_face/key.hpp>
#include <rafter/hugging_face/reader.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::hugging_face {

struct family {
    const char* model_type;
    key_list reads;     ///< keys that give the shape
    key_list harmless;  ///< keys of this family that do not change it
    transformer (*build)(reader&);
};

/// Collects the layers of a model into forms, in the order of the first layer of each.
class layer_builder {
public:
    constexpr layer_builder(reader& fields, const frame& around, std::int64_t layers) noexcept
        : from(fields), model(make_transformer(around)), layer_count(layers) {}

    /// The layers of `where`, all of one form. Sets are added in the order of their first layers by `finish`.
    template <class Mixer, class FeedForward>
    constexpr void add(const layer_set& where, const Mixer& mixer, const FeedForward& feed_forward) noexcept {
        if (where.count() == 0 || from.failed()) return;
        if (count == max_forms) return from.fail(error_code::unsupported_value, "num_hidden_layers");
        forms[count++] = block{where, mixer, feed_forward}.form(model.hidden);
    }

    constexpr transformer finish() noexcept {
        for (std::int64_t layer = 0; layer < layer_count && !from.failed(); ++layer)
            for (int i = 0; i < count; ++i)
                if (forms[i].where.contains(layer) && forms[i].where.count_below(layer) == 0) append(model, forms[i]);
        return model;
    }

private:
    reader& from;
    transformer model;
    std::int64_t layer_count;
    layer_form forms[max_forms]{};
    int count = 0;
};

/// The number of layers; more than rafter holds is refused.
constexpr std::int64_t read_layer_count(reader& r) noexcept {
    const std::int64_t layers = r.size("num_hidden_layers");
    if (layers > max_layers) r.fail(error_code::number_out_of_range, "num_hidden_layers");
    return r.failed() ? 1 : layers;
}

/// What stands around the layers, as most families say it.
constexpr frame read_frame(reader& r) noexcept {
    return {.hidden = r.size("hidden_size"), .vocabulary = r.size("vocab_size"), .tied = r.flag_or("tie_word_embeddings", false)};
}

/// Heads as most families say them: key/value heads divide the query heads; a head is as wide as said, or as documented,
/// or hidden/heads, which must then divide.
constexpr grouped_query_attention read_heads(reader& r, std::int64_t hidden, std::int64_t documented_width = 0) noexcept {
    const std::int64_t heads = r.size("num_attention_heads");
    const std::int64_t kv_heads = r.size_or("num_key_value_heads", heads);
    if (heads % kv_heads != 0) r.fail(error_code::inconsistent, "num_key_value_heads");
    const bool divides = hidden % heads == 0;
    const std::int64_t width = r.size_or("head_dim", documented_width != 0 ? documented_width : divides ? hidden / heads : 1);
    const member* said = r.find("head_dim");
    if (documented_width == 0 && !divides && (said == nullptr || said->kind == value_kind::null)) r.fail(error_code::inconsistent, "num_attention_heads");
    return {.query_heads = heads, .kv_heads = kv_heads, .head_width = width};
}

/// The layers that a list of layer kinds calls sliding; each must be one of the two kinds, and each layer must be named.
constexpr layer_set read_sliding_layers(reader& r, std::int64_t layers) noexcept {
    layer_set sliding;
    const member* m = r.find("layer_types");
    if (m == nullptr) {
        r.fail(error_code::missing_field, "layer_types");
        return sliding;
    }
    std::int64_t named = 0;
    r.each(*m, value_kind::string, [&](std::int64_t i, std::int32_t at, std::int32_t length, std::int64_t) {
        if (r.equal(at, length, "sliding_attention")) sliding.insert(i);
        else if (!r.equal(at, length, "full_attention")) r.fail(error_code::unsupported_value, *m);
        ++named;
    });
    if (named != layers) r.fail(error_code::inconsistent, *m);
    return sliding;
}

/// Layers in [0, count) that are not in the set.
[[nodiscard]] constexpr layer_set others(const layer_set& set, std::int64_t count) noexcept {
    layer_set rest;
    for (std::int64_t i = 0; i < count; ++i)
        if (!set.contains(i)) rest.insert(i);
    return rest;
}

/// The layers that both sets hold.
[[nodiscard]] constexpr layer_set both(const layer_set& a, const layer_set& b) noexcept {
    layer_set s;
    for (int i = 0; i < max_layers / 64; ++i) s.words[i] = a.words[i] & b.words[i];
    return s;
}

}  // namespace rafter::hugging_face
