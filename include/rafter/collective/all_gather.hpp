// All-gather: every device has a part of a vector of s bytes and needs all of it.
#pragma once

#include <rafter/collective/route.hpp>

namespace rafter {

/// (n-1)/n * s/B, s the whole vector; between m domains of g devices (m-1)/m * s/g over the outer links first.
/// 8 ranks, 1 MiB, 450 GB/s: 2.04 us.
[[nodiscard]] constexpr message_time all_gather_time(double s, double least_s, const route& w) noexcept {
    const auto g = static_cast<double>(w.inside), m = static_cast<double>(w.domains);
    const double around = (g - 1) / g, across = (m - 1) / m / g * w.per_byte_out;
    const double least = around * w.per_byte_up;
    return {(around * w.per_byte_group + across) * s, (least > across ? least : across) * least_s};
}

}  // namespace rafter
