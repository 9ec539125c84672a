// What a family of models is to the config.json reader: which keys it reads, which it knows to be harmless, and how its
// fields become a model. A new family is one file of this kind and one line in families.hpp.
#pragma once

#include <cstdint>  // int32_t, int64_t
#include <rafter/hugging_face/key.hpp>
#include <rafter/hugging_face/reader.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::hugging_face {

struct family {
    const char* model_type;
    list<key> reads;           ///< keys that give the shape, at most 32
    list<key> harmless;        ///< keys of this family that do not change it
    list<fixed_key> fixed;     ///< and those that do not as long as they say what all its models do
    void (*build)(reader&, transformer&);  ///< writes the model into one that holds nothing yet
    const family* text = nullptr;  ///< of a file of several media: what its text_config is; nothing is built of the rest
};

/// Collects the layers of a model into forms, in the order of the first layer of each. `into` holds nothing yet.
class layer_builder {
public:
    constexpr layer_builder(reader& fields, const frame& around, transformer& into) noexcept : from(fields), model(into) { enclose(into, around); }

    /// The layers of `where`, all of one form.
    template <class Mixer, class FeedForward>
    constexpr void add(const layer_set& where, const Mixer& mixer, const FeedForward& feed_forward, const layer_norms& norms = {},
                       branches run = branches::in_turn) noexcept {
        if (from.failed() || where.empty()) return;
        if (model.form_count == max_forms) return from.fail(error_code::unsupported_value, "num_hidden_layers");
        if (!append(model, block{where, mixer, feed_forward, norms, run})) return;
        for (std::int64_t i = model.form_count - 1; i > 0 && where.first() < model.forms[i - 1].where.first(); --i) {
            const layer_form later = model.forms[i - 1];
            model.forms[i - 1] = model.forms[i];
            model.forms[i] = later;
        }
    }

private:
    reader& from;
    transformer& model;
};

namespace detail {

/// In floating point: this count cannot overflow.
constexpr double approximate_parameters(const transformer& m) noexcept {
    double sum = 2.0 * static_cast<double>(m.head.inputs) * static_cast<double>(m.head.outputs);
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        double of_layer = 0;
        for (const tensor *x = f.tensors, *end = x + f.tensor_count; x != end; ++x)
            of_layer += static_cast<double>(x->inputs) * static_cast<double>(x->outputs) * static_cast<double>(x->copies);
        sum += static_cast<double>(f.where.count()) * of_layer;
    }
    return sum;
}

}  // namespace detail

/// What every family's model has. One of more than 2^50 parameters (a thousand times Kimi-K2) is refused, so that every later
/// count of it has room in 64 bits. The longest sequence changes no count, so a file may leave it out.
constexpr void finish(reader& r, transformer& model) noexcept {
    if (detail::approximate_parameters(model) > 0x1p50) r.fail_largest();
    constexpr key names[] = {"max_position_embeddings", "n_positions"};
    for (const key& k : names)
        if (const member* m = r.stated(k); m != nullptr) {
            model.max_positions = r.size(*m);
            return;
        }
}

/// The number of layers, by one name or two; more than rafter holds is refused.
constexpr std::int64_t read_layer_count(reader& r, const key& k = "num_hidden_layers") noexcept {
    const std::int64_t layers = r.size(k);
    if (layers > max_layers) r.fail(error_code::number_out_of_range, k);
    return r.failed() ? 1 : layers;
}
constexpr std::int64_t read_layer_count(reader& r, const key& k, const key& alias) noexcept {
    if (r.stated(alias) == nullptr) return read_layer_count(r, k);
    static_cast<void>(r.size(k, alias));
    return read_layer_count(r, alias);
}

/// What stands around the layers, as most families say it.
constexpr frame read_frame(reader& r) noexcept {
    return {.hidden = r.size("hidden_size"), .vocabulary = r.size("vocab_size"), .tied = r.tied_or(false)};
}

/// Attention with as many key/value heads as query heads, which share the hidden width, as the models before grouped queries have it.
constexpr grouped_query_attention read_equal_heads(reader& r, std::int64_t hidden, const key& k, const key& alias) noexcept {
    const std::int64_t heads = r.size(k, alias);
    if (hidden % heads != 0) r.fail(error_code::inconsistent, r.stated(alias) != nullptr ? alias : k);
    return {.query_heads = heads, .kv_heads = heads, .head_width = hidden / heads};
}

/// What a family's library takes for heads that a file does not state. Null key/value heads are as many as query heads.
struct head_defaults {
    bool kv_heads_may_be_absent = false;  ///< as many as query heads then. Most libraries take the count of one model instead: a wrong number for another
    std::int64_t width_if_absent = 0;     ///< 0: hidden / heads
    bool width_may_be_null = true;        ///< hidden / heads then
};

/// Heads: key/value heads divide the query heads; a head is as wide as said, or as documented. Where it is hidden / heads,
/// that must divide.
constexpr grouped_query_attention read_heads(reader& r, std::int64_t hidden, const head_defaults& absent = {}) noexcept {
    const std::int64_t heads = r.size("num_attention_heads");
    const member* kv = r.find("num_key_value_heads");
    const bool as_many = kv == nullptr ? absent.kv_heads_may_be_absent : kv->kind == value_kind::null;
    const std::int64_t kv_heads = as_many ? r.by_default("num_key_value_heads", heads) : kv != nullptr ? r.size(*kv) : r.size("num_key_value_heads");
    if (heads % kv_heads != 0) r.fail(error_code::inconsistent, "num_key_value_heads");

    const member* said = r.find("head_dim");
    std::int64_t width = 0;
    if (said == nullptr && absent.width_if_absent != 0) {
        width = r.by_default("head_dim", absent.width_if_absent);
    } else if (said == nullptr || (said->kind == value_kind::null && absent.width_may_be_null)) {
        if (hidden % heads != 0) r.fail(error_code::inconsistent, "num_attention_heads");
        width = r.by_default("head_dim", hidden / heads);
    } else {
        width = r.size(*said);
    }
    return {.query_heads = heads, .kv_heads = kv_heads, .head_width = width};
}

/// The layers that a list of layer kinds calls sliding, or so; each must be one of the two kinds, and each layer must be named.
/// Such a list repeats how it begins, every second or every fourth layer: what is as that is not read again.
constexpr layer_set read_sliding_layers(reader& r, const member& kinds, std::int64_t layers, const char* local = "sliding_attention") noexcept {
    if (kinds.kind != value_kind::array) return r.fail(error_code::wrong_type, kinds), layer_set{};
    const char* const p = r.text_of(kinds);
    const std::int32_t end = kinds.value_length - 1, first = next_element(p, 1, end);
    layer_set sliding;
    std::int64_t named = 0, period = 0;
    std::int32_t comma = 0, gap = end;  // between two elements: mostly as between the first
    for (std::int32_t i = first, span = 0; i < end;) {
        if (period != 0 && i + span < end && p[i + span] == '"' && same_bytes(p + i, p + first, span)) {
            sliding.insert_again(period, named);
            named += period;
            i += span;
            continue;
        }
        std::int32_t behind = behind_string(p, i, end, local);
        if (behind != 0) sliding.insert(named);
        else behind = behind_string(p, i, end, "full_attention");
        if (behind == 0) return r.fail(p[i] == '"' ? error_code::unsupported_value : error_code::wrong_type, kinds), sliding;
        if (behind + gap < end && p[behind + gap] == '"' && same_bytes(p + behind, p + comma, gap)) {
            i = behind + gap;
        } else {
            i = next_element(p, behind, end);
            comma = behind;
            gap = i - behind;
        }
        span = i - first;
        period = ++named <= 64 ? named : 0;
    }
    if (named != layers) r.fail(error_code::inconsistent, kinds);
    return sliding;
}

/// Layers that are no mixture, as Qwen says it: those in mlp_only_layers, and where (i + 1) % decoder_sparse_step != 0.
constexpr layer_set read_dense_layers(reader& r, std::int64_t layers) noexcept {
    const std::int64_t step = r.size_or("decoder_sparse_step", 1);
    layer_set dense = every(step, step - 1, layers).others_below(layers);
    if (const member* m = r.stated("mlp_only_layers"); m != nullptr)
        r.each(*m, value_kind::integer, [&](std::int64_t, std::int32_t, std::int32_t, std::int64_t layer) {
            if (layer >= layers) r.fail(error_code::inconsistent, *m);
            dense.insert(layer);
        });
    return dense;
}

/// The window of layers that are said to slide: it must be stated, and null contradicts them.
constexpr std::int64_t read_used_window(reader& r) noexcept {
    if (r.find("sliding_window") != nullptr && r.stated("sliding_window") == nullptr) r.fail(error_code::inconsistent, "sliding_window");
    return r.size("sliding_window");
}

/// The experts of a layer, of which a token takes some.
constexpr mixture_of_experts read_experts(reader& r, std::int64_t experts, std::int64_t width) noexcept {
    const std::int64_t taken = r.size("num_experts_per_tok");
    if (taken > experts) r.fail(error_code::inconsistent, "num_experts_per_tok");
    return {.experts = experts, .experts_per_token = taken, .expert_width = width};
}

}  // namespace rafter::hugging_face
