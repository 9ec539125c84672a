// RAFTER-P011 and L004.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/feasibility/rules/groups_placed.hpp>
#include <rafter/feasibility/rules/link_domain.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
finding on_h100(std::int64_t devices, const split& s) {
    return rules::domains_enough(unseen(parts::nvidia_h100_sxm::spec), {devices, "inventory"}, unseen(s));
}
}  // namespace

TEST_CASE("P011: a group that is placed twice") {
    CHECK(rules::groups_placed(unseen(split{})).is == verdict::holds);
    const finding f = rules::groups_placed(unseen(split{.order = order_of(group::data, group::tensor, group::data)}));
    CHECK(f.code == rule::groups_placed);
    CHECK(!f.ok());
    CHECK(f.required == 3);
    CHECK(f.available == 2);
    CHECK(f.subject == 0);
}

TEST_CASE("P011: stages between the ranks that experts overlay") {
    split s{.tensor = 2, .pipeline = 4, .expert = 8, .data = 4, .order = order_of(group::tensor, group::pipeline)};
    const finding f = rules::groups_placed(unseen(s));
    CHECK(!f.ok());
    CHECK(f.required == 8);
    CHECK(f.available == 4);
    CHECK(f.subject == 1);
    s.order = order_of(group::pipeline);
    CHECK(rules::groups_placed(unseen(s)).is == verdict::holds);
    s = {.tensor = 8, .pipeline = 4, .expert = 8, .order = order_of(group::tensor, group::pipeline)};  // no data ranks outside
    CHECK(rules::groups_placed(unseen(s)).is == verdict::holds);
}

TEST_CASE("L004: five tensor groups of three need three domains of eight, and 16 devices are two") {
    const finding f = on_h100(16, {.tensor = 3, .data = 5});
    CHECK(f.code == rule::domains_enough);
    CHECK(!f.ok());
    CHECK(f.required == 3);
    CHECK(f.available == 2);
    CHECK(f.subject == 0);
    CHECK(on_h100(24, {.tensor = 3, .data = 5}).is == verdict::holds);
    CHECK(on_h100(16, {.tensor = 4, .pipeline = 4}).is == verdict::holds);
}

TEST_CASE("L004: other groups may span domains in other ways than they are placed: a warning") {
    const finding f = on_h100(16, {.pipeline = 5, .data = 3});
    CHECK(f.is == verdict::warns);
    CHECK(f.required == 3);
    CHECK(f.available == 2);
    CHECK(f.subject == 4);
}

TEST_CASE("L004: too many devices, or a cluster of unknown size, are not its concern") {
    CHECK(on_h100(8, {.expert = 16}).is == verdict::holds);  // L002 says it
    CHECK(rules::domains_enough(unseen(parts::nvidia_h100_sxm::spec), {}, unseen(split{.tensor = 3, .data = 5})).is == verdict::holds);
}

TEST_CASE("L001: a tensor group whose ranks a plan sets apart") {
    const accelerator h100 = unseen(parts::nvidia_h100_sxm::spec);
    CHECK(rules::link_domain(h100, unseen(split{.tensor = 4, .pipeline = 2, .order = order_of(group::pipeline)})).is == verdict::holds);
    const finding f = rules::link_domain(h100, unseen(split{.tensor = 8, .pipeline = 2, .order = order_of(group::pipeline)}));
    CHECK(!f.ok());
    CHECK(f.required == 16);
    CHECK(f.available == 8);
    CHECK(f.subject == 0);
}
