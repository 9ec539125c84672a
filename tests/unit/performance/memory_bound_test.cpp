// The least time to touch distinct bytes, by hand.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
double least(const accelerator& a, double d) {
    return least_memory_seconds(unseen(a), unseen(d));
}

constexpr memory_tier tier(bytes capacity, bytes_per_second read) {
    return {.name = "t", .capacity = {capacity, "x"}, .read = {read, "x"}};
}
}  // namespace

TEST_CASE("what caches cannot have kept crosses HBM: Llama-2-7B on an A100, 6.993 ms instead of 7.024") {
    CHECK(least(parts::nvidia_a100_80gb::spec, 14'321'983'488.0) * 1e3 == doctest::Approx(6.993039).epsilon(1e-6));
    CHECK(least(parts::nvidia_h100_sxm::spec, 15'286'673'408.0) * 1e3 == doctest::Approx(4.537206).epsilon(1e-6));
}

TEST_CASE("what the inner tiers hold need not cross; an inner rate that is known still bounds") {
    CHECK(least(parts::nvidia_h100_sxm::spec, 80.0 * 1'048'576) == 0);  // 83 MiB of shared memory and L2
    CHECK(least(parts::nvidia_a100_80gb::spec, 60.0 * 1'048'576) * 1e6 ==
          doctest::Approx(5.772981).epsilon(1e-6));  // 39.75 MiB at 7.22 TB/s
}

TEST_CASE("memories beside one another are read together: GB200 and SN40L") {
    CHECK(least(parts::nvidia_gb200::spec, 100e9) * 1e3 ==
          doctest::Approx(12.138019).epsilon(1e-6));  // less 163 MB, at 8.225 TB/s
    CHECK(least(parts::sambanova_sn40l::spec, 100e9) * 1e3 ==
          doctest::Approx(177.273702).epsilon(1e-6));  // less 64 GB of HBM and 520 MiB, at 200 GB/s
    CHECK(least(parts::sambanova_sn40l::spec, 50e9) * 1e3 ==
          doctest::Approx(27.474856).epsilon(1e-6));  // less 520 MiB, at 1.8 TB/s
}

TEST_CASE("SRAM in front of memory outside the wafer: 96 of 140 GB cross at 150 GB/s") {
    CHECK(least(parts::cerebras_wse3::spec, 140e9) == doctest::Approx(0.64));
    CHECK(least(parts::cerebras_wse3::spec, 40e9) * 1e6 ==
          doctest::Approx(1.904762).epsilon(1e-6));  // 40 GB at 21 PB/s
}

TEST_CASE("an unknown rate gives no bound, an unknown capacity none further out") {
    accelerator a;
    a.tiers[0] = tier(1_GB, 10_TB_per_s);
    a.tiers[1] = tier(100_GB, 1_TB_per_s);
    CHECK(least(a, 11e9) == doctest::Approx(0.010));
    a.tiers[1].read = {};
    CHECK(least(a, 11e9) == doctest::Approx(0.0011));  // the inner tier alone
    a.tiers[1].read = {1_TB_per_s, "x"};
    a.tiers[0].capacity = {};
    CHECK(least(a, 11e9) == doctest::Approx(0.0011));
    a.tiers[0].read = {};
    CHECK(least(a, 11e9) == 0);
    CHECK(least(parts::arm_ethos_u85::spec, 1e9) * 1e3 ==
          doctest::Approx(10.413819).epsilon(1e-6));  // only the outermost size is unknown
}

TEST_CASE("beside a memory of unknown rate nothing is bound, beyond both it is") {
    accelerator a;
    a.tiers[0] = tier(1_GB, 10_TB_per_s);
    a.tiers[0].next = stands::beside;
    a.tiers[1] = tier(1_GB, 1_TB_per_s);
    a.tiers[2] = tier(100_GB, 100_GB_per_s);
    CHECK(least(a, 2e9) * 1e6 == doctest::Approx(181.818182).epsilon(1e-6));  // 2 GB at 11 TB/s
    a.tiers[1].read = {};
    CHECK(least(a, 2e9) == 0);
    CHECK(least(a, 3e9) == doctest::Approx(0.010));  // 1 GB beyond both, at 100 GB/s
}

TEST_CASE("nothing to touch takes no time") {
    CHECK(least(parts::nvidia_h100_sxm::spec, 0) == 0);
    CHECK(least(accelerator{}, 1e9) == 0);
}

TEST_CASE("an inner memory of unknown capacity: nothing is claimed of those behind it, and the bound says so") {
    const memory_tier inner{.name = "L2", .read = {5_TB_per_s, "x"}, .role = keeps::copies};
    const memory_tier outer = tier(80_GB, 2_TB_per_s);
    const accelerator hidden{.name = "p", .tiers = {inner, outer}};
    CHECK(least(hidden, 100e9) == doctest::Approx(100e9 / 5e12));  // the inner rate alone
    CHECK(!memory_bounds_of(unseen(hidden)).whole);
    accelerator known = hidden;
    known.tiers[0].capacity = {40_MB, "x"};
    CHECK(least(known, 100e9) == doctest::Approx((100e9 - 40e6) / 2e12));
    CHECK(memory_bounds_of(unseen(known)).whole);
    known.tiers[1].capacity = {};  // of the outermost no other bound needs it
    CHECK(memory_bounds_of(unseen(known)).whole);
    known.tiers[1].read = {};
    CHECK(!memory_bounds_of(unseen(known)).whole);
}
