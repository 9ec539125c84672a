// A figure without a source is absent.
#include <doctest/doctest.h>

#include <rafter/hardware/cluster.hpp>
#include <rafter/hardware/figure.hpp>
#include <rafter/hardware/link.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;

TEST_CASE("a figure is known by its source, not by its value") {
    CHECK(!unseen(figure<bytes>{}).known());
    CHECK(!unseen(figure<bytes>{80_GB, nullptr}).known());
    CHECK(unseen(figure<bytes>{80_GB, "datasheet"}).known());
    CHECK(unseen(figure<bytes>{0_B, "datasheet"}).known());
}

TEST_CASE("a link without a name is none, a cluster without a number of devices has no limit") {
    CHECK(!unseen(link{}).exists());
    CHECK(unseen(link{.name = "NVLink"}).exists());
    CHECK(!unseen(link{.name = "NVLink"}).per_device.known());
    CHECK(!unseen(cluster{}).devices.known());
}
