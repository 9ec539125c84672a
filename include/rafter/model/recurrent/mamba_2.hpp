// Mamba-2: a selective state space of heads, scanned in chunks (Nemotron-H, Nemotron-3-Nano).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// H heads of width p, together di = H*p; g groups of heads share B and C of width s; a convolution of c taps over
/// di + 2*g*s channels. Parameters d*(2*di + 2*g*s + H) + (di + 2*g*s)*(c + 1) + 3*H + di + di*d.
/// State of a sequence di*s, and (di + 2*g*s)*c of the convolution. Work a token 2 FLOPs an element into the state, 2 out
/// of it, 2 a tap; a prefill in chunks of Q adds the pairs within them, (Q + 1)*(g*s + di) a token. Nemotron-H-8B
/// (H 128, p 64, g 8, s 128): 109,635,968 parameters and 1,089,536 elements of state a layer. Source: arXiv 2405.21060.
struct mamba_2 {
    std::int64_t heads = 0;
    std::int64_t head_width = 0;
    std::int64_t groups = 1;
    std::int64_t state = 128;
    std::int64_t taps = 4;
    std::int64_t chunk = 256;  ///< tokens of a prefill that are scanned at once
    bool convolution_bias = true;

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t inner = checked::product(heads, head_width), shared = checked::product(groups, state);
        const auto projection = [&](label name, axis cut, std::int64_t outputs, std::int64_t copies, bool kept) {
            form.add({.name = name, .kind = tensor_class::recurrent, .cut = cut, .along = side::outputs, .inputs = hidden, .outputs = outputs,
                      .copies = copies, .kept = kept});
        };
        const auto beside = [&](label name, tensor_class kind, axis cut, std::int64_t each, std::int64_t outputs, std::int64_t copies) {
            form.add({.name = name, .kind = kind, .cut = cut, .along = side::outputs, .as = use::vector, .inputs = each, .outputs = outputs, .copies = copies});
        };
        constexpr label in_x = "in_x", in_z = "in_z", in_bc = "in_bc", in_dt = "in_dt", conv_x = "conv_x", conv_bc = "conv_bc", conv_x_bias = "conv_x_b",
                        conv_bc_bias = "conv_bc_b", decay = "decay", norm = "gate_norm";
        projection(in_x, axis::query_heads, inner, 1, true);
        projection(in_z, axis::query_heads, inner, 1, false);
        projection(in_bc, axis::kv_heads, shared, 2, false);
        projection(in_dt, axis::query_heads, heads, 1, true);
        beside(conv_x, tensor_class::bias, axis::query_heads, taps, inner, 1);
        beside(conv_bc, tensor_class::bias, axis::kv_heads, taps, shared, 2);
        if (convolution_bias) {
            beside(conv_x_bias, tensor_class::bias, axis::query_heads, 1, inner, 1);
            beside(conv_bc_bias, tensor_class::bias, axis::kv_heads, 1, shared, 2);
        }
        beside(decay, tensor_class::bias, axis::query_heads, 1, heads, 3);  // A, D and the bias of the step
        beside(norm, tensor_class::norm, axis::query_heads, 1, inner, 1);
        form.add({.name = "out", .kind = tensor_class::recurrent, .cut = axis::query_heads, .along = side::inputs, .inputs = inner, .outputs = hidden});

        const std::int64_t elements = checked::product(inner, state), each_way = checked::product(2, elements);
        const std::int64_t of_groups = checked::product(2, shared), convolved = checked::sum(inner, of_groups);
        form.back = {.cut = axis::kv_heads, .query_heads = heads, .kv_heads = groups,
                     .query_elements = checked::sum(checked::sum(convolved, inner), heads), .result_elements = inner,
                     .state = {.elements = elements, .head_channels = inner, .group_channels = of_groups, .taps = taps,
                               .update_flops = checked::sum(each_way, checked::product(2, checked::product(convolved, taps))),
                               .readout_flops = each_way,
                               .chunk_flops = chunk > 0 ? checked::product(checked::sum(chunk, 1), checked::sum(shared, inner)) : 0}};
    }
};

}  // namespace rafter
