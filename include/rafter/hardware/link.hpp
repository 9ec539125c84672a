// What connects devices. Every rate is per device and per direction.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/figure.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

enum class topology : std::uint8_t { unstated, switched, all_to_all, ring, torus_2d, torus_3d, mesh_2d, tree, dragonfly };

struct link {
    const char* name = nullptr;                  ///< a link without a name is none
    figure<bytes_per_second> per_device{};       ///< all links of a device together, one direction
    figure<bytes_per_second> pairwise{};         ///< to one peer, where that is less (MI300X: 64 of 448 GB/s)
    figure<seconds> latency{};                   ///< of one message to a neighbour, however short, its software included
    figure<std::int64_t> domain{};               ///< devices that reach one another over this link
    topology shape = topology::unstated;
    figure<std::int64_t> wraps_at{};             ///< a torus: extents of a group that this divides close to a ring; else only the domain's own
    bool reduces = false;                        ///< the fabric adds while it carries (NVLink SHARP)

    [[nodiscard]] constexpr bool exists() const noexcept { return name != nullptr; }
};

}  // namespace rafter
