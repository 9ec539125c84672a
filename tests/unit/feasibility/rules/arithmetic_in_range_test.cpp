// RAFTER-N001.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::asking;
using claims::unseen;

TEST_CASE("N001: a footprint beyond 64 bits is a finding") {
    CHECK(rules::arithmetic_in_range(unseen(footprint{.total = bytes{5}})).is == verdict::holds);
    const finding f = rules::arithmetic_in_range(unseen(footprint{.total = bytes{checked::overflowed}}));
    CHECK(f.code == rule::arithmetic_in_range);
    CHECK(!f.ok());
    CHECK(!rules::arithmetic_in_range(unseen(footprint{.total = bytes{-1}})).ok());
}

TEST_CASE("N001: the largest batch of the longest sequences that are in range overflow, and nothing wraps") {
    const std::int64_t most = std::int64_t{1} << 31;
    const assessment a =
        assess(unseen(catalog::models::llama_3_1_405b::spec), unseen(catalog::accelerators::nvidia_h100_sxm::spec),
               asking({.tensor = 8}, {.batch = most, .prompt = most, .output = most, .prompts_at_once = most}));
    CHECK(!a.feasible);
    CHECK(a.findings.has(rule::arithmetic_in_range));
    CHECK(!a.findings.has(rule::memory_capacity));  // what overflowed is compared with nothing
    CHECK(!a.findings.has(rule::workload_in_range));
    CHECK(a.footprint.total.value == checked::overflowed);
    CHECK(a.footprint.weights.value == 101'470'601'216);  // what can be counted is counted
    CHECK(a.decode.ceiling.time.value > 1e6);
    CHECK(a.prefill.ceiling.time.value > 1e6);
}

TEST_CASE("N001: what overflowed lies in no memory, however large") {
    const footprint need{.total = bytes{checked::overflowed}};
    storage endless{.count = 1, .available = checked::overflowed, .writable = checked::overflowed, .cache_room = checked::overflowed};
    endless.tiers[0].room = checked::overflowed;
    findings f;
    check_memory(unseen(endless), unseen(need), f);
    CHECK(f.has(rule::arithmetic_in_range));

    accelerator part = catalog::accelerators::nvidia_h100_sxm::spec;
    const std::int64_t most = std::int64_t{1} << 31;
    for (const std::int64_t room : {checked::overflowed - 1, checked::overflowed}) {
        part.tiers[2].capacity.value = bytes{unseen(room)};
        CHECK(!assess(unseen(catalog::models::llama_3_1_405b::spec), part, asking({}, {.batch = most, .prompt = most, .output = most, .prompts_at_once = most})).feasible);
    }
}
