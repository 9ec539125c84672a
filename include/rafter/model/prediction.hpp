// Multi-token prediction: a module behind a model's layers that drafts the token after the next.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

/// A module is a layer of its own and before it a projection of the last hidden state and the next token's embedding,
/// side by side: 2*d*d. Each of both is normed, and so is the result: three norms. Embedding and head are the model's;
/// some files store copies of them, which are not counted. The projection stays as wide as the head.
/// DeepSeek-V3: 11,610,068,224 parameters and 576 elements of cache a token. Source: arXiv 2412.19437, section 2.2.
template <class Mixer, class FeedForward>
struct prediction_module {
    Mixer mixer;
    FeedForward feed_forward;
    layer_norms norms{};

    /// `with_last_norm`: that of the result is counted with the layer.
    [[nodiscard]] constexpr layer_form form(const layer_set& where, std::int64_t hidden, bool with_last_norm = true) const noexcept {
        const layer_norms all{.count = norms.count + (with_last_norm ? 3 : 2), .biases = norms.biases};
        layer_form f = block{where, mixer, feed_forward, all}.form(hidden);
        f.add({.name = "eh_proj", .kind = tensor_class::head, .inputs = checked::product(2, hidden), .outputs = hidden});
        return f;
    }
};
template <class Mixer, class FeedForward>
prediction_module(Mixer, FeedForward) -> prediction_module<Mixer, FeedForward>;

/// The model with `modules` of them as layers behind its own: what a device holds, and a step through all of it. A model
/// that has no room for the form is not whole (RAFTER-D001).
template <class Mixer, class FeedForward>
[[nodiscard]] constexpr transformer with_prediction(const transformer& m, const prediction_module<Mixer, FeedForward>& module, std::int64_t modules = 1) noexcept {
    transformer t = m;
    const layer_set behind = layers(m.layer_count, m.layer_count + modules);
    if (!append(t, module.form(behind, m.hidden))) t.layer_count += modules;
    return t;
}

/// One module alone with the tables that it shares and its own last norm: what one draft of it asks. DeepSeek-V3:
/// 13,463,426,304 parameters, of which 1,853,358,080 are the tables.
template <class Mixer, class FeedForward>
[[nodiscard]] constexpr transformer prediction_alone(const transformer& m, const prediction_module<Mixer, FeedForward>& module) noexcept {
    transformer t = m;
    for (layer_form& f : t.forms) f = layer_form{};
    t.form_count = t.layer_count = 0;
    append(t, module.form(layers(0, 1), m.hidden, false));
    return t;
}

}  // namespace rafter
