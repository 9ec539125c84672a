// All-gather, alpha = 0.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/all_gather.hpp>
#include <unit/claims.hpp>
#include <unit/collective/links.hpp>

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

TEST_CASE("with latency: straight to all peers one of 1 us, around a ring seven") {
    const link_group g = links::group_of(links::switched, 8);
    CHECK(direct_all_gather(g).seconds(links::mebibyte) * 1e6 == doctest::Approx(3.038898).epsilon(1e-6));
    CHECK(ring_all_gather(g).seconds(links::mebibyte) * 1e6 == doctest::Approx(9.038898).epsilon(1e-6));
    CHECK(!axes_all_gather(g).runs);
}

TEST_CASE("around a closed ring of 12 both ways: 11/12 of it over two links of 50 GB/s, six hops") {
    const link_group g = links::group_of(links::neighbours(topology::ring, 12), 12);
    CHECK(ring_all_gather(g).seconds(1.2e6) * 1e6 == doctest::Approx(17.0));  // 1.1 MB / 100 GB/s + 6
    CHECK(axes_all_gather(g).seconds(1.2e6) * 1e6 == doctest::Approx(17.0));
    CHECK(!direct_all_gather(g).runs);
}

TEST_CASE("along a line of 6, the end has one link and is five hops away") {
    const link_group g = links::group_of(links::neighbours(topology::ring, 12), 6);
    CHECK(axes_all_gather(g).seconds(1.2e6) * 1e6 == doctest::Approx(25.0));  // 1.0 MB / 50 GB/s + 5
    CHECK(!ring_all_gather(g).runs);
}

TEST_CASE("a full TPU v5e pod uses all four links; a 4 x 2 block of it is open") {
    const message_price pod = axes_all_gather(links::group_of(parts::google_tpu_v5e::spec, 256));
    CHECK(1 / pod.per_byte == doctest::Approx(200e9 * 256 / 255));
    CHECK(pod.fixed * 1e6 == doctest::Approx(16));  // 8 hops along x, then 8 along y
    const message_price eight = axes_all_gather(links::group_of(parts::google_tpu_v5e::spec, 8));
    CHECK(eight.per_byte * 50e9 == doctest::Approx(0.5625));  // halves: 3/4 beside 1/2, then 1/2 of 1/4 beside 3/4 of 1/2
    CHECK(eight.fixed * 1e6 == doctest::Approx(6));
}

TEST_CASE("three axes: a 4 x 4 x 4 cube of TPU v4, 63/64 over 300 GB/s, two hops along each") {
    const message_price cube = axes_all_gather(links::group_of(parts::google_tpu_v4::spec, 64));
    CHECK(1 / cube.per_byte == doctest::Approx(300e9 * 64 / 63));
    CHECK(cube.fixed * 1e6 == doctest::Approx(6));
}

TEST_CASE("one device gathers nothing") {
    const link_group one = links::group_of(links::switched, 1);
    CHECK(direct_all_gather(one).seconds(1e9) == 0);
    CHECK(ring_all_gather(one).seconds(1e9) == 0);
    CHECK(axes_all_gather(one).seconds(1e9) == 0);
}
