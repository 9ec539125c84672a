// Devices of one kind: with a number of them and without.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/search/capacity.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::unseen;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

cluster h100s(std::int64_t n) {
    return {.device = parts::nvidia_h100_sxm::spec, .devices = {n, "inventory"}};
}
constexpr cluster any_number_of_h100{.device = parts::nvidia_h100_sxm::spec};

}  // namespace

TEST_CASE("a plan of eight devices does not stand on four, and on eight or on no stated number it does") {
    const request r = asking({.tensor = 8}, {});
    const finding four =
        assess(unseen(models::llama_3_1_70b::spec), unseen(h100s(4)), r).findings.of(rule::cluster_size);
    CHECK(four.is == verdict::fails);
    CHECK(four.required == 8);
    CHECK(four.available == 4);
    CHECK(assess(unseen(models::llama_3_1_70b::spec), unseen(h100s(8)), r).feasible);
    CHECK(assess(unseen(models::llama_3_1_70b::spec), unseen(any_number_of_h100), r).feasible);
}

// Llama-3.1-405B in bf16 is 811.7 GB; ten H100 have 859.0, nine 773.1.
TEST_CASE("a search takes no more devices than the cluster has") {
    CHECK(!fewest_devices(unseen(models::llama_3_1_405b::spec), unseen(h100s(9)), {}).exists);
    const device_answer free = fewest_devices(unseen(models::llama_3_1_405b::spec), unseen(any_number_of_h100), {});
    REQUIRE(free.exists);
    CHECK(free.devices >= 10);
    CHECK(free.devices == free.plan.devices());
    CHECK(fewest_devices(unseen(models::llama_3_1_405b::spec), unseen(h100s(free.devices)), {}).devices ==
          free.devices);
    CHECK(!fewest_devices(unseen(models::llama_3_1_405b::spec), unseen(h100s(free.devices - 1)), {}).exists);
}
