// Reduce-scatter: every device has a vector of s bytes and needs the sum of one part.
#pragma once

#include <rafter/collective/all_gather.hpp>

namespace rafter {

/// The mirror image of an all-gather, with the same bytes: (n-1)/n * s/B. 8 ranks, 1 MiB, 450 GB/s: 2.04 us.
[[nodiscard]] constexpr message_time reduce_scatter_time(double s, double least_s, const route& w) noexcept {
    return all_gather_time(s, least_s, w);
}

}  // namespace rafter
