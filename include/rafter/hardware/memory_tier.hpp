// A memory of a device: how much, how fast, and how it stands to the next one outward.
#pragma once

#include <cstdint>  // uint8_t
#include <rafter/hardware/figure.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// How a tier stands to the next one outward.
enum class stands : std::uint8_t {
    in_front,  ///< what comes from further out crosses this one: L2 before HBM
    beside,    ///< both are read independently: HBM beside LPDDR
};

/// What a tier is for.
enum class keeps : std::uint8_t {
    copies,  ///< data passes through it (caches, scratch memory): it makes no room
    data,    ///< weights and cache live in it: HBM, the SRAM of a wafer, flash
};

struct memory_tier {
    const char* name = nullptr;          ///< a tier without a name is none
    figure<bytes> capacity{};            ///< of one device; the sum where every core has its own
    figure<bytes_per_second> read{};     ///< read rate of one device, decimal
    keeps role = keeps::data;
    stands next = stands::in_front;
    bool writable = true;                ///< flash holds weights, never a cache
};

}  // namespace rafter
