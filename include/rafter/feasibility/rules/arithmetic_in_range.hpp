// RAFTER-N001: no count overflowed 64 bits at run time.
#pragma once

#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/finding.hpp>

namespace rafter::rules {

[[nodiscard]] constexpr finding arithmetic_in_range(const footprint& f) noexcept {
    if (f.total.value == checked::overflowed || f.total.value < 0)
        return {rule::arithmetic_in_range, verdict::fails, f.total.value, checked::overflowed};
    return {rule::arithmetic_in_range};
}

}  // namespace rafter::rules
