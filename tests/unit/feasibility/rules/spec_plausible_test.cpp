// RAFTER-H002 and H003.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/feasibility/rules/spec_plausible.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
const accelerator h100 = catalog::accelerators::nvidia_h100_sxm::spec;
}  // namespace

TEST_CASE("H002: a memory that is read faster than one further in") {
    CHECK(rules::spec_tier_order(unseen(catalog::accelerators::nvidia_gb200::spec)).is == verdict::holds);
    accelerator a = catalog::accelerators::nvidia_a100_80gb::spec;
    a.tiers[2].read.value = 8_TB_per_s;  // before it an L2 of 7.22
    const finding f = rules::spec_tier_order(unseen(a));
    CHECK(f.code == rule::spec_tier_order);
    CHECK(!f.ok());
    CHECK(f.required == 7'220'000);
    CHECK(f.available == 8'000'000);
    CHECK(f.subject == 2);
}

TEST_CASE("H003: a peak above units x FLOPs a cycle x clock: a sparse figure taken for a dense one") {
    CHECK(rules::spec_peak(unseen(h100)).is == verdict::holds);
    accelerator a = h100;
    a.peaks.bf16.value = 1979_TFLOPS;
    const finding f = rules::spec_peak(unseen(a));
    CHECK(f.code == rule::spec_peak);
    CHECK(!f.ok());
    CHECK(f.required == 1'979'000);
    CHECK(f.available == 989'429);  // 132 x 4,096 x 1.83 GHz
    CHECK(f.subject == static_cast<std::int64_t>(arithmetic::bf16));
    a.units = {};
    CHECK(rules::spec_peak(unseen(a)).is == verdict::holds);
}

TEST_CASE("H002 and H003: a figure that 64 bits do not hold is told as the largest number that they do") {
    accelerator a = catalog::accelerators::nvidia_a100_80gb::spec;
    a.tiers[2].read.value = bytes_per_second{1e29};
    const finding order = rules::spec_tier_order(unseen(a));
    CHECK(!order.ok());
    CHECK(order.available == checked::overflowed);
    a = h100;
    a.peaks.bf16.value = flops_per_second{1e29};
    CHECK(rules::spec_peak(unseen(a)).required == checked::overflowed);
    a.units.units.value = INT64_MAX;
    a.units.flops_per_unit_per_cycle.value = INT64_MAX;
    a.peaks.bf16.value = flops_per_second{1e50};
    CHECK(rules::spec_peak(unseen(a)).available == checked::overflowed);
}
