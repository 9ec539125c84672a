// RAFTER-S001 and S002.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;

assessment llama_70b_over_8(objective ttft, objective tpot) {
    return assess(unseen(catalog::models::llama_3_1_70b::spec), unseen(catalog::accelerators::nvidia_h100_sxm::spec),
                  asking({.tensor = 8}, {.prompt = 2111, .ttft = ttft, .tpot = tpot}));
}
}  // namespace

TEST_CASE("S002: 5 ms a token is below the 5.19 that memory asks for, 5.2 is not") {
    const assessment a = llama_70b_over_8({}, {5_ms, true});
    CHECK(!a.feasible);
    const finding f = a.findings.of(rule::tpot_objective);
    CHECK(!f.ok());
    CHECK(f.required == 5'187'327);  // nanoseconds, rounded up
    CHECK(f.available == 5'000'000);
    CHECK(!a.findings.has(rule::ttft_objective));
    CHECK(llama_70b_over_8({}, {5.2_ms, true}).feasible);
}

TEST_CASE("S001: a prompt of 2,111 tokens over 8 H100 takes 37 ms of products at least") {
    const assessment a = llama_70b_over_8({30_ms, true}, {});
    CHECK(!a.feasible);
    const finding f = a.findings.of(rule::ttft_objective);
    CHECK(!f.ok());
    CHECK(f.required > 36'500'000);
    CHECK(f.required < 38'000'000);
    CHECK(f.available == 30'000'000);
    CHECK(llama_70b_over_8({40_ms, true}, {}).feasible);
}

TEST_CASE("S001 and S002: nothing asked, nothing found; zero is a limit") {
    CHECK(llama_70b_over_8({}, {}).feasible);
    const assessment a = llama_70b_over_8({0_s, true}, {0_s, true});
    CHECK(a.findings.has(rule::ttft_objective));
    CHECK(a.findings.has(rule::tpot_objective));
}

TEST_CASE("S002: an objective below zero, endless or undefined is told, and none of them met") {
    const auto told = [](double limit) { return llama_70b_over_8({}, {seconds{limit}, true}).findings.of(rule::tpot_objective); };
    CHECK(told(-1).available == -1'000'000'000);
    CHECK(told(-1e-12).available == -1);
    CHECK(told(-__builtin_inf()).available == -checked::overflowed);
    CHECK(told(__builtin_nan("")).available == checked::overflowed);
    CHECK(told(__builtin_inf()).ok());
}

TEST_CASE("nanoseconds are rounded away from zero, and what 64 bits do not hold is the largest number") {
    CHECK(rules::nanoseconds(unseen(15_ms)) == 15'000'000);
    CHECK(rules::nanoseconds(unseen(seconds{1.5e-9})) == 2);
    CHECK(rules::nanoseconds(unseen(seconds{1e300})) == checked::overflowed);
}
