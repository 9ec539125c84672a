// Dense feed-forwards: gated (three matrices) and plain (two).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// gate and up, then down: 3*d*f parameters (SwiGLU, GeGLU). Llama-3.1-70B: f = 28,672.
struct gated_feed_forward {
    std::int64_t width = 0;
    bool biases = false;

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        form.add({.name = "gate_up", .kind = tensor_class::feed_forward, .cut = axis::width, .along = side::outputs,
                  .inputs = hidden, .outputs = width, .copies = 2});
        form.add({.name = "down", .kind = tensor_class::feed_forward, .cut = axis::width, .along = side::inputs,
                  .inputs = width, .outputs = hidden});
        if (!biases) return;
        form.add({.name = "gateup_b", .kind = tensor_class::bias, .cut = axis::width, .along = side::outputs,
                  .as = use::vector, .inputs = 1, .outputs = width, .copies = 2});
        form.add({.name = "down_bias", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = hidden});
    }
};

/// up, then down: 2*d*f parameters (GPT-2, OPT, BLOOM).
struct plain_feed_forward {
    std::int64_t width = 0;
    bool biases = false;

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        form.add({.name = "up", .kind = tensor_class::feed_forward, .cut = axis::width, .along = side::outputs,
                  .inputs = hidden, .outputs = width});
        form.add({.name = "down", .kind = tensor_class::feed_forward, .cut = axis::width, .along = side::inputs,
                  .inputs = width, .outputs = hidden});
        if (!biases) return;
        form.add({.name = "up_bias", .kind = tensor_class::bias, .cut = axis::width, .along = side::outputs,
                  .as = use::vector, .inputs = 1, .outputs = width});
        form.add({.name = "down_bias", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = hidden});
    }
};

}  // namespace rafter
