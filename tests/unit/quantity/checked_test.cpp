// Exact integers whose overflow is seen.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/quantity/checked.hpp>
#include <unit/claims.hpp>

namespace {
using claims::unseen;
using rafter::checked::ceil_div;
using rafter::checked::difference;
using rafter::checked::overflowed;
using rafter::checked::product;
using rafter::checked::rounded_away;
using rafter::checked::sum;
using rafter::checked::truncated;
constexpr std::int64_t largest = 9'223'372'036'854'775'807;
constexpr std::int64_t two_to_62 = 4'611'686'018'427'387'904;
}  // namespace

TEST_CASE("sums, differences and products are exact up to the edge of 64 bits") {
    CHECK(sum(unseen<std::int64_t>(two_to_62), unseen<std::int64_t>(two_to_62 - 2)) == 9'223'372'036'854'775'806);
    CHECK(difference(unseen<std::int64_t>(-two_to_62), unseen<std::int64_t>(two_to_62)) == -largest - 1);
    CHECK(product(unseen<std::int64_t>(3'037'000'499), unseen<std::int64_t>(3'037'000'499)) ==
          9'223'372'030'926'249'001);
    CHECK(product(unseen<std::int64_t>(-7), unseen<std::int64_t>(6)) == -42);
}

TEST_CASE("an overflow at run time is overflowed, never a wrapped number") {
    CHECK(overflowed == largest);
    CHECK(sum(unseen(two_to_62), unseen(two_to_62)) == overflowed);
    CHECK(sum(unseen(-largest), unseen(-largest)) == overflowed);
    CHECK(difference(unseen(-largest), unseen(two_to_62)) == overflowed);
    CHECK(product(unseen(two_to_62), unseen<std::int64_t>(2)) == overflowed);
    CHECK(product(unseen<std::int64_t>(3'037'000'500), unseen<std::int64_t>(3'037'000'500)) == overflowed);
    CHECK(product(unseen(-two_to_62), unseen<std::int64_t>(4)) == overflowed);
}

TEST_CASE("overflowed stays overflowed through every operation") {
    const std::int64_t o = unseen(overflowed);
    CHECK(sum(o, unseen<std::int64_t>(-5)) == overflowed);
    CHECK(sum(unseen<std::int64_t>(-5), o) == overflowed);
    CHECK(difference(o, unseen<std::int64_t>(1'000)) == overflowed);
    CHECK(difference(unseen<std::int64_t>(1'000), o) == overflowed);
    CHECK(difference(o, o) == overflowed);
    CHECK(product(o, unseen<std::int64_t>(0)) == overflowed);
    CHECK(product(unseen<std::int64_t>(-1), o) == overflowed);
    CHECK(ceil_div(o, unseen<std::int64_t>(3)) == overflowed);
}

TEST_CASE("ceil_div: the parts that hold all") {
    CHECK(ceil_div(unseen<std::int64_t>(7), unseen<std::int64_t>(2)) == 4);
    CHECK(ceil_div(unseen<std::int64_t>(8), unseen<std::int64_t>(2)) == 4);
    CHECK(ceil_div(unseen<std::int64_t>(1), unseen<std::int64_t>(128)) == 1);
    CHECK(ceil_div(unseen<std::int64_t>(0), unseen<std::int64_t>(5)) == 0);
    CHECK(ceil_div(unseen<std::int64_t>(129), unseen<std::int64_t>(128)) == 2);
    CHECK(ceil_div(unseen<std::int64_t>(largest - 1), unseen<std::int64_t>(1)) == largest - 1);
}

TEST_CASE("a number with a fraction becomes a whole one, and one that 64 bits do not hold the last that they do") {
    CHECK(truncated(unseen(2.9)) == 2);
    CHECK(truncated(unseen(-2.9)) == -2);
    CHECK(truncated(unseen(9223372036854774784.0)) == 9'223'372'036'854'774'784);  // the last double below 2^63
    CHECK(truncated(unseen(9223372036854775808.0)) == overflowed);
    CHECK(truncated(unseen(-9223372036854775808.0)) == -overflowed);
    CHECK(truncated(unseen(1e300)) == overflowed);
    CHECK(truncated(unseen(-__builtin_inf())) == -overflowed);
    CHECK(truncated(unseen(__builtin_nan(""))) == overflowed);
}

TEST_CASE("rounded away from zero, but for what may be an error of rounding") {
    CHECK(rounded_away(unseen(1.5)) == 2);
    CHECK(rounded_away(unseen(-0.25)) == -1);
    CHECK(rounded_away(unseen(-1e9)) == -1'000'000'000);
    CHECK(rounded_away(unseen(15'000'000.0000001)) == 15'000'000);
    CHECK(rounded_away(unseen(0.0)) == 0);
    CHECK(rounded_away(unseen(__builtin_inf())) == overflowed);
    CHECK(rounded_away(unseen(-__builtin_inf())) == -overflowed);
    CHECK(rounded_away(unseen(__builtin_nan(""))) == overflowed);
}
