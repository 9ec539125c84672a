// Which format each kind of number has: weights by tensor class and, where a checkpoint does so, by layer or tensor;
// cache, states, activations, messages.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/layer.hpp>

namespace rafter {

/// The classes whose matrices released checkpoints quantise. Embedding, head, router, norms and biases stay wide.
[[nodiscard]] constexpr bool usually_quantised(tensor_class c) noexcept {
    return c == tensor_class::attention || c == tensor_class::feed_forward || c == tensor_class::routed_expert ||
           c == tensor_class::shared_expert || c == tensor_class::recurrent;
}

/// Weights that have another format than their class: in these layers, all of the class or the tensors of one name.
/// Llama-3.1-405B FP8 keeps the feed-forwards of layers 0 and 125 in bf16: {layers 0 and 125, feed_forward, no name, bf16}.
struct format_exception {
    layer_set where{};
    tensor_class kind{};
    label only{};  ///< the name in the layer's form; none for all of the class
    number_format format{.native = {}, .how = {}, .element_bits = 0};

    [[nodiscard]] constexpr bool speaks_of(const tensor& x) const noexcept {
        return x.kind == kind && (only.code == 0 || only == x.name);
    }
    friend constexpr bool operator==(const format_exception&, const format_exception&) = default;
};

inline constexpr int max_format_exceptions = 4;

struct precision {
    number_format weights[tensor_class_count]{};
    number_format cache{};
    number_format state{};               ///< what a recurrence carries; its convolution keeps its inputs as activations
    number_format index{};               ///< keys of an indexer (DeepSeek-V3.2 keeps them in fp8)
    number_format activations{};         ///< the residual stream, and what crosses links
    number_format dispatch{};            ///< what is sent to experts; results come back as activations
    arithmetic multiply_as{};            ///< if stated: the compute format of every product
    bool multiply_as_stated = false;
    int exception_count = 0;
    format_exception exceptions[max_format_exceptions]{};  ///< a later one goes before an earlier one

    /// One class of weights, in every layer.
    constexpr void set_class(tensor_class c, const number_format& f) noexcept {
        weights[static_cast<int>(c)] = f;
        if (exception_count > 0) drop_exceptions(c);
    }
    /// A format of 16 bits or more is taken by every class; a narrower one by those that checkpoints quantise, the rest
    /// stays as it is (bf16 at first).
    constexpr void set_weights(const number_format& f) noexcept {
        for (int i = 0; i < tensor_class_count; ++i)
            if (f.element_bits >= 16 || usually_quantised(static_cast<tensor_class>(i))) set_class(static_cast<tensor_class>(i), f);
    }
    /// False, and nothing is changed, if there are max_format_exceptions already.
    constexpr bool add_exception(const format_exception& e) noexcept {
        if (exception_count == max_format_exceptions) return false;
        exceptions[exception_count++] = e;
        return true;
    }
    [[nodiscard]] constexpr const number_format& of(tensor_class c) const noexcept { return weights[static_cast<int>(c)]; }

    /// Of a tensor in a layer.
    [[nodiscard]] constexpr const number_format& of(const tensor& x, std::int64_t layer) const noexcept {
        for (int i = exception_count; i > 0; --i)
            if (exceptions[i - 1].speaks_of(x) && exceptions[i - 1].where.contains(layer)) return exceptions[i - 1].format;
        return weights[static_cast<int>(x.kind)];
    }
    /// Calls use(format) for every format that a tensor has in some of these layers.
    template <class Use>
    constexpr void each_of(const tensor& x, const layer_set& where, Use use) const noexcept {
        if (exception_count == 0) return use(of(x.kind));
        layer_set rest = where;
        for (int i = exception_count; i > 0; --i) {
            const format_exception& e = exceptions[i - 1];
            if (!e.speaks_of(x) || common_layers(rest, e.where).count() == 0) continue;
            use(e.format);
            rest = layers_without(rest, e.where);
        }
        if (rest.count() > 0) use(of(x.kind));
    }

    /// What a product with weights of this format is multiplied as.
    [[nodiscard]] constexpr arithmetic compute(const number_format& w) const noexcept {
        if (multiply_as_stated) return multiply_as;
        return w.how == multiplied::natively ? w.native : activations.native;
    }

    friend constexpr bool operator==(const precision&, const precision&) = default;

    constexpr void drop_exceptions(tensor_class c) noexcept {
        int kept = 0;
        for (int i = 0; i < exception_count; ++i)
            if (exceptions[i].kind != c) exceptions[kept++] = exceptions[i];
        while (exception_count > kept) exceptions[--exception_count] = {};
    }
};

inline constexpr precision all_bf16{};  ///< to copy: Clang copies formats ten times as fast as it initialises them

}  // namespace rafter
