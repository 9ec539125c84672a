// Groups of devices that the tests of collectives share, with round rates and latencies.
#pragma once

#include <cstdint>
#include <rafter/collective/link_group.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace links {

using namespace rafter;
using namespace rafter::literals;

inline constexpr double mebibyte = 1'048'576;

/// Domains of eight on an adding switch of 450 GB/s and 1 us, joined by 50 GB/s and 3 us.
inline constexpr accelerator switched{.scale_up = {.name = "inside",
                                                   .per_device = {450_GB_per_s, "x"},
                                                   .latency = {seconds{1e-6}, "x"},
                                                   .domain = {8, "x"},
                                                   .shape = topology::switched,
                                                   .reduces = true},
                                      .scale_out = {.name = "between",
                                                    .per_device = {50_GB_per_s, "x"},
                                                    .latency = {seconds{3e-6}, "x"},
                                                    .shape = topology::switched}};

/// So many devices on links of 50 GB/s and 1 us between neighbours.
constexpr accelerator neighbours(topology shape, std::int64_t domain, std::int64_t wraps_at = 0) {
    accelerator a{.scale_up = {.name = "links",
                               .per_device = {50_GB_per_s * (2 * axes_of(shape)), "x"},
                               .pairwise = {50_GB_per_s, "x"},
                               .latency = {seconds{1e-6}, "x"},
                               .domain = {domain, "x"},
                               .shape = shape}};
    if (wraps_at > 0) a.scale_up.wraps_at = {wraps_at, "x"};
    return a;
}

/// The first n devices of a domain.
inline link_group group_of(const accelerator& a, std::int64_t n) {
    return inside_of(claims::unseen(a), route_of(claims::unseen(a), n, 1));
}

}  // namespace links
