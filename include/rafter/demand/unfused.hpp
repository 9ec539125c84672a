// A layer as runtimes without fused kernels run it: scores cross memory, and norms and additions are operators of their own.
//
// A step of rafter fuses them. These are for reading published operator tables, and for engines that fuse nothing.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/layer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// One operator: its arithmetic, and what it reads and writes.
struct operator_work {
    double work_flops = 0;
    double moved_bytes = 0;

    [[nodiscard]] constexpr double flops_per_byte() const noexcept { return moved_bytes > 0 ? work_flops / moved_bytes : 0; }
};

struct unfused_attention {
    operator_work scores{};   ///< queries times keys
    operator_work softmax{};
    operator_work values{};   ///< scores times values
};

/// H heads of width h, K of keys and values, q queries that see c keys each (a square: nothing is masked), elements of
/// e bytes. Scores and values each 2*H*q*c*h FLOPs and e*(H*q*h + K*c*h + H*q*c) bytes; softmax 5*H*q*c FLOPs and
/// e*2*H*q*c bytes. Llama-2-7B, a prompt of 2,048 in fp16: 34.4 GFLOP and 302 MB, softmax 671 MFLOP and 537 MB.
/// Source: LLM-Viewer (arXiv 2402.16363), table 1.
[[nodiscard]] constexpr unfused_attention unfused_attention_of(const lookback& back, double queries, double keys, const number_format& elements) noexcept {
    const double wide = bytes_per_element(elements), cells = static_cast<double>(back.query_heads) * queries * keys;
    const double shared = back.query_heads > 0 ? static_cast<double>(back.kv_heads) / static_cast<double>(back.query_heads) : 0;
    const double asked = static_cast<double>(back.query_elements), answered = static_cast<double>(back.result_elements);
    return {.scores = {2 * queries * keys * asked, wide * (queries * asked + keys * asked * shared + cells)},
            .softmax = {5 * cells, wide * 2 * cells},
            .values = {2 * queries * keys * answered, wide * (cells + keys * answered * shared + queries * answered)}};
}

/// A norm of n elements: 7 FLOPs each, read and written. 2,048 tokens of 4,096 in fp16: 58.7 MFLOP, 33.6 MB. Source: there.
[[nodiscard]] constexpr operator_work norm_work(double elements, const number_format& f) noexcept {
    return {7 * elements, 2 * elements * bytes_per_element(f)};
}

/// An addition to the residual, in place: 1 FLOP an element, one read and one write of it. 2,048 tokens of 4,096 in fp16:
/// 8.4 MFLOP, 33.6 MB. Source: there; its table leaves out the read of what is added.
[[nodiscard]] constexpr operator_work addition_work(double elements, const number_format& f) noexcept {
    return {elements, 2 * elements * bytes_per_element(f)};
}

}  // namespace rafter
