// Whose parts an engine runs on.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/engine/vendors.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

static_assert(vendor_set{"NVIDIA", "AMD"}.contains("AMD") && !vendor_set{"NVIDIA", "AMD"}.contains("Intel"));
static_assert(!vendor_set{}.stated() && vendor_set{"Groq"}.stated());

TEST_CASE("a maker is known by its whole name") {
    const vendor_set makers = unseen(vendor_set{"Arm", "d-Matrix"});
    CHECK(makers.contains("Arm"));
    CHECK(makers.contains("d-Matrix"));
    CHECK(!makers.contains("Ar"));
    CHECK(!makers.contains("Armada"));
    CHECK(!makers.contains(""));
    CHECK(!makers.contains(nullptr));
}

TEST_CASE("a maker that the catalogue does not have is none of them, even where two such are named") {
    CHECK(!unseen(vendor_set{"somebody"}).contains("somebody"));
    CHECK(unseen(vendor_set{"somebody"}).stated());
}

TEST_CASE("every maker of the catalogue is known") {
    boost::hana::for_each(catalog::all_accelerators, [](auto type) {
        constexpr const char* vendor = decltype(type)::type::spec.vendor;
        CHECK_MESSAGE(vendor_set::number_of(vendor) < 18, vendor);
        CHECK(vendor_set{vendor}.contains(vendor));
    });
}
