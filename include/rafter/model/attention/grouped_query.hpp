// Multi-head, grouped-query and multi-query attention, full or within a window.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// H query heads share K key/value heads of width h: K == H is multi-head, K == 1 multi-query attention.
/// Parameters d*H*h + 2*d*K*h + H*h*d, and biases, q/k norms, sinks and a gate d*H*h where the family has them.
/// Cache 2*K*h elements a token. Work 4*h*H FLOPs a (query, key) pair (scores and values).
/// Llama-3.1-70B: 64 heads, 8 kv heads of 128: 150,994,944 parameters and 2,048 cache elements a token and layer.
struct grouped_query_attention {
    std::int64_t query_heads = 0;
    std::int64_t kv_heads = 0;
    std::int64_t head_width = 0;
    std::int64_t window = 0;       ///< tokens it sees, the present one included; 0 for all
    sight sees = sight::sliding;   ///< how the window moves
    bool query_bias = false;       ///< q, k and v carry biases (Qwen2, gpt-oss)
    bool output_bias = false;      ///< o carries one (gpt-oss)
    bool head_norms = false;       ///< one norm each for q and k, of the width of a head (Qwen3)
    bool wide_norms = false;       ///< one norm each for q and k, of the width of all their heads (MiniMax-M2)
    bool sinks = false;            ///< one learned logit a query head (gpt-oss)
    bool output_gate = false;      ///< a gate of the result, as wide as the queries and projected beside them (Qwen3-Next)

    /// The same weights on layers that see no more than `tokens`.
    [[nodiscard]] constexpr grouped_query_attention within(std::int64_t tokens, sight how = sight::sliding) const noexcept {
        grouped_query_attention a = *this;
        a.window = tokens;
        a.sees = how;
        return a;
    }

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t q = checked::product(query_heads, head_width);
        const std::int64_t kv = checked::product(kv_heads, head_width);
        form.add({.name = "q", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::outputs,
                  .inputs = hidden, .outputs = q, .copies = output_gate ? 2 : 1});
        form.add({.name = "kv", .kind = tensor_class::attention, .cut = axis::kv_heads, .along = side::outputs,
                  .inputs = hidden, .outputs = kv, .copies = 2, .kept = true});
        form.add({.name = "o", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::inputs,
                  .inputs = q, .outputs = hidden});
        if (query_bias) {
            form.add({.name = "q_bias", .kind = tensor_class::bias, .cut = axis::query_heads, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = q});
            form.add({.name = "kv_bias", .kind = tensor_class::bias, .cut = axis::kv_heads, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = kv, .copies = 2});
        }
        if (output_bias)
            form.add({.name = "o_bias", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = hidden});
        if (head_norms)
            form.add({.name = "qk_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1,
                      .outputs = head_width, .copies = 2});
        if (wide_norms) {
            form.add({.name = "q_norm", .kind = tensor_class::norm, .cut = axis::query_heads, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = q});
            form.add({.name = "k_norm", .kind = tensor_class::norm, .cut = axis::kv_heads, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = kv});
        }
        if (sinks)
            form.add({.name = "sinks", .kind = tensor_class::bias, .cut = axis::query_heads, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = query_heads});
        const std::int64_t pair = checked::product(4, q);
        form.back = {.elements_per_token = checked::product(2, kv), .cut = axis::kv_heads, .window = window, .sees = sees,
                     .query_heads = query_heads, .kv_heads = kv_heads, .flops_per_pair_prefill = pair,
                     .flops_per_pair_decode = pair, .query_elements = output_gate ? checked::product(2, q) : q, .result_elements = q};
    }
};

}  // namespace rafter
