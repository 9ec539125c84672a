// Stages of a pipeline, listed, and how long they are busy.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/parallelism/pipeline.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("a list of stages sums its layers") {
    const stage_list s = unseen(stages_of(19, 21, 21, 19));
    CHECK(s.complete);
    CHECK(s.count == 4);
    CHECK(s.layers() == 80);
    CHECK(unseen(stages_of()).layers() == 0);
}

TEST_CASE("a stage without layers, too many layers and too many stages are not listed but remembered") {
    CHECK(!unseen(stages_of(20, 0, 60)).complete);
    CHECK(unseen(stages_of(20, 0, 60)).count == 1);
    CHECK(unseen(stages_of(20, 0, 60)).refused == 0);
    CHECK(unseen(stages_of(20, -7)).refused == -7);
    CHECK(!unseen(stages_of(std::int64_t{1} << 40)).complete);
    stage_list many;
    for (std::int64_t i = 0; i < max_listed_stages; ++i) many.add(1);
    CHECK(many.complete);
    many.add(1);
    CHECK(!many.complete);
    CHECK(many.refused == 1);
}

TEST_CASE("8 stages and 32 micro-batches: busy for 32 of 39 turns, idle over ideal 7/32") {
    CHECK(busy_fraction(unseen<std::int64_t>(8), 32) == doctest::Approx(0.8205128).epsilon(1e-7));
    CHECK(1 / busy_fraction(unseen<std::int64_t>(8), 32) - 1 == doctest::Approx(0.21875).epsilon(1e-12));
    CHECK(busy_fraction(unseen<std::int64_t>(1), 5) == 1.0);
}
