// DeepSeek sparse attention: latent attention over the tokens that a lightning indexer selects (DeepSeek-V3.2, GLM-5).
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/attention/mla.hpp>
#include <rafter/model/layer.hpp>

namespace rafter {

/// Latent attention, and beside it an indexer of I heads of width i that scores every earlier token; attention then sees
/// the k with the highest scores. Parameters of the indexer Rq*I*i + d*i + 2*i + d*I, all on every rank.
/// Cache: the latent of every token, and i elements of the indexer's keys in a format of their own. Work 2*I*i FLOPs a
/// (query, key) pair of the whole context, where that is longer than k; attention's own work is that of k tokens.
/// DeepSeek-V3.2 (I 64, i 128, k 2,048): 13,959,424 parameters, 128 elements a token, 16,384 FLOPs a pair and layer.
/// Source: DeepSeek-V3.2-Exp report, section 2.1. Engines run the prefill absorbed too (278,528 for 81,920 FLOPs a pair).
struct sparse_latent_attention {
    multi_head_latent_attention attention{};
    std::int64_t index_heads = 0;
    std::int64_t index_width = 0;
    std::int64_t selected = 0;  ///< tokens that attention sees

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        const std::int64_t queries = checked::product(index_heads, index_width);
        attention.write(form, hidden);
        form.add({.name = "index_q", .kind = tensor_class::attention, .inputs = attention.query_rank, .outputs = queries});
        form.add({.name = "index_k", .kind = tensor_class::attention, .inputs = hidden, .outputs = index_width, .kept = true});
        form.add({.name = "index_norm", .kind = tensor_class::norm, .as = use::vector, .inputs = 1, .outputs = index_width});
        form.add({.name = "index_nb", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = index_width});
        form.add({.name = "index_w", .kind = tensor_class::router, .inputs = hidden, .outputs = index_heads});  // stays as wide as a router
        form.back.window = selected;
        form.back.sees = sight::selected;
        form.back.index = {.key_elements = index_width, .flops_per_pair = checked::product(2, queries), .query_elements = checked::sum(queries, index_heads)};
    }
};

}  // namespace rafter
