// What one that fits serves: a whole request, and as many of them as there is room for. Nothing here prints.
#pragma once

#include "verdict.hpp"

#include <rafter/feasibility/phases.hpp>

namespace example {

struct service {
    rafter::prompt_passes passes{};                       ///< that the engine cuts a prompt into
    rafter::by_kind<rafter::request_times> request{};     ///< with the batch asked for in flight
    rafter::max_load_times most{};
};

/// Estimates are made where those of one step could be.
[[nodiscard]] service service_of(const rafter::transformer& m, const fit& f);

}  // namespace example
