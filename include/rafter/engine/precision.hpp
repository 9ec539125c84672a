// Which format each kind of number has: weights by tensor class, cache, activations, messages.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/tensor.hpp>

namespace rafter {

/// The classes whose matrices released checkpoints quantise. Embedding, head, router, norms and biases stay wide.
[[nodiscard]] constexpr bool usually_quantised(tensor_class c) noexcept {
    return c == tensor_class::attention || c == tensor_class::feed_forward || c == tensor_class::routed_expert ||
           c == tensor_class::shared_expert;
}

struct precision {
    number_format weights[tensor_class_count]{};
    number_format cache{};
    number_format activations{};         ///< the residual stream, and what crosses links
    number_format dispatch{};            ///< what is sent to experts; results come back as activations
    arithmetic multiply_as{};            ///< if stated: the compute format of every product
    bool multiply_as_stated = false;

    /// A format of 16 bits or more is taken by every class; a narrower one by those that checkpoints quantise, the rest
    /// stays as it is (bf16 at first).
    constexpr void set_weights(const number_format& f) noexcept {
        for (int i = 0; i < tensor_class_count; ++i)
            if (f.element_bits >= 16 || usually_quantised(static_cast<tensor_class>(i))) weights[i] = f;
    }
    [[nodiscard]] constexpr const number_format& of(tensor_class c) const noexcept { return weights[static_cast<int>(c)]; }

    /// What a product with weights of this format is multiplied as.
    [[nodiscard]] constexpr arithmetic compute(const number_format& w) const noexcept {
        if (multiply_as_stated) return multiply_as;
        return w.how == multiplied::natively ? w.native : activations.native;
    }
};

}  // namespace rafter
