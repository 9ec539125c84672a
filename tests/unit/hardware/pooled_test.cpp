// Devices as one: figures by hand, and a bound that no plan beats.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/pooled.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;
}  // namespace

TEST_CASE("eight H100 as one: eight times all of it, and no links") {
    const accelerator all = pooled(unseen(parts::nvidia_h100_sxm::spec), 8);
    CHECK(all.peaks.bf16.value.value == doctest::Approx(7915.2e12));
    CHECK(!all.peaks.fp4.known());
    CHECK(all.tiers[2].capacity.value == 640_GiB);
    CHECK(all.tiers[2].read.value.value == doctest::Approx(26.8e12));
    CHECK(!all.scale_up.exists());
    CHECK(all.power.value.value == doctest::Approx(5600));
}

TEST_CASE("half a device, its capacity rounded up") {
    accelerator odd = parts::nvidia_h100_sxm::spec;
    odd.tiers[2].capacity.value = bytes{7};
    CHECK(pooled(unseen(odd), 0.5).tiers[2].capacity.value.value == 4);
    CHECK(pooled(unseen(odd), 1).tiers[2].capacity.value.value == 7);
    odd.tiers[2].capacity.value = bytes{checked::overflowed};
    CHECK(pooled(unseen(odd), 2).tiers[2].capacity.value.value == checked::overflowed);
}

TEST_CASE("no plan over eight devices is faster than the eight as one") {
    request r;
    r.load = {.batch = 16, .prompt = 1024, .output = 64};
    const assessment one = assess(models::llama_3_1_70b::spec, pooled(unseen(parts::nvidia_h100_sxm::spec), 8), r);
    const split plans[] = {{.tensor = 8}, {.tensor = 4, .pipeline = 2}, {.tensor = 2, .pipeline = 4}, {.tensor = 4, .data = 2}};
    for (const split& plan : plans) {
        r.plan = plan;
        const assessment x = assess(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, r);
        CHECK(one.decode.ceiling.time <= x.decode.ceiling.time);
        CHECK(one.decode.ceiling.system.value >= x.decode.ceiling.system.value * (1 - 1e-12));
        CHECK(one.prefill.ceiling.time <= x.prefill.ceiling.time);
    }
}
