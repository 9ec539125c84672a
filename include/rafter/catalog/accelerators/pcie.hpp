// PCI Express, where cards of a host have no link of their own.
#pragma once

#include <rafter/hardware/link.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators::pcie {

// One direction, after the 128b/130b code: GT/s x lanes x 128 / 130 / 8. Tables print 32 and 64 GB/s, before it, and
// twice that for both directions. How many cards meet in a host is the host's matter: no domain.
inline constexpr link gen3_x16{.name = "PCIe 3.0 x16",
                               .per_device = {15.754_GB_per_s, "derived: PCIe 3.0, 8 GT/s x 16 lanes x 128 / 130 / 8"},
                               .shape = topology::tree};
inline constexpr link gen4_x8{.name = "PCIe 4.0 x8",
                              .per_device = {15.754_GB_per_s, "derived: PCIe 4.0, 16 GT/s x 8 lanes x 128 / 130 / 8"},
                              .shape = topology::tree};
inline constexpr link gen4_x16{.name = "PCIe 4.0 x16",
                               .per_device = {31.508_GB_per_s, "derived: PCIe 4.0, 16 GT/s x 16 lanes x 128 / 130 / 8"},
                               .shape = topology::tree};
inline constexpr link gen5_x8{.name = "PCIe 5.0 x8",
                              .per_device = {31.508_GB_per_s, "derived: PCIe 5.0, 32 GT/s x 8 lanes x 128 / 130 / 8"},
                              .shape = topology::tree};
inline constexpr link gen5_x16{.name = "PCIe 5.0 x16",
                               .per_device = {63.016_GB_per_s, "derived: PCIe 5.0, 32 GT/s x 16 lanes x 128 / 130 / 8"},
                               .shape = topology::tree};

}  // namespace rafter::catalog::accelerators::pcie
