// Multi-head latent attention (DeepSeek-V2, DeepSeek-V3, Kimi-K2).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// Keys and values are kept as one latent of kv_rank elements, and one rotary key of rope_width beside it.
/// Parameters d*Rq + Rq + Rq*H*(n + r) + d*(Rkv + r) + Rkv + Rkv*H*(n + v) + H*v*d; with query_rank 0 the queries are
/// one matrix d*H*(n + r). Cache Rkv + r elements a token, no factor 2, and no split divides it.
/// Work a (query, key) pair: 2*H*(n + r + v) in prefill; in decode, where kv_b is absorbed into the queries and the
/// result, 2*H*(2*Rkv + r). DeepSeek-V3: 576 cache elements a token and layer; 81,920 and 278,528 FLOPs a pair.
/// Source: DeepSeek-V2 report (arXiv 2405.04434), section 2.1.
struct multi_head_latent_attention {
    std::int64_t heads = 0;
    std::int64_t query_rank = 0;  ///< 0: queries are not compressed
    std::int64_t kv_rank = 0;
    std::int64_t nope_width = 0;  ///< of a head, without position
    std::int64_t rope_width = 0;  ///< of a head, with rotary position
    std::int64_t value_width = 0;

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t head = checked::sum(nope_width, rope_width), q = checked::product(heads, head);
        const std::int64_t latent = checked::sum(kv_rank, rope_width);
        const std::int64_t values = checked::product(heads, value_width);
        const std::int64_t expanded = checked::product(heads, checked::sum(nope_width, value_width));
        if (query_rank == 0) {
            form.add({.name = "q", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::outputs,
                      .inputs = hidden, .outputs = q});
        } else {
            form.add({.name = "q_a", .kind = tensor_class::attention, .inputs = hidden, .outputs = query_rank});
            form.add({.name = "q_a_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = query_rank});
            form.add({.name = "q_b", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::outputs,
                      .inputs = query_rank, .outputs = q});
        }
        form.add({.name = "kv_a", .kind = tensor_class::attention, .inputs = hidden, .outputs = latent, .kept = true});
        form.add({.name = "kv_a_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = kv_rank});
        form.add({.name = "kv_b", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::outputs,
                  .inputs = kv_rank, .outputs = expanded});
        form.add({.name = "o", .kind = tensor_class::attention, .cut = axis::query_heads, .along = side::inputs,
                  .inputs = values, .outputs = hidden});
        const std::int64_t pair = checked::product(2, heads);
        form.back = {.elements_per_token = latent, .cut = axis::none, .query_heads = heads, .kv_heads = heads,
                     .flops_per_pair_prefill = checked::product(pair, checked::sum(head, value_width)),
                     .flops_per_pair_decode = checked::product(pair, checked::sum(checked::product(2, kv_rank), rope_width)),
                     .query_elements = q, .result_elements = values, .absorbed_result_elements = checked::product(heads, kv_rank),
                     .flops_per_expanded_token = checked::product(2, checked::product(kv_rank, expanded))};
    }
};

}  // namespace rafter
