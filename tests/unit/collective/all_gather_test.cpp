// All-gather, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/all_gather.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("8 ranks, 1 MiB at 450 GB/s: 2.04 us") {
    const message_time t =
        all_gather_time(unseen(1'048'576.0), unseen(1'048'576.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1));
    CHECK(t.time * 1e6 == doctest::Approx(2.038898).epsilon(1e-6));
    CHECK(t.least * 1e6 == doctest::Approx(2.038898).epsilon(1e-6));
}

TEST_CASE("two domains of eight: half of a device's eighth comes over the outer link") {
    const message_time t =
        all_gather_time(unseen(1'048'576.0), unseen(0.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 16, 1));
    CHECK(t.time * 1e6 == doctest::Approx(3.349618).epsilon(1e-6));  // 2.038898 + 65,536 B / 50 GB/s
    CHECK(t.least == 0);
}
