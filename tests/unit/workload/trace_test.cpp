#include <doctest/doctest.h>

#include <rafter/workload/trace.hpp>
#include <limits>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
using doctest::Approx;

TEST_CASE("what comes counts: a positive weight, and no endless one") {
    const traced_request all[] = {{10, 10, 0, 2}, {10, 10, 0, 0}, {10, 10, 0, -1}, {10, 10, 0, std::numeric_limits<double>::infinity()}, {10, 10, 0, std::numeric_limits<double>::quiet_NaN()}};
    CHECK(trace{all, unseen<std::int64_t>(5)}.counted() == 1);
    CHECK(trace{}.counted() == 0);
    CHECK(all[0].decoding() == 18);  // the first of 10 tokens comes from the prefill
    CHECK(all[1].decoding() == 0);
    CHECK((all[0].weighs() && all[1].weighs() && !all[2].weighs() && !all[3].weighs() && !all[4].weighs()));
    // No array, or less than nothing of it: nothing is read.
    CHECK(trace{nullptr, unseen<std::int64_t>(3)}.counted() == 0);
    CHECK(trace{all, unseen<std::int64_t>(-1)}.counted() == 0);
}

TEST_CASE("of 30 and 2 x 35 prompt tokens 15 and 2 x 10 are in the cache: 35 of 100") {
    const traced_request two[] = {{30, 1, 15, 1}, {35, 1, 10, 2}};
    CHECK(found_in_cache({two, unseen<std::int64_t>(2)}) == Approx(0.35));
    CHECK(found_in_cache({}) == 0);
}

TEST_CASE("a kind of request replaces the lengths of a workload and nothing else") {
    const workload w = of_kind({.batch = 7, .prompt = 1, .output = 2, .prompts_at_once = 3, .prefix_shared = true}, {unseen<std::int64_t>(100), 50, 25});
    CHECK((w.batch == 7 && w.prompt == 100 && w.output == 50 && w.prompts_at_once == 3 && w.prefix == 25 && w.prefix_shared));
}
