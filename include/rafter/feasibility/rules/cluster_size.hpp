// RAFTER-L002: the plan needs no more devices than the cluster has.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/figure.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

[[nodiscard]] constexpr finding cluster_size(const figure<std::int64_t>& devices, const split& s) noexcept {
    if (devices.known() && s.devices() > devices.value)
        return {rule::cluster_size, verdict::fails, s.devices(), devices.value};
    return {rule::cluster_size};
}

}  // namespace rafter::rules
