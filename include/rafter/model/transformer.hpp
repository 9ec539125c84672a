// A model: its layers in normal form, and what stands before and behind them.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/model/layer.hpp>
#include <rafter/model/norm.hpp>
#include <rafter/model/tensor.hpp>

namespace rafter {

inline constexpr int max_forms = 6;

/// Without text, so that a parsed model can be a template argument.
struct transformer {
    std::int64_t hidden = 0;
    std::int64_t layer_count = 0;
    bool tied = false;          ///< input table and head are one matrix
    std::int64_t form_count = 0;
    layer_form forms[max_forms] = {no_form, no_form, no_form, no_form, no_form, no_form};
    tensor input_table{};       ///< embedding
    tensor positions{};         ///< learned ones, a table beside it; no outputs where there are none
    tensor input_norm{};        ///< of the embedding (BLOOM), else no outputs
    tensor final_norm{};
    tensor head{};              ///< counted once where tied
    tensor head_bias{};         ///< one a logit (GPT-J), else no outputs
    bool norm_biases = false;   ///< input and final norm carry biases, as LayerNorm does
    std::int64_t max_positions = 0;  ///< tokens of the longest sequence it is made for; 0: not stated

    [[nodiscard]] constexpr std::int64_t vocabulary() const noexcept { return head.outputs; }

    friend constexpr bool operator==(const transformer&, const transformer&) = default;
};

/// Mixer and feed-forward of a layer: one after the other, or both on the same input (Falcon, PaLM, GPT-J), so that their
/// results are added, and reduced over tensor ranks, together.
enum class branches : std::uint8_t { in_turn, beside };

/// One form of layer: which layers have it, their mixer, their feed-forward, their norms.
/// With `nothing` for one of them a layer has one residual branch, and so one all-reduce.
///   block{layers(0, 3), multi_head_latent_attention{...}, gated_feed_forward{18432}}
template <class Mixer, class FeedForward>
struct block {
    layer_set where;
    Mixer mixer;
    FeedForward feed_forward;
    layer_norms norms{};
    branches run = branches::in_turn;

    /// Into a form that holds nothing yet.
    constexpr void write(layer_form& f, std::int64_t hidden) const noexcept {
        constexpr bool alone = __is_same(Mixer, nothing) || __is_same(FeedForward, nothing);
        f.where = where;
        f.reductions = alone || run == branches::beside ? 1 : 2;
        mixer.write(f, hidden);
        feed_forward.write(f, hidden);
        norms.write(f, hidden);
    }
    [[nodiscard]] constexpr layer_form form(std::int64_t hidden) const noexcept {
        layer_form f = no_form;
        write(f, hidden);
        return f;
    }
};
template <class Mixer, class FeedForward>
block(layer_set, Mixer, FeedForward) -> block<Mixer, FeedForward>;
template <class Mixer, class FeedForward>
block(layer_set, Mixer, FeedForward, layer_norms) -> block<Mixer, FeedForward>;
template <class Mixer, class FeedForward>
block(layer_set, Mixer, FeedForward, layer_norms, branches) -> block<Mixer, FeedForward>;

/// What stands around the layers of a model.
struct frame {
    std::int64_t hidden = 0;
    std::int64_t vocabulary = 0;
    bool tied = false;
    std::int64_t positions = 0;  ///< rows of a table of learned positions (GPT-2), 0 for none
    bool input_norm = false;     ///< a norm behind the embedding (BLOOM)
    bool norm_biases = false;    ///< LayerNorm: the norms that stand around the layers carry biases
    bool head_bias = false;      ///< the head has one a logit (GPT-J)
    std::int64_t max_positions = 0;  ///< tokens of the longest sequence it is made for; 0: not stated
};

/// Gives a transformer that holds nothing yet what stands around its layers; `append` gives it its blocks one by one, where
/// their number is known at run time.
constexpr void enclose(transformer& t, const frame& f) noexcept {
    t.hidden = f.hidden;
    t.tied = f.tied;
    t.norm_biases = f.norm_biases;
    t.max_positions = f.max_positions;
    t.input_table = {.name = "embedding", .kind = tensor_class::embedding, .cut = axis::vocabulary,
                     .along = side::outputs, .as = use::table, .inputs = f.hidden, .outputs = f.vocabulary, .copies = 1};
    t.head = {.name = "head", .kind = tensor_class::head, .cut = axis::vocabulary, .along = side::outputs,
              .inputs = f.hidden, .outputs = f.vocabulary, .copies = 1};
    t.final_norm = {.name = "final_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = f.hidden, .copies = 1};
    if (f.positions > 0)
        t.positions = {.name = "positions", .kind = tensor_class::embedding, .as = use::table, .inputs = f.hidden, .outputs = f.positions, .copies = 1};
    if (f.head_bias)
        t.head_bias = {.name = "head_bias", .kind = tensor_class::bias, .cut = axis::vocabulary, .along = side::outputs,
                       .as = use::vector, .inputs = 1, .outputs = f.vocabulary, .copies = 1};
    if (f.input_norm) t.input_norm = {.name = "input_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = f.hidden, .copies = 1};
}

/// A transformer without layers yet.
[[nodiscard]] constexpr transformer make_transformer(const frame& f) noexcept {
    transformer t;
    enclose(t, f);
    return t;
}

/// Adds one form of layer. False, and the model is unchanged, if there are more than max_forms or it did not fit.
constexpr bool append(transformer& t, const layer_form& f) noexcept {
    if (t.form_count == max_forms || f.overfull) return false;
    t.forms[t.form_count++] = f;
    t.layer_count += f.where.count();
    return true;
}
/// The same of a block, which writes itself into its place in the model.
template <class Mixer, class FeedForward>
constexpr bool append(transformer& t, const block<Mixer, FeedForward>& b) noexcept {
    if (t.form_count == max_forms) return false;
    layer_form& f = t.forms[t.form_count];
    b.write(f, t.hidden);
    if (f.overfull) return f = no_form, false;
    ++t.form_count;
    t.layer_count += b.where.count();
    return true;
}

/// A whole model in one expression, for catalogues:
///   make_transformer({.hidden = 8192, .vocabulary = 128256}, block{layers(0, 80), grouped_query_attention{...}, gated_feed_forward{28672}})
template <class... Blocks>
[[nodiscard]] constexpr transformer make_transformer(const frame& f, const Blocks&... blocks) noexcept {
    static_assert(sizeof...(Blocks) <= max_forms, "a transformer has at most max_forms different forms of layer");
    transformer t = make_transformer(f);
    (append(t, blocks), ...);
    return t;
}

}  // namespace rafter
