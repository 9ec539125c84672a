// RAFTER-M002.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::asking;
using claims::unseen;

TEST_CASE("M002: what spills to LPDDR is a warning, with the bytes and the room inside") {
    const assessment a = assess(unseen(catalog::models::llama_3_1_70b::spec),
                                unseen(catalog::accelerators::nvidia_gh200::spec), asking({}, {.prompt = 2111}));
    CHECK(a.feasible);
    const finding f = a.findings.of(rule::outer_tier);
    CHECK(f.is == verdict::warns);
    CHECK(f.ok());
    CHECK(f.required == 142'101'463'040);
    CHECK(f.available == 96'000'000'000);
    CHECK(!assess(catalog::models::llama_3_1_8b::spec, catalog::accelerators::nvidia_gh200::spec,
                  asking({}, {.prompt = 2111}))
               .findings.has(rule::outer_tier));
}
