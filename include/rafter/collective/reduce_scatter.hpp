// Reduce-scatter: every device has a vector of s bytes and needs the sum of one part. The mirror image of an all-gather,
// with the same bytes and the same steps, whatever the algorithm.
#pragma once

#include <rafter/collective/all_gather.hpp>

namespace rafter {

/// (n-1)/n * s/B. 8 ranks, 1 MiB, 450 GB/s: 2.04 us.
[[nodiscard]] constexpr message_time reduce_scatter_time(double s, double least_s, const route& w) noexcept {
    return all_gather_time(s, least_s, w);
}

[[nodiscard]] constexpr message_price direct_reduce_scatter(const link_group& g) noexcept { return direct_all_gather(g); }
[[nodiscard]] constexpr message_price ring_reduce_scatter(const link_group& g) noexcept { return ring_all_gather(g); }
[[nodiscard]] constexpr message_price axes_reduce_scatter(const link_group& g) noexcept { return axes_all_gather(g); }

}  // namespace rafter
