// All-to-all, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <unit/claims.hpp>
#include <unit/collective/links.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("4 MB a device, 8 ranks at 450 GB/s: 8.9 us") {
    const message_time t =
        all_to_all_time(unseen(4e6), unseen(4e6), route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1));
    CHECK(t.time * 1e6 == doctest::Approx(8.888889).epsilon(1e-6));
    CHECK(t.least * 1e6 == doctest::Approx(8.888889).epsilon(1e-6));
}

TEST_CASE("two domains of eight: 8 of 15 peers are behind the outer link") {
    const message_time t =
        all_to_all_time(unseen(4e6), unseen(4e6), route_of(unseen(parts::nvidia_h100_sxm::spec), 16, 1));
    CHECK(t.time * 1e6 == doctest::Approx(46.814815).epsilon(1e-6));   // 7/15 x 8.888889 + 8/15 x 80
    CHECK(t.least * 1e6 == doctest::Approx(4.148148).epsilon(1e-6));   // 7/15 x 8.888889: what leaves may go once a domain
}

TEST_CASE("one rank sends nothing") {
    CHECK(all_to_all_time(unseen(0.0), unseen(0.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 1, 1)).time == 0);
}

TEST_CASE("with latency: a switch pays one, however many peers") {
    CHECK(direct_all_to_all(links::group_of(links::switched, 8)).seconds(4e6) * 1e6 == doctest::Approx(9.888889).epsilon(1e-6));
    CHECK(1 / direct_all_to_all(links::group_of(parts::amd_mi300x::spec, 4)).per_byte == doctest::Approx(192e9));
}

TEST_CASE("a 16 x 16 torus is bound by its middle: 64.25 MB of 256 MB cross 1.6 TB/s") {
    const message_price p = direct_all_to_all(links::group_of(parts::google_tpu_v5e::spec, 256));
    CHECK(p.per_byte * 1e12 == doctest::Approx(40.156863).epsilon(1e-6));  // 128 x 128 / 255 / 1.6
    CHECK(p.fixed * 1e6 == doctest::Approx(16));
}

TEST_CASE("a 4 x 2 block: 16/7 of what a device sends cross two links, four hops to the far corner") {
    const message_price p = direct_all_to_all(links::group_of(parts::google_tpu_v5e::spec, 8));
    CHECK(1 / p.per_byte == doctest::Approx(43.75e9));
    CHECK(p.fixed * 1e6 == doctest::Approx(4));
}

TEST_CASE("an odd extent is cut beside its middle: of 3 x 3 devices 3 send to 6, 18/8 of s over three links") {
    const message_price p = direct_all_to_all(links::group_of(links::neighbours(topology::mesh_2d, 9), 9));
    CHECK(p.per_byte * 150e9 == doctest::Approx(2.25));
}

TEST_CASE("copies of a token that leave its rank: 8 experts of 256") {
    const expert_counts x = unseen(expert_counts{256, 8});
    CHECK(copies_sent(x, 64) == doctest::Approx(7.875));
    CHECK(copies_sent(x, 1) == 0);
    CHECK(copies_deduplicated(x, 8) == doctest::Approx(4.633).epsilon(1e-4));  // one a domain of 32 experts
    CHECK(copies_domain_limited(x, 8, 4) == doctest::Approx(3.175385).epsilon(1e-6));
    CHECK(copies_domain_limited(x, 8, 8) == doctest::Approx(copies_deduplicated(x, 8)));
    CHECK(copies_domain_limited(x, 8, 1) == doctest::Approx(0.875));
}
