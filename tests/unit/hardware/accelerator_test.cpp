// An accelerator: its peaks, its tiers, its ridge point.
#include <doctest/doctest.h>

#include <cstring>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
}  // namespace

TEST_CASE("the fastest peak for operands of a width is that of this width or wider, never of a narrower one") {
    const accelerator h100 = unseen(parts::nvidia_h100_sxm::spec);
    CHECK(fastest_peak(h100, 32).value == 494.7e12);  // tf32, before fp32
    CHECK(fastest_peak(h100, 16).value == 989.4e12);
    CHECK(fastest_peak(h100, 8).value == 1978.9e12);
    CHECK(fastest_peak(h100, 4).value == 1978.9e12);  // widened: it has no 4-bit unit
    const accelerator a100 = unseen(parts::nvidia_a100_80gb::spec);
    CHECK(fastest_peak(a100, 4).value == 1248e12);
    CHECK(fastest_peak(a100, 8).value == 624e12);
    CHECK(fastest_peak(unseen(parts::arm_ethos_u85::spec), 16).value == 0);  // int8 only
    CHECK(fastest_peak(unseen(parts::nvidia_gb200::spec), 4).value == 10e15);
}

TEST_CASE("ridge point: peak over the rate of the innermost tier that keeps data") {
    CHECK(ridge_point(unseen(parts::nvidia_a100_80gb::spec), arithmetic::bf16).value ==
          doctest::Approx(153.016).epsilon(1e-5));
    CHECK(ridge_point(unseen(parts::nvidia_h100_sxm::spec), arithmetic::bf16).value ==
          doctest::Approx(295.343).epsilon(1e-5));
    CHECK(ridge_point(unseen(parts::nvidia_h100_sxm::spec), arithmetic::fp8).value ==
          doctest::Approx(590.716).epsilon(1e-5));
    CHECK(ridge_point(unseen(parts::cerebras_wse3::spec), arithmetic::fp16).value ==
          doctest::Approx(0.754286).epsilon(1e-5));
    CHECK(ridge_point(unseen(parts::groq_lpu_v1::spec), arithmetic::int8).value == doctest::Approx(9.375));
    CHECK(ridge_point(unseen(parts::nvidia_a100_80gb::spec), arithmetic::fp8).value == 0);  // it has no fp8
    accelerator unrated = unseen(parts::nvidia_h100_sxm::spec);
    unrated.tiers[2].read = {};
    CHECK(ridge_point(unrated, arithmetic::bf16).value == 0);
}

TEST_CASE("tiers end at the first without a name") {
    accelerator a = unseen(parts::nvidia_gb200::spec);
    CHECK(a.tier_count() == 4);
    a.tiers[1].name = nullptr;
    CHECK(a.tier_count() == 1);
    CHECK(unseen(accelerator{}).tier_count() == 0);
    for (int i = 0; i < max_tiers; ++i) a.tiers[i].name = "full";
    CHECK(a.tier_count() == 6);
}

TEST_CASE("a peak is found by what is multiplied") {
    dense_peaks p;
    p.fp32 = {1_TFLOPS, "x"}, p.tf32 = {2_TFLOPS, "x"}, p.bf16 = {3_TFLOPS, "x"}, p.fp16 = {4_TFLOPS, "x"};
    p.fp8 = {5_TFLOPS, "x"}, p.int8 = {6_TFLOPS, "x"}, p.fp4 = {7_TFLOPS, "x"}, p.int4 = {8_TFLOPS, "x"};
    const dense_peaks q = unseen(p);
    const arithmetic order[] = {arithmetic::fp32, arithmetic::tf32, arithmetic::bf16, arithmetic::fp16,
                                arithmetic::fp8,  arithmetic::int8, arithmetic::fp4,  arithmetic::int4};
    const char* const names[] = {"fp32", "tf32", "bf16", "fp16", "fp8", "int8", "fp4", "int4"};
    for (int i = 0; i < arithmetic_count; ++i) {
        CHECK(q[order[i]].value.value == doctest::Approx((i + 1) * 1e12));
        CHECK(std::strcmp(name_of(unseen(order[i])), names[i]) == 0);
    }
}

TEST_CASE("nine classes, named") {
    CHECK(architecture_count == 9);
    CHECK(std::strcmp(name_of(unseen(architecture::gpu)), "GPU") == 0);
    CHECK(std::strcmp(name_of(unseen(architecture::hybrid_package)), "hybrid package") == 0);
    CHECK(std::strcmp(name_of(unseen(architecture::cpu)), "CPU") == 0);
}
