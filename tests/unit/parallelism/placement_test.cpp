// Which group of a plan crosses which link.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/parallelism/placement.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

bool placed_so(const group_place& p, std::int64_t ranks, std::int64_t stride, std::int64_t inside, std::int64_t domains) {
    return p.ranks == ranks && p.stride == stride && p.inside == inside && p.domains == domains;
}
group_places over_domains_of_8(const split& s) { return places_of(unseen(s), std::int64_t{8}); }

}  // namespace

TEST_CASE("by rule: tensor ranks are neighbours, then context, data, and pipeline stages outermost") {
    const group_places p = over_domains_of_8({.tensor = 2, .pipeline = 4, .data = 8, .context = 2});
    CHECK(placed_so(p[group::tensor], 2, 1, 2, 1));
    CHECK(placed_so(p[group::context], 2, 2, 2, 1));
    CHECK(placed_so(p[group::data], 8, 4, 2, 4));
    CHECK(placed_so(p[group::pipeline], 4, 32, 1, 4));
    CHECK(placed_so(p.expert, 1, 1, 1, 1));
}

TEST_CASE("a tensor group that fills a domain leaves every stage its own") {
    const group_places p = over_domains_of_8({.tensor = 8, .pipeline = 4});
    CHECK(placed_so(p[group::tensor], 8, 1, 8, 1));
    CHECK(placed_so(p[group::pipeline], 4, 8, 1, 4));
    CHECK(placed_so(over_domains_of_8({.tensor = 16})[group::tensor], 16, 1, 8, 2));
}

TEST_CASE("three tensor ranks: two such groups in a domain of eight") {
    CHECK(placed_so(over_domains_of_8({.tensor = 3, .pipeline = 5})[group::pipeline], 5, 3, 2, 3));
}

TEST_CASE("expert ranks overlay those of a stage: inside a domain, across eight, sharing a width or not") {
    CHECK(placed_so(over_domains_of_8({.expert = 8}).expert, 8, 1, 8, 1));
    CHECK(placed_so(over_domains_of_8({.expert = 64}).expert, 64, 1, 8, 8));
    CHECK(placed_so(over_domains_of_8({.tensor = 8, .expert = 64}).expert, 64, 1, 8, 8));
    CHECK(placed_so(over_domains_of_8({.tensor = 8, .expert = 2}).expert, 2, 4, 2, 1));
    CHECK(placed_so(over_domains_of_8({.tensor = 8, .expert = 4, .data = 4}).expert, 4, 8, 1, 4));  // eight share a width
    CHECK(placed_so(over_domains_of_8({.tensor = 2, .expert = 16, .context = 4}).expert, 16, 1, 8, 2));
}

TEST_CASE("as placed by the plan: tensor, pipeline, data, so that sends stay inside") {
    const split by_rule{.tensor = 2, .pipeline = 4, .data = 8};
    split placed = by_rule;
    placed.order = order_of(group::tensor, group::pipeline);
    CHECK(placed_so(over_domains_of_8(by_rule)[group::pipeline], 4, 16, 1, 4));
    CHECK(placed_so(over_domains_of_8(by_rule)[group::data], 8, 2, 4, 2));
    CHECK(placed_so(over_domains_of_8(placed)[group::pipeline], 4, 2, 4, 1));
    CHECK(placed_so(over_domains_of_8(placed)[group::data], 8, 8, 1, 8));
}

TEST_CASE("stages side by side set the ranks of a stage apart, and with them the experts") {
    split s{.tensor = 4, .pipeline = 2, .expert = 4};
    s.order = order_of(group::pipeline);
    CHECK(placed_so(over_domains_of_8(s)[group::pipeline], 2, 1, 2, 1));
    CHECK(placed_so(over_domains_of_8(s)[group::tensor], 4, 2, 4, 1));
    CHECK(placed_so(over_domains_of_8(s).expert, 4, 2, 4, 1));
}

TEST_CASE("an order names each group once; what it leaves out follows by rule") {
    const group_order o = unseen(order_of(group::data, group::pipeline));
    CHECK(o.from_inside[0] == group::data);
    CHECK(o.from_inside[1] == group::pipeline);
    CHECK(o.from_inside[2] == group::tensor);
    CHECK(o.from_inside[3] == group::context);
    CHECK(o.named == o.different);
    const group_order twice = unseen(order_of(group::data, group::data, group::pipeline));
    CHECK(twice.named == 3);
    CHECK(twice.different == 2);
    CHECK(twice.from_inside[3] == group::context);
}

TEST_CASE("domains: of a switch, of a part that only outer links join, of a link that knows no end") {
    CHECK(domain_of(unseen(parts::nvidia_h100_sxm::spec)) == 8);
    CHECK(domain_of(unseen(parts::cerebras_wse3::spec)) == 1);
    CHECK(domain_of(unseen(parts::groq_lpu_v1::spec)) == 0);
    CHECK(placed_so(places_of(unseen(split{.pipeline = 4}), unseen(parts::cerebras_wse3::spec))[group::pipeline], 4, 1, 1, 4));
    CHECK(placed_so(places_of(unseen(split{.tensor = 64}), unseen(parts::groq_lpu_v1::spec))[group::tensor], 64, 1, 64, 1));
}
