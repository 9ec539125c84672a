// All-reduce: every device has a vector of s bytes and needs the sum.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_gather.hpp>
#include <rafter/collective/link_group.hpp>
#include <rafter/collective/message_price.hpp>
#include <rafter/collective/reduce_scatter.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/engine/algorithm.hpp>

namespace rafter {

/// Two-shot or ring, alpha = 0: 2(n-1)/n * s/B inside a domain; between m domains of g devices each device carries its
/// part: 2(m-1)/m * (s/g)/B_out; a group that spans both pays both. B is what joins the group; the least grants all
/// links. Where a fabric reduces, inside or between, no algorithm needs less of it than s/B or (s/g)/B_out. 8 ranks, 1 MiB, 450 GB/s: 4.08 us; the least where the switch reduces 2.33 us.
/// Source: NCCL performance notes (bus bandwidth factors); Thakur et al. 2005.
[[nodiscard]] constexpr message_time all_reduce_time(double s, double least_s, const route& w) noexcept {
    const auto g = static_cast<double>(w.inside), m = static_cast<double>(w.domains);
    const double around = 2 * (g - 1) / g;
    const double across = 2 * (m - 1) / m / g;
    const double up_least = w.inside > 1 ? (w.reduces && around > 1 ? 1.0 : around) * least_s * w.per_byte_up : 0;
    const double out_least = (w.reduces_out && across * g > 1 ? 1 / g : across) * least_s * w.per_byte_out;
    return {around * s * w.per_byte_group + across * s * w.per_byte_out, up_least > out_least ? up_least : out_least};
}

// With latency, by algorithm: one flat group. Source: Thakur et al. 2005; Sanders et al. 2009 (two trees); NCCL.

/// 2(n-1)/n * s/B + 2(n-1)*alpha; see ring_all_gather. 8 ranks, 1 MiB, 450 GB/s, 1 us: 18.08 us.
[[nodiscard]] constexpr message_price ring_all_reduce(const link_group& g) noexcept { return ring_reduce_scatter(g) + ring_all_gather(g); }

/// 2(n-1)/n * s/B + 2*alpha. The same at 1 us: 6.08 us.
[[nodiscard]] constexpr message_price two_shot_all_reduce(const link_group& g) noexcept { return direct_reduce_scatter(g) + direct_all_gather(g); }

/// Along all axes of a torus or mesh; see axes_all_gather.
[[nodiscard]] constexpr message_price axes_all_reduce(const link_group& g) noexcept { return axes_reduce_scatter(g) + axes_all_gather(g); }

/// (n-1) * s/B + alpha: everyone sends all to everyone. 8 ranks, 8 KiB, 450 GB/s, 1 us: 1.13 us.
[[nodiscard]] constexpr message_price one_shot_all_reduce(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    return {g.latency, static_cast<double>(g.devices - 1) * g.per_byte, g.reaches_all()};
}

/// 2 * s/B + 2*ceil(log2 n)*alpha: half of the vector up and down each of two trees, in pieces that follow one another.
/// 8 ranks, 1 MiB, 450 GB/s, 1 us: 10.66 us.
[[nodiscard]] constexpr message_price tree_all_reduce(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    std::int64_t levels = 0;
    while ((std::int64_t{1} << levels) < g.devices) ++levels;
    return {2 * static_cast<double>(levels) * g.latency, 2 * g.per_byte, g.reaches_all()};
}

/// (n+1)/n * s/B + 2*alpha: the fabric adds what all send and multicasts the sum; s/B is the bound. 8 ranks, 1 MiB,
/// 450 GB/s, 1 us: 4.62 us.
[[nodiscard]] constexpr message_price in_switch_all_reduce(const link_group& g) noexcept {
    if (g.devices <= 1) return {};
    const auto n = static_cast<double>(g.devices);
    return {2 * g.latency, (n + 1) / n * g.per_byte, g.reduces};
}

/// By this one algorithm.
[[nodiscard]] constexpr message_price all_reduce_price(const link_group& g, algorithm by) noexcept {
    switch (by) {
        case algorithm::ring: return ring_all_reduce(g);
        case algorithm::axes: return axes_all_reduce(g);
        case algorithm::two_shot: return two_shot_all_reduce(g);
        case algorithm::one_shot: return one_shot_all_reduce(g);
        case algorithm::tree: return tree_all_reduce(g);
        case algorithm::in_switch: return in_switch_all_reduce(g);
        default: return {0, 0, false};
    }
}

/// Those of the set that the links can run.
[[nodiscard]] constexpr algorithm that_run(const link_group& g, algorithm set) noexcept {
    algorithm running = algorithm::none;
    for (algorithm one = first_algorithm; one != algorithm::none; one = next_algorithm(one))
        if (names(set, one) && all_reduce_price(g, one).runs) running = running | one;
    return running;
}

}  // namespace rafter
