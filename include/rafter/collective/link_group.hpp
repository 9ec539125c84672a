// Devices that one kind of link joins, as an algorithm sees them.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/route.hpp>
#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// One axis of a torus or a mesh. Closed: its ends are neighbours too, so that data goes around both ways.
struct link_axis {
    std::int64_t extent = 1;
    bool closed = false;
};

/// `devices` on links of one kind. On a ring, torus or mesh they stand as a compact block of nearly equal extents, and only
/// neighbours are linked; elsewhere everyone reaches everyone. Inverse rates are seconds a byte, per direction.
struct link_group {
    std::int64_t devices = 1;
    int axes = 0;              ///< of more than one device, 0 where everyone reaches everyone
    link_axis along[3]{};      ///< the longest first
    double per_byte = 0;       ///< over all links that join a device to the group
    double per_byte_link = 0;  ///< over one link of a ring, torus or mesh
    double latency = 0;        ///< seconds of one message; 0 where unknown
    bool latency_known = true;
    bool reduces = false;

    [[nodiscard]] constexpr bool reaches_all() const noexcept { return axes == 0 || devices <= 2; }
    /// A cycle through all devices over links between neighbours.
    [[nodiscard]] constexpr bool has_cycle() const noexcept {
        if (reaches_all()) return true;
        if (axes == 1) return along[0].closed;
        bool all_closed = true;
        for (int i = 0; i < axes; ++i) all_closed = all_closed && along[i].closed;
        return devices % 2 == 0 || all_closed;
    }
};

/// Axes of a shape, 0 where everyone reaches everyone.
[[nodiscard]] constexpr int axes_of(topology shape) noexcept {
    switch (shape) {
        case topology::ring: return 1;
        case topology::torus_2d:
        case topology::mesh_2d: return 2;
        case topology::torus_3d: return 3;
        default: return 0;
    }
}

namespace detail {

struct block {
    std::int64_t extents[3]{1, 1, 1};
};

/// The largest divisor of n whose power is at most n.
constexpr std::int64_t divisor_near_root(std::int64_t n, int power) noexcept {
    std::int64_t best = 1;
    for (std::int64_t d = 2;; ++d) {
        std::int64_t raised = d;
        for (int i = 1; i < power; ++i) raised *= d;
        if (raised > n) return best;
        if (n % d == 0) best = d;
    }
}

/// n devices over axes as equal as its divisors allow, the longest first. 8,960 over three: 28 x 20 x 16.
constexpr block block_of(std::int64_t n, int axes) noexcept {
    block b;
    for (int i = axes - 1; i > 0; --i) {
        b.extents[i] = divisor_near_root(n, i + 1);
        n /= b.extents[i];
    }
    b.extents[0] = n;
    for (int i = 1; i < axes; ++i)
        for (int j = i; j > 0 && b.extents[j] > b.extents[j - 1]; --j) {
            const std::int64_t longer = b.extents[j];
            b.extents[j] = b.extents[j - 1];
            b.extents[j - 1] = longer;
        }
    return b;
}

/// A domain of more devices is a way of saying that there is no end: it has no extents that a group could fill.
inline constexpr std::int64_t largest_fabric = std::int64_t{1} << 31;

constexpr bool closes(const link& l, std::int64_t extent, const block& domain) noexcept {
    if (l.shape == topology::mesh_2d || extent <= 2) return false;
    if (l.wraps_at.known()) return extent % l.wraps_at.value == 0;
    if (!l.domain.known()) return false;
    return extent == domain.extents[0] || extent == domain.extents[1] || extent == domain.extents[2];
}

constexpr void lay_out(const link& l, link_group& g) noexcept {
    const int axes = axes_of(l.shape);
    if (axes == 0 || g.devices <= 1) return;
    const bool ends = l.domain.known() && l.domain.value <= largest_fabric;
    const block b = block_of(g.devices, axes), domain = ends ? block_of(l.domain.value, axes) : block{};
    for (int i = 0; i < axes && b.extents[i] > 1; ++i) g.along[g.axes++] = {b.extents[i], closes(l, b.extents[i], domain)};
    // Ports are two an axis; where no source gives the rate of one, they share the device's evenly.
    g.per_byte_link = l.pairwise.known() ? per_byte(l.pairwise) : per_byte(l.per_device) * 2 * axes;
}

}  // namespace detail

/// Sustained parts of the link rates, 1 for the printed ones; and seconds of latency where a link states none.
struct link_shares {
    double inside = 1;
    double between = 1;
    double usual_latency = 0;
};

[[nodiscard]] constexpr link_group group_on(const link& l, std::int64_t devices, double per_byte_of_device, double share, double usual_latency) noexcept {
    link_group g{.devices = devices, .per_byte = per_byte_of_device / share, .reduces = l.reduces};
    g.latency_known = l.latency.known();
    g.latency = l.latency.known() ? l.latency.value.value : usual_latency;
    detail::lay_out(l, g);
    g.per_byte_link /= share;
    return g;
}

/// The ranks of a route that share a domain.
[[nodiscard]] constexpr link_group inside_of(const accelerator& a, const route& w, const link_shares& shares = {}) noexcept {
    return group_on(a.scale_up, w.inside, w.per_byte_group, shares.inside, shares.usual_latency);
}
/// One rank of each domain of a route.
[[nodiscard]] constexpr link_group between_of(const accelerator& a, const route& w, const link_shares& shares = {}) noexcept {
    return group_on(a.scale_out, w.domains, w.per_byte_out, shares.between, shares.usual_latency);
}

/// Seconds for every byte that all devices together send one way across the middle of an axis: that cut has devices/extent
/// links, twice as many where the axis is closed. A 16 x 16 torus of 50 GB/s links: 32 links, 1.6 TB/s.
[[nodiscard]] constexpr double per_byte_across(const link_group& g, const link_axis& a) noexcept {
    return g.per_byte_link * static_cast<double>(a.extent) / static_cast<double>(g.devices) / (a.closed ? 2 : 1);
}

}  // namespace rafter
