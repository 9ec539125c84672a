// What the catalogue says to one model and one request, part by part: nothing here prints.
#pragma once

#include <optional>
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/search/capacity.hpp>

namespace example {

/// On the fewest devices.
struct fit {
    rafter::accelerator part{};  ///< with the memories that are used
    rafter::request asked{};     ///< with the plan
    std::int64_t devices = 0;
    rafter::assessment is{};
    rafter::estimates expected{};
    bool outer = false;       ///< some is read from an outer memory
    std::int64_t batch = 0;   ///< the largest that fits: in the innermost memory alone, but with `outer` in all
};

struct failure {
    std::optional<std::int64_t> reach;  ///< devices that links join; none where no end is known
    bool split_cannot_help = false;     ///< what one device lacks, no plan gives; then `plan` is one device
    rafter::split plan{};               ///< else the plan that lacks least
    rafter::finding why{};
};

struct verdict {
    bool adapted = false;       ///< the part does not multiply the format asked for: its nearest is taken
    std::optional<fit> fits;
    std::optional<fit> inside;  ///< where that reads from an outer memory: the fewest devices where none does
    failure fails{};            ///< where none fits
};

[[nodiscard]] verdict verdict_of(const rafter::transformer& m, const rafter::accelerator& a, rafter::request r);

/// The innermost memory that keeps data.
[[nodiscard]] const char* innermost_name(const rafter::accelerator& a);

}  // namespace example
