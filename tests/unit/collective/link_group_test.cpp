// Devices as an algorithm sees them: extents of a torus, closed and open axes, the middle.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/link_group.hpp>
#include <unit/collective/links.hpp>

namespace {
using namespace links;
namespace parts = rafter::catalog::accelerators;
bool is_block(std::int64_t n, int axes, std::int64_t a, std::int64_t b, std::int64_t c) {
    const detail::block x = detail::block_of(claims::unseen(n), axes);
    return x.extents[0] == a && x.extents[1] == b && x.extents[2] == c;
}
}  // namespace

TEST_CASE("a compact block of as equal extents as the divisors allow") {
    CHECK(is_block(8, 1, 8, 1, 1));
    CHECK(is_block(8, 2, 4, 2, 1));
    CHECK(is_block(256, 2, 16, 16, 1));
    CHECK(is_block(7, 2, 7, 1, 1));
    CHECK(is_block(32, 3, 4, 4, 2));
    CHECK(is_block(64, 3, 4, 4, 4));
    CHECK(is_block(8960, 3, 28, 20, 16));  // a TPU v5p pod: 16 x 20 x 28
    CHECK(is_block(4096, 3, 16, 16, 16));
}

TEST_CASE("an axis closes where the source says, or at the domain's own extent") {
    const link_group eight = group_of(parts::google_tpu_v5e::spec, 8), pod = group_of(parts::google_tpu_v5e::spec, 256);
    CHECK(eight.axes == 2);
    CHECK(eight.along[0].extent == 4);
    CHECK(!eight.along[0].closed);  // only axes of 16 do on a v5e
    CHECK(pod.along[0].closed);
    CHECK(pod.along[1].closed);
    CHECK(group_of(parts::google_tpu_v4::spec, 64).along[2].closed);  // cubes of 4 x 4 x 4
    CHECK(!group_of(parts::google_tpu_v4::spec, 8).along[0].closed);
    CHECK(group_of(neighbours(topology::torus_2d, 16), 8).along[0].closed);   // 4 of 4
    CHECK(!group_of(neighbours(topology::torus_2d, 16), 8).along[1].closed);  // 2 are neighbours already
    CHECK(!group_of(neighbours(topology::torus_2d, 64), 16).along[0].closed); // 4 of 8
    CHECK(group_of(neighbours(topology::ring, 12), 12).along[0].closed);
    CHECK(!group_of(neighbours(topology::ring, 12), 6).along[0].closed);
    CHECK(!group_of(neighbours(topology::mesh_2d, 16), 16).along[0].closed);
}

TEST_CASE("a torus without an end has no axis that closes, and is laid out at once") {
    const link_group endless = group_of(neighbours(topology::torus_2d, INT64_MAX), 16);
    CHECK(endless.along[0].extent == 4);
    CHECK(!endless.along[0].closed);
    CHECK(!group_of(neighbours(topology::torus_3d, std::int64_t{1} << 62), 8).along[0].closed);
    CHECK(group_of(neighbours(topology::torus_2d, std::int64_t{1} << 30), 1 << 30).along[0].closed);
}

TEST_CASE("everyone reaches everyone through a switch and over pairs, and two devices anywhere") {
    CHECK(group_of(parts::nvidia_h100_sxm::spec, 8).reaches_all());
    CHECK(group_of(parts::amd_mi300x::spec, 8).reaches_all());
    CHECK(!group_of(parts::google_tpu_v5e::spec, 4).reaches_all());
    CHECK(group_of(parts::google_tpu_v5e::spec, 2).reaches_all());
}

TEST_CASE("a cycle through neighbours: an even grid or a closed torus has one, a line and 3 x 3 have none") {
    CHECK(group_of(neighbours(topology::mesh_2d, 64), 8).has_cycle());
    CHECK(!group_of(neighbours(topology::mesh_2d, 64), 9).has_cycle());
    CHECK(group_of(neighbours(topology::torus_2d, 9), 9).has_cycle());
    CHECK(!group_of(neighbours(topology::mesh_2d, 64), 7).has_cycle());
    CHECK(group_of(neighbours(topology::ring, 5), 5).has_cycle());
    CHECK(!group_of(neighbours(topology::ring, 12), 5).has_cycle());
}

TEST_CASE("one link of a torus: the pairwise rate, or the device's rate over two an axis") {
    CHECK(1 / group_of(parts::google_tpu_v5e::spec, 16).per_byte_link == doctest::Approx(50e9));
    accelerator a = neighbours(topology::torus_3d, 64);
    a.scale_up.pairwise = {};
    CHECK(1 / group_of(a, 64).per_byte_link == doctest::Approx(50e9));  // 300 GB/s over six
}

TEST_CASE("the middle of a 16 x 16 torus: 32 links, 1.6 TB/s; of a 4 x 2 block of it: 2 and 4 open links") {
    const link_group pod = group_of(parts::google_tpu_v5e::spec, 256), eight = group_of(parts::google_tpu_v5e::spec, 8);
    CHECK(1 / per_byte_across(pod, pod.along[0]) == doctest::Approx(1.6e12));
    CHECK(1 / per_byte_across(eight, eight.along[0]) == doctest::Approx(100e9));
    CHECK(1 / per_byte_across(eight, eight.along[1]) == doctest::Approx(200e9));
}

TEST_CASE("a sustained part of the rates, and a latency without a source") {
    const route w = route_of(claims::unseen(switched), 16, 1);
    CHECK(1 / inside_of(switched, w, {.inside = 0.8}).per_byte == doctest::Approx(360e9));
    CHECK(1 / between_of(switched, w, {.between = 0.9}).per_byte == doctest::Approx(45e9));
    CHECK(inside_of(switched, w).latency == doctest::Approx(1e-6));
    CHECK(between_of(switched, w).devices == 2);
    CHECK(!group_of(parts::intel_gaudi2::spec, 8).latency_known);
    CHECK(group_of(parts::nvidia_h100_sxm::spec, 8).latency == doctest::Approx(3.33e-6));
}
