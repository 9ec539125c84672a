// RAFTER-M003.
#include <doctest/doctest.h>

#include <cstdint>
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

/// 4 GB of memory and 64 GB of flash beside it, which holds weights only.
constexpr accelerator phone{
    .name = "phone",
    .peaks = {.bf16 = {10_TFLOPS, "x"}},
    .tiers = {{.name = "LPDDR", .capacity = {4_GB, "x"}, .read = {50_GB_per_s, "x"}, .next = stands::beside},
              {.name = "flash", .capacity = {64_GB, "x"}, .read = {4_GB_per_s, "x"}, .writable = false}}};
assessment on_phone(std::int64_t prompt, std::int64_t tier = -1) {
    request r = asking({}, {.prompt = prompt});
    r.serving.cache_tier = tier;
    return assess(unseen(catalog::models::llama_3_1_8b::spec), unseen(phone), r);
}
}  // namespace

TEST_CASE("M003: weights may lie in flash, a cache may not") {
    const assessment weights = on_phone(8191);
    CHECK(weights.feasible);
    CHECK(weights.findings.of(rule::outer_tier).is == verdict::warns);
    const assessment long_one = on_phone(65'535);  // 8.6 GB of cache
    CHECK(!long_one.feasible);
    const finding f = long_one.findings.of(rule::writable_cache);
    CHECK(!f.ok());
    CHECK(f.required == 65'536LL * 131'072 + 150'994'944);  // cache and activations, 2,048 x 36,864 x 2
    CHECK(f.available == 4'000'000'000);
    CHECK(!long_one.findings.has(rule::memory_capacity));
}

TEST_CASE("M003: a cache placed in read-only memory, in a cache of copies, in a tier that there is not") {
    const finding flash = on_phone(8191, 1).findings.of(rule::writable_cache);
    CHECK(!flash.ok());
    CHECK(flash.available == 0);
    CHECK(flash.subject == 1);
    const finding none = on_phone(8191, 4).findings.of(rule::writable_cache);
    CHECK(!none.ok());
    CHECK(none.available == 0);
    request r = asking({}, {.prompt = 100});
    r.serving.cache_tier = 1;
    CHECK(
        !assess(catalog::models::llama_3_1_8b::spec, catalog::accelerators::nvidia_h100_sxm::spec, r).feasible);  // L2
    r.serving.cache_tier = 2;
    CHECK(assess(catalog::models::llama_3_1_8b::spec, catalog::accelerators::nvidia_h100_sxm::spec, r).feasible);
}

TEST_CASE("M003: a tier that is named and too small says what it has") {
    request r = asking({}, {.batch = 100, .prompt = 20'000});
    r.serving.cache_tier = 2;
    const assessment a =
        assess(unseen(catalog::models::llama_3_1_8b::spec), unseen(catalog::accelerators::nvidia_gb200::spec), r);
    CHECK(!a.feasible);
    CHECK(a.findings.of(rule::writable_cache).available == 186'000'000'000);
    r.serving.cache_tier = -1;
    CHECK(assess(catalog::models::llama_3_1_8b::spec, catalog::accelerators::nvidia_gb200::spec, r)
              .feasible);  // spills to LPDDR
}

TEST_CASE("M003: a shortage of memory as a whole is M001's") {
    request r = asking({}, {.batch = 1000, .prompt = 20'000});
    const assessment a =
        assess(unseen(catalog::models::llama_3_1_8b::spec), unseen(catalog::accelerators::nvidia_h100_sxm::spec), r);
    CHECK(a.findings.has(rule::memory_capacity));
    CHECK(!a.findings.has(rule::writable_cache));
}
