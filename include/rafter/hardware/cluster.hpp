// Devices of one kind that a plan may use.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// So many devices of one kind. `struct my_pod { static constexpr cluster spec{.device = ..., .devices = {64, "..."}}; };`
/// stands wherever an accelerator does; without a number of devices a plan may use as many as its links reach.
struct cluster {
    accelerator device{};
    figure<std::int64_t> devices{};
};

}  // namespace rafter
