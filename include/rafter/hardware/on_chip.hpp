// What lies between the cores of one device: the geometry of its arrays and the network on the chip.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/figure.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// A systolic array of so many rows and columns holds a tile of a matrix: inputs along the rows, outputs along the columns.
/// What does not fill it is wasted: a k x n product works as ceil(k/r)*r x ceil(n/c)*c. TPU v4: 128 x 128.
struct systolic_tile {
    figure<std::int64_t> rows{};
    figure<std::int64_t> columns{};
};

/// A mesh of cores that an operation is spread over. Its input must reach P cores and its result must be gathered from
/// them: about 2*sqrt(P) hops. Where a source gives no hop time, a part whose memory is spread over its cores has a ceiling
/// and no estimate.
struct on_chip_network {
    figure<std::int64_t> cores{};
    figure<seconds> hop{};
};

}  // namespace rafter
