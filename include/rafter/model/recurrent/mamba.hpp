// Mamba, the first of its kind: a selective state space of single channels (Mamba-2.8B, Jamba).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// di = expand*d channels, each with a state of s; steps of rank R; a convolution of c taps.
/// Parameters 2*d*di + di*c + di + di*(R + 2s) + R*di + di + di*s + di + di*d; Jamba norms step, B and C: R + 2s more.
/// State of a sequence di*s, and di*c of the convolution; no cache a token. Work a token: 2 FLOPs an element into the
/// state, 2 out of it, 2 a tap; decays and gates are elementwise and, as a softmax, not counted. Tensor parallel cuts the
/// channels, and adds up step, B and C, R + 2s, between its ranks. Mamba-2.8B (di 5,120, s 16, R 160, c 4): 41,241,600
/// parameters and 102,400 elements of state a layer. Source: arXiv 2312.00752.
struct mamba {
    std::int64_t channels = 0;
    std::int64_t state = 16;
    std::int64_t step_rank = 0;
    std::int64_t taps = 4;
    bool convolution_bias = true;
    bool inner_norms = false;  ///< one each for step, B and C (Jamba)

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t chosen = checked::sum(step_rank, checked::product(2, state));
        const auto projection = [&](label name, std::int64_t inputs, std::int64_t outputs, side along, bool kept = false) {
            form.add({.name = name, .kind = tensor_class::recurrent, .cut = axis::width, .along = along, .inputs = inputs, .outputs = outputs, .kept = kept});
        };
        const auto of_channels = [&](label name, std::int64_t each) {
            form.add({.name = name, .kind = tensor_class::bias, .cut = axis::width, .along = side::outputs, .as = use::vector, .inputs = each, .outputs = channels});
        };
        constexpr label in_x = "in_x", in_z = "in_z", conv = "conv", conv_bias = "conv_bias", select = "x_proj", step = "dt_proj", step_bias = "dt_bias",
                        decay = "a_log", skip = "d", out = "out";
        projection(in_x, hidden, channels, side::outputs, true);
        projection(in_z, hidden, channels, side::outputs);
        of_channels(conv, taps);
        if (convolution_bias) of_channels(conv_bias, 1);
        projection(select, channels, chosen, side::inputs);
        projection(step, step_rank, channels, side::outputs, true);
        of_channels(step_bias, 1);
        of_channels(decay, state);
        of_channels(skip, 1);
        if (inner_norms) form.add({.name = "inner_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = chosen});
        projection(out, channels, hidden, side::inputs);

        const std::int64_t elements = checked::product(channels, state), each_way = checked::product(2, elements);
        form.inner_reduced_elements = chosen;
        form.back = {.query_elements = checked::sum(checked::product(3, channels), checked::product(2, state)), .result_elements = channels,
                     .state = {.elements = elements, .head_channels = channels, .taps = taps,
                               .update_flops = checked::sum(each_way, checked::product(2, checked::product(channels, taps))),
                               .readout_flops = each_way}};
    }
};

}  // namespace rafter
