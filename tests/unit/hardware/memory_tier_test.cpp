// A memory of a device: what its name alone says, and what role and stand change.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
namespace models = rafter::catalog::models;

/// Two memories, the inner one as given, 40 GB at 2 TB/s, the outer one 100 GB at 100 GB/s.
assessment over(keeps role, stands next) {
    const accelerator part{
        .name = "part",
        .peaks = {.bf16 = {1_PFLOPS, "x"}},
        .tiers = {{.name = "inner", .capacity = {40_GB, "x"}, .read = {2_TB_per_s, "x"}, .role = role, .next = next},
                  {.name = "outer", .capacity = {100_GB, "x"}, .read = {100_GB_per_s, "x"}}}};
    return assess(unseen(models::llama_3_1_70b::spec), unseen(part), asking({}, {}));
}

}  // namespace

TEST_CASE("a memory of which only the name is said keeps data, is written, and stands in front of the next") {
    const memory_tier t = unseen(memory_tier{.name = "HBM"});
    CHECK(t.role == keeps::data);
    CHECK(t.writable);
    CHECK(t.next == stands::in_front);
    CHECK(!t.capacity.known());
    CHECK(!t.read.known());
    CHECK(memory_tier{}.name == nullptr);
}

// Llama-3.1-70B in bf16 needs 141.1 GB; a step touches 139.0 GB of it.
TEST_CASE("a memory that keeps data makes room, one that keeps copies makes none") {
    const assessment copies = over(keeps::copies, stands::in_front), data = over(keeps::data, stands::in_front);
    CHECK(!copies.feasible);
    CHECK(copies.findings.of(rule::memory_capacity).available == 100'000'000'000);
    CHECK(!data.feasible);
    CHECK(data.findings.of(rule::memory_capacity).available == 140'000'000'000);
}

TEST_CASE(
    "in front: what 40 GB cannot have kept crosses the outer memory; beside: no bound above the sum of the rates") {
    CHECK(claims::within(over(keeps::copies, stands::in_front).decode.ceiling.time.in_ms(), 990.07,
                         0.0001));  // 99.007 GB / 100 GB/s
    CHECK(claims::within(over(keeps::data, stands::in_front).decode.ceiling.time.in_ms(), 990.07, 0.0001));
    const double beside = over(keeps::data, stands::beside).decode.ceiling.time.in_ms();
    CHECK(beside >= 66.19);   // 139.006 GB / 2,100 GB/s
    CHECK(beside <= 990.08);  // all that the inner one has no room for
}
