// RAFTER-H001, H002 and H003.
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

TEST_CASE("H001: a capacity, a rate, a peak or a link of zero or less") {
    CHECK(rules::spec_positive(unseen(h100)).is == verdict::holds);
    accelerator a = h100;
    a.tiers[2].capacity.value = 0_B;
    finding f = rules::spec_positive(unseen(a));
    CHECK(f.code == rule::spec_positive);
    CHECK(!f.ok());
    CHECK(f.required == 1);
    CHECK(f.available == 0);
    CHECK(f.subject == 2);
    a.tiers[2].capacity.value = bytes{-5};
    CHECK(rules::spec_positive(unseen(a)).available == -5);
    a = h100;
    a.tiers[2].read.value = bytes_per_second{0};
    CHECK(rules::spec_positive(unseen(a)).subject == 2);
    a = h100;
    a.tiers[2].read.value = bytes_per_second{-1e300};
    CHECK(!rules::spec_positive(unseen(a)).ok());
    a = h100;
    a.peaks.fp8.value = flops_per_second{-2};
    f = rules::spec_positive(unseen(a));
    CHECK(f.subject == 104);
    CHECK(f.available == -2);
    a = h100;
    a.scale_up.per_device.value = bytes_per_second{0};
    CHECK(rules::spec_positive(unseen(a)).subject == 200);
    a = h100;
    a.scale_up.domain.value = 0;
    CHECK(rules::spec_positive(unseen(a)).subject == 200);
    a = h100;
    a.scale_up.latency = {seconds{0}, "x"};
    CHECK(rules::spec_positive(unseen(a)).subject == 200);
    a = h100;
    a.scale_out.wraps_at = {0, "x"};
    CHECK(rules::spec_positive(unseen(a)).subject == 200);
    CHECK(!rules::spec_positive(unseen(accelerator{})).ok());  // no memory at all
}

TEST_CASE("H001: a rate that is no number") {
    accelerator a = h100;
    const double zero = unseen(0.0);
    a.tiers[2].read.value = bytes_per_second{(zero - zero) / (unseen(0.0) + 1e-300) * 0.0};  // 0
    CHECK(!rules::spec_positive(a).ok());
    a.tiers[2].read.value = bytes_per_second{__builtin_nan("")};
    CHECK(!rules::spec_positive(unseen(a)).ok());
}

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

TEST_CASE("H001 to H003: a figure that 64 bits do not hold is told as the largest number that they do") {
    accelerator a = h100;
    a.tiers[2].read.value = bytes_per_second{-__builtin_inf()};
    CHECK(rules::spec_positive(unseen(a)).available == -checked::overflowed);
    a = catalog::accelerators::nvidia_a100_80gb::spec;
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
