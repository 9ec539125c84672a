// RAFTER-M001.
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
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;
assessment judged(const transformer& m, const accelerator& a, const request& r) {
    return assess(unseen(m), unseen(a), unseen(r));
}
finding capacity(const accelerator& a, const footprint& need, const engine& e) {
    const storage s = storage_of(a, e);
    return rules::memory_capacity(s, claim_on(s, need));
}

}  // namespace

TEST_CASE("M001: Llama-3.1-70B in bf16 needs two H100") {
    const assessment one =
        judged(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 2111}));
    CHECK(!one.feasible);
    const finding f = one.findings.of(rule::memory_capacity);
    CHECK(!f.ok());
    CHECK(f.required == 142'101'463'040);
    CHECK(f.available == 85'899'345'920);
    CHECK(judged(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 2}, {.prompt = 2111}))
              .feasible);
    CHECK(judged(models::llama_3_1_70b::spec, parts::amd_mi300x::spec, asking({}, {.prompt = 2111})).feasible);
}

TEST_CASE("M001: to the byte") {
    const footprint need{.weights = 50_GB, .cache = 20_GB, .total = 70_GB};
    accelerator a{.tiers = {{.name = "memory", .capacity = {70_GB, "x"}}}};
    CHECK(capacity(a, unseen(need), {}).is == verdict::holds);
    a.tiers[0].capacity.value = bytes{69'999'999'999};
    const finding f = capacity(a, unseen(need), {});
    CHECK(f.required == 70'000'000'000);
    CHECK(f.available == 69'999'999'999);
    CHECK(!f.ok());
}

TEST_CASE("M001: a fraction of all memory, and a fraction of what the weights leave") {
    const footprint need{.weights = 50_GB, .cache = 20_GB, .total = 70_GB};
    const accelerator a{.tiers = {{.name = "memory", .capacity = {75_GB, "x"}}}};
    const engine vllm{.memory_percent = 90}, trt{.memory_percent = 80, .basis = fraction_of::free_after_weights},
        most{.memory_percent = 79, .basis = fraction_of::free_after_weights};
    CHECK(capacity(a, need, vllm).available == 67'500'000'000);
    CHECK(!capacity(a, need, vllm).ok());
    CHECK(capacity(a, need, trt).ok());  // 50 + 20 / 0.8 = 75
    CHECK(capacity(a, need, most).required == 75'316'455'697);
    CHECK(!capacity(a, need, most).ok());
}

TEST_CASE("M001: memories beside one another count together: GH200 holds what an H100 does not") {
    CHECK(judged(models::llama_3_1_70b::spec, parts::nvidia_gh200::spec, asking({}, {.prompt = 2111})).feasible);
    CHECK(judged(models::llama_3_1_405b::spec, parts::nvidia_gh200::spec, asking({}, {.prompt = 2111}))
              .findings.has(rule::memory_capacity));
}
