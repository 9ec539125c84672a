// RAFTER-P001: every degree of parallelism is from 1 to 65,536.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

inline constexpr std::int64_t largest_degree = 65'536;

/// Subject 0 tensor, 1 pipeline, 2 expert, 3 data, 4 context, 5 micro-batches; required is the degree as it was written,
/// available the limit it breaks. data_parallel<0>: 0 and 1.
[[nodiscard]] constexpr finding degrees_positive(const split& s) noexcept {
    const std::int64_t degrees[] = {s.tensor, s.pipeline, s.expert, s.data == 0 ? 1 : s.data, s.context, s.micro_batches == 0 ? 1 : s.micro_batches};
    for (std::int64_t i = 0; i < 6; ++i)
        if (degrees[i] < 1 || degrees[i] > largest_degree)
            return {rule::degrees_positive, verdict::fails, degrees[i] == stated_zero ? 0 : degrees[i], degrees[i] < 1 ? 1 : largest_degree, i};
    return {rule::degrees_positive};
}

}  // namespace rafter::rules
