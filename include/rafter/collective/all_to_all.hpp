// All-to-all: every device sends a different part to every other.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/link_group.hpp>
#include <rafter/collective/message_price.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/demand/routing.hpp>

namespace rafter {

/// `s` is what one device sends to others in all. Inside a domain s/B; over m domains the part (n-g)/(n-1) of it leaves
/// the domain at the outer rate. Of the least only what stays inside is counted: what leaves may be sent once a domain and
/// spread there. 4 MB a device, 8 ranks at 450 GB/s: 8.9 us.
[[nodiscard]] constexpr message_time all_to_all_time(double s, double least_s, const route& w) noexcept {
    const double leaving = w.ranks > 1 ? static_cast<double>(w.ranks - w.inside) / static_cast<double>(w.ranks - 1) : 0;
    return {((1 - leaving) * w.per_byte_group + leaving * w.per_byte_out) * s, (1 - leaving) * w.per_byte_up * least_s};
}

/// With latency, inside one flat group: s/B + alpha, all peers at once. On a torus or mesh no less than what crosses the
/// middle of an axis over its links, and as many latencies as there are hops to the far corner. 16 x 16 closed, 50 GB/s a
/// link, 1 MB a device: 64.25 MB cross 1.6 TB/s, 40.2 us. s is what one device sends to others in all.
[[nodiscard]] constexpr message_price direct_all_to_all(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    message_price price{g.latency, g.per_byte};
    if (g.reaches_all()) return price;
    std::int64_t hops = 0;
    for (int i = 0; i < g.axes; ++i) {
        const link_axis& a = g.along[i];
        hops += a.closed ? a.extent / 2 : a.extent - 1;
        const auto n = static_cast<double>(g.devices), one_side = n / static_cast<double>(a.extent) * static_cast<double>(a.extent / 2);
        const double crossing = one_side * (n - one_side) / (n - 1) * per_byte_across(g, a);
        if (crossing > price.per_byte) price.per_byte = crossing;
    }
    price.fixed = static_cast<double>(hops) * g.latency;
    return price;
}

// Copies of a token that leave its rank, for experts of which it chooses k.

/// One for every rank or domain that holds a chosen expert: (e-1)*(1 - C(E-E/e, k)/C(E, k)). 8 of 256, 8 domains: 4.633.
[[nodiscard]] constexpr double copies_deduplicated(const expert_counts& x, std::int64_t ranks) noexcept {
    return least_copies(x, ranks, x.total / ranks);
}

/// The same where a token first chooses `chosen` of the domains, and its experts in these: chosen/e as many domains of
/// expert groups. 8 of 256, 4 of 8 domains (DeepSeek-V3): 3.175.
[[nodiscard]] constexpr double copies_domain_limited(const expert_counts& x, std::int64_t domains, std::int64_t chosen) noexcept {
    const std::int64_t of_domain = x.total / domains;
    if (chosen <= 1) return static_cast<double>(domains - 1) / static_cast<double>(domains);
    const double among_chosen = least_copies({of_domain * chosen, x.per_token}, chosen, of_domain);  // (m-1) * share reached
    return among_chosen * static_cast<double>(chosen) / static_cast<double>(chosen - 1) * static_cast<double>(domains - 1) / static_cast<double>(domains);
}

}  // namespace rafter
