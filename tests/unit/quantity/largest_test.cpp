#include <doctest/doctest.h>

#include <rafter/quantity/largest.hpp>
#include <unit/claims.hpp>

using rafter::largest_that;
using claims::unseen;

TEST_CASE("the largest number whose square is at most 50 is 7, in few tries") {
    int tries = 0;
    CHECK(largest_that(unseen<std::int64_t>(100), [&](std::int64_t n) { return ++tries, n * n <= 50; }) == 7);
    CHECK(tries == 6);
}

TEST_CASE("none, all, and the limit itself") {
    CHECK(largest_that(unseen<std::int64_t>(100), [](std::int64_t) { return false; }) == 0);
    CHECK(largest_that(unseen<std::int64_t>(100), [](std::int64_t) { return true; }) == 100);
    CHECK(largest_that(unseen<std::int64_t>(1), [](std::int64_t) { return true; }) == 1);
    for (std::int64_t edge = 1; edge <= 70; ++edge) CHECK(largest_that(70, [&](std::int64_t n) { return n <= edge; }) == edge);
}

TEST_CASE("a limit below 1 leaves nothing, one of 64 bits does not overflow") {
    constexpr std::int64_t none[] = {0, -1, INT64_MIN};
    for (const std::int64_t limit : none) CHECK(largest_that(unseen(limit), [](std::int64_t) { return true; }) == 0);
    CHECK(largest_that(unseen(INT64_MAX), [](std::int64_t) { return true; }) == (std::int64_t{1} << 62) - 1);
}
