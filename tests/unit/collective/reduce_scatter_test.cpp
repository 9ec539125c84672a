// Reduce-scatter, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/reduce_scatter.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("8 ranks, 1 MiB at 450 GB/s: 2.04 us, as the all-gather") {
    CHECK(reduce_scatter_time(unseen(1'048'576.0), 0, route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1)).time *
              1e6 ==
          doctest::Approx(2.038898).epsilon(1e-6));
}
