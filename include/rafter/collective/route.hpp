// The way that a group of devices sends over: inside a domain, between domains, or both.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/placement.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter {

/// Seconds a message takes: the roofline at link peak without latency, and the least that any algorithm needs.
struct message_time {
    double time = 0;
    double least = 0;
};

/// `ranks` devices, `stride` apart in the order of placement, over domains of known or unknown size. Inverse rates
/// are 0 where no source gives one: such a message is not priced, and gives no bound.
struct route {
    std::int64_t ranks = 1;
    std::int64_t inside = 1;    ///< of them in one domain
    std::int64_t domains = 1;
    double per_byte_up = 0;     ///< seconds a byte and device, inside a domain: all links of the device
    double per_byte_group = 0;  ///< the same over the links that join it to the others of its group
    double per_byte_pair = 0;   ///< the same to one peer
    double per_byte_out = 0;    ///< between domains
    bool reduces = false;       ///< the fabric inside a domain adds
    bool reduces_out = false;   ///< the one between
    bool priced = true;         ///< every rate that it needs is known
};

[[nodiscard]] constexpr double per_byte(const figure<bytes_per_second>& rate) noexcept {
    return rate.known() && rate.value.value > 0 ? 1 / rate.value.value : 0;
}

/// The way of a group that stands so.
[[nodiscard]] constexpr route route_of(const accelerator& a, const group_place& g) noexcept {
    route w{.ranks = g.ranks, .inside = g.inside, .domains = g.domains};
    w.per_byte_up = per_byte(a.scale_up.per_device);
    w.per_byte_pair = a.scale_up.pairwise.known() ? per_byte(a.scale_up.pairwise) : w.per_byte_up;
    w.per_byte_out = per_byte(a.scale_out.per_device);
    w.reduces = a.scale_up.reduces;
    w.reduces_out = a.scale_out.reduces;
    // A switch gives a pair the full rate. Where links join pairs, a small group has no more than those to its peers.
    const auto peers = static_cast<double>(w.inside > 1 ? w.inside - 1 : 1);
    w.per_byte_group = w.per_byte_pair / peers > w.per_byte_up ? w.per_byte_pair / peers : w.per_byte_up;
    w.priced = (w.inside == 1 || w.per_byte_up > 0) && (w.domains == 1 || w.per_byte_out > 0);
    return w;
}
/// Of so many ranks, `stride` apart.
[[nodiscard]] constexpr route route_of(const accelerator& a, std::int64_t ranks, std::int64_t stride) noexcept {
    return route_of(a, place_group(ranks, stride, domain_of(a)));
}

/// The ways of a plan's groups; one rank where it has none.
struct plan_routes {
    route tensor{};
    route context{};
    route expert{};
    route pipeline{};
};

[[nodiscard]] constexpr plan_routes routes_of(const accelerator& a, const split& plan) noexcept {
    if (plan.devices() == 1 && plan.expert <= 1) return {};
    const group_places places = places_of(plan, a);
    const auto route_to = [&](const group_place& g) { return g.ranks > 1 ? route_of(a, g) : route{}; };
    return {.tensor = route_to(places[group::tensor]), .context = route_to(places[group::context]), .expert = route_to(places.expert),
            .pipeline = route_to(places[group::pipeline])};
}

}  // namespace rafter
