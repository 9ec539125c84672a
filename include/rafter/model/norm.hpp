// The norms of a layer that stand on the residual stream.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// `count` norms of the hidden width: two in most families (before attention and before the feed-forward).
struct layer_norms {
    std::int64_t count = 2;
    bool biases = false;  ///< LayerNorm has one, RMSNorm none

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        if (count == 0) return;
        form.add({.name = "norms", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = hidden, .copies = count});
        if (biases)
            form.add({.name = "norm_bias", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = hidden, .copies = count});
    }
};

}  // namespace rafter
