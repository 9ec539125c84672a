// RAFTER-M004.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;

TEST_CASE("M004: a memory whose size no source gives cannot be said to hold a model") {
    request r = asking({}, {.prompt = 255});
    r.formats.multiply_as = arithmetic::int8;
    r.formats.multiply_as_stated = true;
    r.formats.activations = int8::spec;
    const assessment a =
        assess(unseen(catalog::models::stories15m::spec), unseen(catalog::accelerators::arm_ethos_u85::spec), r);
    CHECK(!a.feasible);
    const finding f = a.findings.of(rule::capacity_known);
    CHECK(!f.ok());
    CHECK(f.required == a.footprint.total.value);
    CHECK(f.available == 0);
    CHECK(!a.findings.has(rule::memory_capacity));
}

TEST_CASE("M004: the integrator's size settles it: stories15M in 64 MB, not in 16") {
    request r = asking({}, {.prompt = 255});
    r.formats.multiply_as = arithmetic::int8;
    r.formats.multiply_as_stated = true;
    r.formats.activations = int8::spec;
    accelerator board = unseen(catalog::accelerators::arm_ethos_u85::spec);
    board.tiers[1].capacity = {64_MB, "board"};
    CHECK(assess(catalog::models::stories15m::spec, board, r).feasible);
    board.tiers[1].capacity = {16_MB, "board"};
    CHECK(assess(catalog::models::stories15m::spec, board, r).findings.has(rule::memory_capacity));
}

TEST_CASE("M004 holds where the tiers of known size are enough") {
    accelerator a = unseen(catalog::accelerators::nvidia_gb200::spec);
    a.tiers[3].capacity = {};
    CHECK(assess(catalog::models::llama_3_1_8b::spec, a, asking({}, {.prompt = 2047})).feasible);
    CHECK(assess(catalog::models::llama_3_1_405b::spec, a, asking({}, {.prompt = 2047}))
              .findings.has(rule::capacity_known));
}
