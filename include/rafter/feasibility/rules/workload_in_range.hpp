// RAFTER-W001: batch, prompt, output and prompts at once are whole numbers from 1 to 2^31.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter::rules {

inline constexpr std::int64_t largest_count = std::int64_t{1} << 31;

[[nodiscard]] constexpr bool in_range(const workload& w) noexcept {
    return w.batch > 0 && w.batch <= largest_count && w.prompt > 0 && w.prompt <= largest_count && w.output > 0 && w.output <= largest_count &&
           w.prompts_at_once > 0 && w.prompts_at_once <= largest_count;
}

/// The first of the four that lies outside: subject 0 batch, 1 prompt, 2 output, 3 prompts at once; required is its
/// value, available the limit it breaks.
[[nodiscard]] constexpr finding workload_in_range(const workload& w) noexcept {
    if (in_range(w)) return {rule::workload_in_range};
    const std::int64_t values[] = {w.batch, w.prompt, w.output, w.prompts_at_once};
    for (std::int64_t i = 0; i < 4; ++i)
        if (values[i] < 1 || values[i] > largest_count)
            return {rule::workload_in_range, verdict::fails, values[i], values[i] < 1 ? 1 : largest_count, i};
    return {rule::workload_in_range};
}

}  // namespace rafter::rules
