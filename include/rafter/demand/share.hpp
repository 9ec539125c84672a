// What one device holds of a tensor under a split.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/request.hpp>
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/layer.hpp>
#include <rafter/model/tensor.hpp>

namespace rafter {

/// Into how many parts each axis of a layer is cut.
struct degrees {
    std::int64_t query = 1, kv = 1, width = 1, vocabulary = 1, experts = 1, expert_width = 1;
};

/// K/V heads are cut up to their number and replicated beyond it.
[[nodiscard]] constexpr degrees degrees_of(const request& r, const layer_form& f) noexcept {
    const std::int64_t t = r.plan.tensor;
    return {.query = t, .kv = t < f.back.kv_heads ? t : f.back.kv_heads > 0 ? f.back.kv_heads : 1, .width = t,
            .experts = r.plan.expert, .expert_width = r.plan.moe_tensor()};
}

[[nodiscard]] constexpr degrees degrees_of_tables(const request& r) noexcept {
    return {.vocabulary = r.serving.embedding == tables::vocabulary_parallel ? r.plan.tensor : 1};
}

/// One device's part of a tensor.
struct share {
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
    std::int64_t copies = 0;
    bytes stored{};
};

/// Extents are divided with ceil: a legal plan has no remainder, except in the vocabulary, which engines pad.
/// Llama-3.1-70B, q, tensor parallel 8, bf16: 8192 x 1024, 16,777,216 bytes.
[[nodiscard]] constexpr share share_of(const tensor& x, const degrees& d, const number_format& format) noexcept {
    std::int64_t parts = 1;
    share s{x.inputs, x.outputs, x.copies, {}};
    switch (x.cut) {
        case axis::none: break;
        case axis::query_heads: parts = d.query; break;
        case axis::kv_heads: parts = d.kv; break;
        case axis::width: parts = d.width; break;
        case axis::vocabulary: parts = d.vocabulary; break;
        case axis::experts:
            parts = d.expert_width;
            if (d.experts > 1) s.copies = checked::ceil_div(x.copies, d.experts);
            break;
    }
    if (parts > 1) {
        if (x.along == side::inputs) s.inputs = checked::ceil_div(x.inputs, parts);
        if (x.along == side::outputs) s.outputs = checked::ceil_div(x.outputs, parts);
    }
    s.stored = stored_bytes(format, s.outputs, s.inputs) * s.copies;
    return s;
}

}  // namespace rafter
