// The way that a group of devices sends over.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/route.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
}  // namespace

TEST_CASE("eight H100 are one domain of NVLink, sixteen are two") {
    const route eight = route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1);
    CHECK(eight.inside == 8);
    CHECK(eight.domains == 1);
    CHECK(eight.per_byte_up == doctest::Approx(1 / 450e9));
    CHECK(eight.reduces);
    CHECK(eight.priced);
    const route sixteen = route_of(unseen(parts::nvidia_h100_sxm::spec), 16, 1);
    CHECK(sixteen.inside == 8);
    CHECK(sixteen.domains == 2);
    CHECK(sixteen.per_byte_out == doctest::Approx(1 / 50e9));
}

TEST_CASE("ranks that stand apart share a domain with fewer: four stages of four devices are two domains of two") {
    const route stages = route_of(unseen(parts::nvidia_h100_sxm::spec), 4, 4);
    CHECK(stages.inside == 2);
    CHECK(stages.domains == 2);
    const route apart = route_of(unseen(parts::nvidia_h100_sxm::spec), 4, 16);
    CHECK(apart.inside == 1);
    CHECK(apart.domains == 4);
}

TEST_CASE("a rate without a source is not priced") {
    CHECK(!route_of(unseen(parts::groq_lpu_v1::spec), 8, 1).priced);
    CHECK(!route_of(unseen(parts::nvidia_jetson_agx_orin::spec), 2, 1).priced);
    CHECK(!route_of(unseen(parts::intel_xeon_6980p::spec), 2, 1).priced);
    CHECK(!route_of(unseen(parts::nvidia_gh200::spec), 64, 1).priced);  // nothing is known between its domains of 32
    CHECK(route_of(unseen(parts::nvidia_gh200::spec), 32, 1).priced);
}

TEST_CASE("a part with outer links only is alone in its domain") {
    const route wafers = route_of(unseen(parts::cerebras_wse3::spec), 4, 1);
    CHECK(wafers.inside == 1);
    CHECK(wafers.domains == 4);
    CHECK(wafers.per_byte_out == doctest::Approx(1 / 150e9));
    CHECK(wafers.priced);
}

TEST_CASE("to one peer MI300X has 64 of its 448 GB/s") {
    const route w = route_of(unseen(parts::amd_mi300x::spec), 8, 1);
    CHECK(w.per_byte_up == doctest::Approx(1 / 448e9));
    CHECK(w.per_byte_pair == doctest::Approx(1 / 64e9));
    const route h = route_of(unseen(parts::nvidia_h100_sxm::spec), 8, 1);
    CHECK(h.per_byte_pair == h.per_byte_up);
}

TEST_CASE("links that join pairs give a small group no more than those between its members") {
    CHECK(route_of(unseen(parts::amd_mi300x::spec), 2, 1).per_byte_group == doctest::Approx(1 / 64e9));
    CHECK(route_of(unseen(parts::amd_mi300x::spec), 4, 1).per_byte_group == doctest::Approx(1 / 192e9));
    CHECK(route_of(unseen(parts::amd_mi300x::spec), 8, 1).per_byte_group == doctest::Approx(1 / 448e9));
    CHECK(route_of(unseen(parts::nvidia_h100_sxm::spec), 2, 1).per_byte_group == doctest::Approx(1 / 450e9));
}
