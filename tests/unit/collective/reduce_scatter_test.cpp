// Reduce-scatter, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/reduce_scatter.hpp>
#include <unit/claims.hpp>
#include <unit/collective/links.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("8 ranks, 1 MiB at 450 GB/s: 2.04 us, as the all-gather") {
    CHECK(reduce_scatter_time(unseen(1'048'576.0), 0, route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1)).time *
              1e6 ==
          doctest::Approx(2.038898).epsilon(1e-6));
}

TEST_CASE("with latency, as the all-gather") {
    const link_group g = links::group_of(links::switched, 8);
    CHECK(direct_reduce_scatter(g).seconds(links::mebibyte) * 1e6 == doctest::Approx(3.038898).epsilon(1e-6));
    CHECK(ring_reduce_scatter(g).seconds(links::mebibyte) * 1e6 == doctest::Approx(9.038898).epsilon(1e-6));
    CHECK(axes_reduce_scatter(links::group_of(links::neighbours(topology::ring, 12), 12)).seconds(1.2e6) * 1e6 == doctest::Approx(17.0));
}
