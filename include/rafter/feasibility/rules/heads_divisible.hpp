// RAFTER-P002 and P003: tensor parallel divides the query heads, and the key/value heads or is divided by them.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Required: the degree; available: the query heads; subject: the form of layer.
[[nodiscard]] constexpr finding query_heads_divisible(const transformer& m, const split& s) noexcept {
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const std::int64_t heads = m.forms[i].back.query_heads;
        if (heads % s.tensor != 0) return {rule::query_heads_divisible, verdict::fails, s.tensor, heads, i};
    }
    return {rule::query_heads_divisible};
}

/// A cache that no split divides (MLA) asks nothing.
[[nodiscard]] constexpr finding kv_heads_divisible(const transformer& m, const split& s) noexcept {
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const lookback& b = m.forms[i].back;
        if (b.cut != axis::kv_heads || b.kv_heads < 1) continue;
        if (b.kv_heads % s.tensor != 0 && s.tensor % b.kv_heads != 0)
            return {rule::kv_heads_divisible, verdict::fails, s.tensor, b.kv_heads, i};
    }
    return {rule::kv_heads_divisible};
}

}  // namespace rafter::rules
