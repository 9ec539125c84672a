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

/// Whether there is an estimate of a request, or of rates: it was asked for, and what it needs has a source.
template <template <class> class Result>
[[nodiscard]] constexpr bool expected(const rafter::by_kind<Result>& all) {
    return all.estimated && all.estimate.tpot.complete;
}

}  // namespace example
