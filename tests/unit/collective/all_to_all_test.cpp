// All-to-all, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <unit/claims.hpp>

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
