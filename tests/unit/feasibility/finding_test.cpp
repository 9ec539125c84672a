// A list of findings keeps what does not hold.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/feasibility/finding.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("what holds is not kept, what warns is kept and does not fail") {
    findings f;
    f.add(unseen(finding{rule::cluster_size}));
    CHECK(f.count == 0);
    f.add(unseen(finding{rule::outer_tier, verdict::warns, 5, 3}));
    CHECK(f.count == 1);
    CHECK(f.failed == 0);
    f.add(unseen(finding{rule::memory_capacity, verdict::fails, 7, 6, 2}));
    CHECK(f.count == 2);
    CHECK(f.failed == 1);
    CHECK(f.has(rule::outer_tier));
    CHECK(f.of(rule::memory_capacity) == finding{rule::memory_capacity, verdict::fails, 7, 6, 2});
    CHECK(!f.has(rule::cluster_size));
    CHECK(f.of(rule::cluster_size).ok());
    std::int64_t seen = 0;
    for (const finding& x : f) seen += x.required;
    CHECK(seen == 12);
}

TEST_CASE("a warning is feasible, a failure is not") {
    CHECK(unseen(finding{rule::outer_tier, verdict::warns}).ok());
    CHECK(unseen(finding{rule::outer_tier}).ok());
    CHECK(!unseen(finding{rule::outer_tier, verdict::fails}).ok());
}

TEST_CASE("more findings than there is room for are still counted as failures") {
    findings f;
    for (int i = 0; i < unseen(20); ++i) f.add({rule::memory_capacity, verdict::fails, i, 0});
    CHECK(f.count == max_findings);
    CHECK(f.failed == 20);
}
