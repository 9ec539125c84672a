// All-to-all: every device sends a different part to every other.
#pragma once

#include <rafter/collective/route.hpp>

namespace rafter {

/// `s` is what one device sends to others in all. Inside a domain s/B; over m domains the part (n-g)/(n-1) of it leaves
/// the domain at the outer rate. Of the least only what stays inside is counted: what leaves may be sent once a domain and
/// spread there. 4 MB a device, 8 ranks at 450 GB/s: 8.9 us.
[[nodiscard]] constexpr message_time all_to_all_time(double s, double least_s, const route& w) noexcept {
    const double leaving = w.ranks > 1 ? static_cast<double>(w.ranks - w.inside) / static_cast<double>(w.ranks - 1) : 0;
    return {((1 - leaving) * w.per_byte_group + leaving * w.per_byte_out) * s, (1 - leaving) * w.per_byte_up * least_s};
}

}  // namespace rafter
