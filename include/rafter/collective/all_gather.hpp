// All-gather: every device has a part of a vector of s bytes and needs all of it.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/link_group.hpp>
#include <rafter/collective/message_price.hpp>
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

// With latency, by algorithm. s is the whole vector.

/// Straight to all peers: (n-1)/n * s/B + alpha. Needs a way from everyone to everyone. 8 ranks, 1 MiB, 450 GB/s,
/// 3.33 us: 5.37 us.
[[nodiscard]] constexpr message_price direct_all_gather(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    const auto n = static_cast<double>(g.devices);
    return {g.latency, (n - 1) / n * g.per_byte, g.reaches_all()};
}

/// Pieces passed on around a ring: (n-1)/n * s/B + (n-1)*alpha. On a ring, torus or mesh a cycle of neighbours goes both
/// ways over two links, and a piece reaches the other side after n/2 hops. 8 ranks, 1 MiB, 450 GB/s, 3.33 us: 25.3 us.
[[nodiscard]] constexpr message_price ring_all_gather(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    const auto n = static_cast<double>(g.devices);
    if (g.axes == 0) return {(n - 1) * g.latency, (n - 1) / n * g.per_byte};
    const double links = g.devices > 2 ? 2 : 1;
    return {static_cast<double>(g.devices / 2) * g.latency, (n - 1) / n * g.per_byte_link / links, g.has_cycle()};
}

/// Along every axis of a torus or mesh at once: the vector in as many parts as there are axes, each part taking the axes in
/// another order, so that all links work. Of an axis of k devices with x bytes (k-1)/k * x over two links and k/2 hops if
/// it is closed, over one link and k-1 hops if it is open. 16 x 16 closed, 50 GB/s a link: 255/256 of s over 200 GB/s.
/// Source: jax-ml/scaling-book, sharding.
[[nodiscard]] constexpr message_price axes_all_gather(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    if (g.axes == 0) return {0, 0, false};
    const auto steps_of = [](const link_axis& a) { return a.closed ? a.extent / 2 : a.extent - 1; };
    message_price sum;
    double part[3]{1, 1, 1};  // of its share, what an order still holds; seen as a reduce-scatter, which has the same bytes
    for (int phase = 0; phase < g.axes; ++phase) {
        double slowest = 0;
        std::int64_t steps = 0;
        for (int order = 0; order < g.axes; ++order) {
            const link_axis& a = g.along[(order + phase) % g.axes];
            const auto k = static_cast<double>(a.extent);
            const double sent = (k - 1) / k * part[order] * g.per_byte_link / (a.closed ? 2 : 1);
            if (sent > slowest) slowest = sent;
            if (steps_of(a) > steps) steps = steps_of(a);
            part[order] /= k;
        }
        sum.per_byte += slowest / g.axes;
        sum.fixed += static_cast<double>(steps) * g.latency;
    }
    return sum;
}

}  // namespace rafter
