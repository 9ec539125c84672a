// Gated DeltaNet: linear attention whose state forgets by a gate and is corrected by the delta rule (Qwen3-Next, Qwen3.5).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// N value heads of width v over K key heads of width k, together kd = K*k and vd = N*v; a convolution of c taps over
/// 2*kd + vd channels. Parameters d*(2*kd + 2*vd) + 2*d*N + (2*kd + vd)*c + 2*N + v + vd*d.
/// State of a sequence N*k*v, and (2*kd + vd)*c of the convolution. Work a token 2 FLOPs an element to read what the key
/// holds, 2 to correct it, 2 out of the state, 2 a tap; a prefill in chunks of Q adds (Q + 1)*N*(3*k + 2*v): keys with
/// keys, the two triangular products, queries with keys and with what they hold. Qwen3-Next-80B (N 32, K 16, 128 each):
/// 33,718,464 parameters and 557,056 elements of state a layer. Source: arXiv 2412.06464.
struct gated_delta_net {
    std::int64_t value_heads = 0;
    std::int64_t key_heads = 0;
    std::int64_t value_width = 128;
    std::int64_t key_width = 128;
    std::int64_t taps = 4;
    std::int64_t chunk = 64;  ///< tokens of a prefill that are scanned at once: the default of flash-linear-attention

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t keys = checked::product(key_heads, key_width), values = checked::product(value_heads, value_width);
        const auto projection = [&](label name, axis cut, std::int64_t outputs, std::int64_t copies, bool kept) {
            form.add({.name = name, .kind = tensor_class::recurrent, .cut = cut, .along = side::outputs, .inputs = hidden, .outputs = outputs,
                      .copies = copies, .kept = kept});
        };
        const auto beside = [&](label name, axis cut, std::int64_t each, std::int64_t outputs, std::int64_t copies) {
            form.add({.name = name, .kind = tensor_class::bias, .cut = cut, .along = side::outputs, .as = use::vector, .inputs = each, .outputs = outputs,
                      .copies = copies});
        };
        constexpr label in_qk = "in_qk", in_v = "in_v", in_z = "in_z", in_ba = "in_ba", conv_qk = "conv_qk", conv_v = "conv_v", decay = "decay";
        projection(in_qk, axis::kv_heads, keys, 2, false);
        projection(in_v, axis::query_heads, values, 1, true);
        projection(in_z, axis::query_heads, values, 1, false);
        projection(in_ba, axis::query_heads, value_heads, 2, true);
        beside(conv_qk, axis::kv_heads, taps, keys, 2);
        beside(conv_v, axis::query_heads, taps, values, 1);
        beside(decay, axis::query_heads, 1, value_heads, 2);  // A and the bias of the step
        form.add({.name = "gate_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = value_width});
        form.add({.name = "out", .kind = tensor_class::recurrent, .cut = axis::query_heads, .along = side::inputs, .inputs = values, .outputs = hidden});

        const std::int64_t elements = checked::product(values, key_width), each_way = checked::product(2, elements);
        const std::int64_t of_groups = checked::product(2, keys), convolved = checked::sum(values, of_groups);
        const std::int64_t of_pair = checked::product(value_heads, checked::sum(checked::product(3, key_width), checked::product(2, value_width)));
        form.back = {.cut = axis::kv_heads, .query_heads = value_heads, .kv_heads = key_heads,
                     .query_elements = checked::sum(checked::sum(convolved, values), checked::product(2, value_heads)), .result_elements = values,
                     .state = {.elements = elements, .head_channels = values, .group_channels = of_groups, .taps = taps,
                               .update_flops = checked::sum(checked::product(2, each_way), checked::product(2, checked::product(convolved, taps))),
                               .readout_flops = each_way,
                               .chunk_flops = chunk > 0 ? checked::product(checked::sum(chunk, 1), of_pair) : 0}};
    }
};

}  // namespace rafter
