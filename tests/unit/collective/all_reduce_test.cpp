// All-reduce, alpha = 0.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/all_reduce.hpp>
#include <unit/claims.hpp>
#include <unit/collective/links.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
constexpr double mebibyte = 1'048'576;
message_time reduce(const accelerator& a, std::int64_t ranks, double s) {
    return all_reduce_time(unseen(s), unseen(s), route_of(unseen(a), ranks, 1));
}
}  // namespace

TEST_CASE("8 ranks, 1 MiB at 450 GB/s: 4.08 us; where the switch adds no algorithm needs less than 2.33") {
    CHECK(reduce(parts::nvidia_h100_sxm::spec, 8, mebibyte).time * 1e6 == doctest::Approx(4.077796).epsilon(1e-6));
    CHECK(reduce(parts::nvidia_h100_sxm::spec, 8, mebibyte).least * 1e6 == doctest::Approx(2.330169).epsilon(1e-6));
}

TEST_CASE("8 ranks at 300 GB/s, and a switch that does not add: time and bound are 6.12 us") {
    CHECK(reduce(parts::nvidia_a100_80gb::spec, 8, mebibyte).time * 1e6 == doctest::Approx(6.116693).epsilon(1e-6));
    CHECK(reduce(parts::nvidia_a100_80gb::spec, 8, mebibyte).least * 1e6 == doctest::Approx(6.116693).epsilon(1e-6));
}

TEST_CASE("two ranks send one vector each") {
    CHECK(reduce(parts::nvidia_h100_sxm::spec, 2, 450e9).time == doctest::Approx(1.0));
    CHECK(reduce(parts::nvidia_h100_sxm::spec, 2, 450e9).least == doctest::Approx(1.0));
}

TEST_CASE("two domains of eight: both ways are paid, the bound is the longer") {
    const message_time t = reduce(parts::nvidia_h100_sxm::spec, 16, mebibyte);
    CHECK(t.time * 1e6 == doctest::Approx(6.699236).epsilon(1e-6));  // 4.077796 + 2 x 1/2 x 131,072 B / 50 GB/s
    CHECK(t.least * 1e6 == doctest::Approx(2.621440).epsilon(1e-6));
}

TEST_CASE("one rank reduces nothing, and a link without a rate gives no time") {
    CHECK(reduce(parts::nvidia_h100_sxm::spec, 1, mebibyte).time == 0);
    CHECK(reduce(parts::groq_lpu_v1::spec, 8, mebibyte).time == 0);
}

TEST_CASE("two MI300X add over the one link between them; the least grants all seven") {
    const message_time t =
        all_reduce_time(unseen(1e9), unseen(1e9), route_of(unseen(parts::amd_mi300x::spec), 2, 1));
    CHECK(t.time * 1e3 == doctest::Approx(15.625));
    CHECK(t.least * 1e3 == doctest::Approx(2.232143).epsilon(1e-6));
}

TEST_CASE("four wafers on a tree that adds: 1.5 vectors by an algorithm of their own, one at least") {
    const message_time t = reduce(parts::cerebras_wse3::spec, 4, 150e9);
    CHECK(t.time == doctest::Approx(1.5));
    CHECK(t.least == doctest::Approx(1.0));
}

TEST_CASE("with latency, 8 ranks on a switch, 450 GB/s and 1 us: 1 MiB by each algorithm") {
    const link_group g = links::group_of(links::switched, 8);
    CHECK(ring_all_reduce(g).seconds(mebibyte) * 1e6 == doctest::Approx(18.077796).epsilon(1e-6));
    CHECK(two_shot_all_reduce(g).seconds(mebibyte) * 1e6 == doctest::Approx(6.077796).epsilon(1e-6));
    CHECK(one_shot_all_reduce(g).seconds(mebibyte) * 1e6 == doctest::Approx(17.311182).epsilon(1e-6));
    CHECK(one_shot_all_reduce(g).seconds(8192) * 1e6 == doctest::Approx(1.127431).epsilon(1e-6));
    CHECK(tree_all_reduce(g).seconds(mebibyte) * 1e6 == doctest::Approx(10.660338).epsilon(1e-6));  // 2 x 3 levels
    CHECK(in_switch_all_reduce(g).seconds(mebibyte) * 1e6 == doctest::Approx(4.621440).epsilon(1e-6));  // 9/8
}

TEST_CASE("levels of a tree: five ranks need three") {
    CHECK(tree_all_reduce(links::group_of(links::switched, 5)).fixed * 1e6 == doctest::Approx(6));
    CHECK(tree_all_reduce(links::group_of(links::switched, 4)).fixed * 1e6 == doctest::Approx(4));
    CHECK(tree_all_reduce(links::group_of(links::switched, 2)).fixed * 1e6 == doctest::Approx(2));
}

TEST_CASE("over pairs: four MI300X send all to all over one link each") {
    const link_group g = links::group_of(parts::amd_mi300x::spec, 4);
    CHECK(1 / one_shot_all_reduce(g).per_byte == doctest::Approx(64e9));   // the vector over each link of 64 GB/s
    CHECK(1 / two_shot_all_reduce(g).per_byte == doctest::Approx(128e9));  // a quarter, twice
    CHECK(1 / ring_all_reduce(g).per_byte == doctest::Approx(128e9));      // three rings, one over each link
    CHECK(ring_all_reduce(g).fixed * 1e6 == doctest::Approx(6 * 2.1));
}

TEST_CASE("a block of 4 x 2 chips: a cycle both ways beats its open axes") {
    const link_group g = links::group_of(parts::google_tpu_v5e::spec, 8);
    CHECK(ring_all_reduce(g).per_byte * 50e9 == doctest::Approx(0.875));  // 2 x 7/8 over two links
    CHECK(ring_all_reduce(g).fixed * 1e6 == doctest::Approx(8));
    CHECK(axes_all_reduce(g).per_byte * 50e9 == doctest::Approx(1.125));
    CHECK(axes_all_reduce(g).fixed * 1e6 == doctest::Approx(12));
}

TEST_CASE("which algorithms run") {
    using enum algorithm;
    constexpr algorithm every = automatic | in_switch;
    CHECK(that_run(links::group_of(links::switched, 8), every) == (ring | two_shot | one_shot | tree | in_switch));
    CHECK(that_run(links::group_of(parts::amd_mi300x::spec, 8), every) == (ring | two_shot | one_shot | tree));
    CHECK(that_run(links::group_of(parts::google_tpu_v5e::spec, 8), every) == (ring | axes));
    CHECK(that_run(links::group_of(parts::tenstorrent_n150::spec, 9), every) == axes);
    CHECK(that_run(links::group_of(parts::google_tpu_v5e::spec, 2), every) == automatic);
}
