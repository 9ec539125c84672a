// The largest number that something holds for.
#pragma once

#include <cstdint>  // int64_t

namespace rafter {

/// The largest n in [1, limit] for which the predicate holds, if it holds below some n and fails from there on; else 0. No number
/// from 2^62 on is tried.
/// largest_that(100, n*n <= 50): 7, after trying 1, 2, 4, 8, 6 and 7.
template <class Predicate>
[[nodiscard]] constexpr std::int64_t largest_that(std::int64_t limit, Predicate holds) noexcept {
    constexpr std::int64_t furthest = std::int64_t{1} << 62;
    if (limit < 1 || !holds(1)) return 0;
    if (limit >= furthest) limit = furthest - 1;
    std::int64_t good = 1, bad = 2;
    while (bad <= limit && holds(bad)) {
        good = bad;
        bad *= 2;
    }
    if (bad > limit) bad = limit + 1;
    while (good + 1 < bad) {
        const std::int64_t middle = good + (bad - good) / 2;
        (holds(middle) ? good : bad) = middle;
    }
    return good;
}

}  // namespace rafter
