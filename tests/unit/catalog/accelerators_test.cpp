// The accelerators of the catalogue: every figure has a source and physical sense, and some are checked by hand.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <boost/hana/size.hpp>
#include <cstdint>
#include <cstring>
#include <rafter/catalog/accelerators.hpp>

namespace {

using namespace rafter::literals;
using rafter::accelerator;
using rafter::architecture;
using rafter::arithmetic;
using rafter::figure;
using rafter::keeps;
using rafter::link;
using rafter::memory_tier;
using rafter::stands;
namespace parts = rafter::catalog::accelerators;

bool has_text(const char* text) { return text != nullptr && text[0] != '\0'; }

/// Known figures are positive and say where they were read; unknown ones hold nothing.
template <class Quantity>
bool sound(const figure<Quantity>& f) {
    return f.known() ? has_text(f.source) && f.value > Quantity{} : f.value == Quantity{};
}

template <class Visit>
void for_each_part(Visit visit) {
    boost::hana::for_each(rafter::catalog::all_accelerators, [&](auto type) {
        const accelerator part = decltype(type)::type::spec;
        INFO(doctest::String(part.name));
        visit(part);
    });
}

template <class Visit>
void for_each_peak(const accelerator& part, Visit visit) {
    for (int i = 0; i < rafter::arithmetic_count; ++i)
        if (part.peaks[static_cast<arithmetic>(i)].known()) visit(static_cast<arithmetic>(i));
}

const memory_tier& tier(const accelerator& part, const char* name) {
    for (int i = 0; i < part.tier_count(); ++i)
        if (std::strcmp(part.tiers[i].name, name) == 0) return part.tiers[i];
    FAIL("no tier of that name");
    return part.tiers[0];
}

}  // namespace

TEST_CASE("sixteen parts, each with a name of its own, a vendor and a scope") {
    CHECK(decltype(boost::hana::size(rafter::catalog::all_accelerators))::value == 16);
    for_each_part([](const accelerator& part) {
        CHECK(has_text(part.name));
        CHECK(has_text(part.vendor));
        CHECK(has_text(part.scope));
        int bearers = 0;
        for_each_part([&](const accelerator& other) { bearers += std::strcmp(other.name, part.name) == 0 ? 1 : 0; });
        CHECK(bearers == 1);
    });
}

TEST_CASE("all nine classes are there, and the list is sorted by them") {
    int parts_of[rafter::architecture_count] = {};
    int last = 0;
    for_each_part([&](const accelerator& part) {
        const int kind = static_cast<int>(part.kind);
        ++parts_of[kind];
        CHECK(kind >= last);
        last = kind;
    });
    for (int kind = 0; kind < rafter::architecture_count; ++kind) {
        INFO(doctest::String(name_of(static_cast<architecture>(kind))));
        CHECK(parts_of[kind] > 0);
    }
    CHECK(parts_of[static_cast<int>(architecture::gpu)] == 4);
    CHECK(parts::nvidia_gh200::spec.kind == architecture::hybrid_package);
    CHECK(parts::aws_inferentia2::spec.kind == architecture::hybrid_package);
    CHECK(parts::nvidia_jetson_agx_orin::spec.kind == architecture::edge_npu);
}

TEST_CASE("every known figure names its source and is positive; every unknown one is empty") {
    for_each_part([](const accelerator& part) {
        for (int i = 0; i < rafter::arithmetic_count; ++i) {
            CAPTURE(i);
            CHECK(sound(part.peaks[static_cast<arithmetic>(i)]));
        }
        CHECK(sound(part.units.units));
        CHECK(sound(part.units.flops_per_unit_per_cycle));
        CHECK(sound(part.units.boost_clock));
        for (const memory_tier& t : part.tiers) {
            INFO(doctest::String(t.name != nullptr ? t.name : "no tier"));
            CHECK(sound(t.capacity));
            CHECK(sound(t.read));
        }
        for (const link& l : {part.scale_up, part.scale_out}) {
            CHECK(sound(l.per_device));
            CHECK(sound(l.pairwise));
            CHECK(sound(l.domain));
        }
        CHECK(sound(part.power));
    });
}

TEST_CASE("every part computes, and no format is slower than one of wider operands") {
    for_each_part([](const accelerator& part) {
        int peaks = 0;
        for_each_peak(part, [&](arithmetic narrow) {
            ++peaks;
            for_each_peak(part, [&](arithmetic wide) {
                if (rafter::operand_bits(narrow) < rafter::operand_bits(wide)) CHECK(part.peaks[narrow].value >= part.peaks[wide].value);
            });
            CHECK(part.peaks[narrow].value < 20_PFLOPS);
            CHECK(part.peaks[narrow].value > 1_TFLOPS);
        });
        CHECK(peaks > 0);
        if (part.peaks.tf32.known() && part.peaks.fp32.known()) CHECK(part.peaks.tf32.value >= part.peaks.fp32.value);
    });
}

TEST_CASE("units x FLOPs a cycle x clock agrees with the peak, where a source states them") {
    int stated = 0;
    for_each_part([&](const accelerator& part) {
        const auto& u = part.units;
        const bool all = u.units.known() && u.flops_per_unit_per_cycle.known() && u.boost_clock.known();
        const bool none = !u.units.known() && !u.flops_per_unit_per_cycle.known() && !u.boost_clock.known();
        CHECK((all || none));
        if (!all) return;
        ++stated;
        REQUIRE(part.peaks[u.format].known());
        const double product = static_cast<double>(u.units.value) * static_cast<double>(u.flops_per_unit_per_cycle.value) * u.boost_clock.value.value;
        const double peak = part.peaks[u.format].value.value;
        CHECK(product / peak > 0.9995);  // below it by rounding at most: 311.9 for the 312 of the A100
        CHECK(product / peak < 1.005);
    });
    CHECK(stated == 7);
}

TEST_CASE("tiers: named without a gap, larger outward, slower outward where one stands in front of the next") {
    for_each_part([](const accelerator& part) {
        const int n = part.tier_count();
        REQUIRE(n > 0);
        for (int i = n; i < rafter::max_tiers; ++i) CHECK(part.tiers[i].name == nullptr);
        bool keeps_data = false;
        for (int i = 0; i < n; ++i) {
            const memory_tier& t = part.tiers[i];
            INFO(doctest::String(t.name));
            CHECK(has_text(t.name));
            keeps_data = keeps_data || t.role == keeps::data;
            // Once a tier keeps data, all further out do: what passes through stands inside.
            CHECK((!keeps_data || t.role == keeps::data));
            if (t.read.known()) CHECK(t.read.value < 100_PB_per_s);
            if (t.role == keeps::data) CHECK(t.read.known());
            if (i + 1 == n) continue;
            const memory_tier& outer = part.tiers[i + 1];
            if (t.capacity.known() && outer.capacity.known()) CHECK(t.capacity.value < outer.capacity.value);
            if (t.next == stands::in_front && t.read.known() && outer.read.known()) CHECK(t.read.value > outer.read.value);
        }
        CHECK(keeps_data);
    });
}

TEST_CASE("links are per direction and of physical sense") {
    for_each_part([](const accelerator& part) {
        for (const link& l : {part.scale_up, part.scale_out}) {
            if (!l.exists()) {
                CHECK(!l.per_device.known());
                CHECK(!l.domain.known());
                continue;
            }
            CHECK(has_text(l.name));
            if (l.per_device.known()) CHECK(l.per_device.value <= 30_TB_per_s);
            if (l.pairwise.known()) {
                REQUIRE(l.per_device.known());
                CHECK(l.pairwise.value < l.per_device.value);
            }
            if (l.domain.known()) CHECK(l.domain.value >= 2);
        }
        if (part.scale_up.per_device.known() && part.scale_out.per_device.known())
            CHECK(part.scale_up.per_device.value > part.scale_out.per_device.value);
    });
}

TEST_CASE("capacities by hand: GiB where a source means GiB, GB where it means GB") {
    CHECK(tier(parts::nvidia_h100_sxm::spec, "HBM3").capacity.value.in_bytes() == 85'899'345'920);
    CHECK(tier(parts::nvidia_h100_sxm::spec, "SMEM/L1").capacity.value.in_bytes() == 34'603'008);
    CHECK(tier(parts::nvidia_h100_sxm::spec, "L2").capacity.value.in_bytes() == 52'428'800);
    CHECK(tier(parts::nvidia_a100_80gb::spec, "HBM2e").capacity.value.in_bytes() == 85'899'345'920);
    CHECK(tier(parts::nvidia_a100_80gb::spec, "SMEM/L1").capacity.value.in_bytes() == 21'233'664);
    CHECK(tier(parts::nvidia_gb200::spec, "HBM3e").capacity.value.in_bytes() == 186'000'000'000);
    CHECK(tier(parts::nvidia_gb200::spec, "SMEM/L1").capacity.value.in_bytes() == 38'797'312);
    CHECK(tier(parts::nvidia_jetson_agx_orin::spec, "LPDDR5").capacity.value.in_bytes() == 64'000'000'000);
    CHECK(tier(parts::nvidia_gh200::spec, "HBM3").capacity.value.in_bytes() == 96'000'000'000);
    CHECK(tier(parts::amd_mi300x::spec, "HBM3").capacity.value.in_bytes() == 206'158'430'208);
    CHECK(tier(parts::amd_mi300x::spec, "Infinity Cache").capacity.value.in_bytes() == 268'435'456);
    CHECK(tier(parts::google_tpu_v5e::spec, "HBM2").capacity.value.in_bytes() == 17'179'869'184);
    CHECK(tier(parts::google_tpu7x::spec, "HBM3e").capacity.value.in_bytes() == 103'079'215'104);
    CHECK(tier(parts::graphcore_gc200::spec, "in-processor SRAM").capacity.value.in_bytes() == 900'000'000);
    CHECK(tier(parts::meta_mtia_v2::spec, "PE SRAM").capacity.value.in_bytes() == 25'165'824);
    CHECK(tier(parts::cerebras_wse3::spec, "SRAM").capacity.value.in_bytes() == 44'000'000'000);
    CHECK(tier(parts::groq_lpu_v1::spec, "SRAM").capacity.value.in_bytes() == 230'000'000);
    CHECK(tier(parts::sambanova_sn40l::spec, "PMU SRAM").capacity.value.in_bytes() == 545'259'520);
    CHECK(tier(parts::aws_inferentia2::spec, "HBM").capacity.value.in_bytes() == 34'359'738'368);
    CHECK(tier(parts::arm_ethos_u85::spec, "internal SRAM").capacity.value.in_bytes() == 273'408);
    CHECK(!tier(parts::arm_ethos_u85::spec, "system memory").capacity.known());
    CHECK(tier(parts::intel_xeon_6980p::spec, "MRDIMM-8800").capacity.value.in_bytes() == 1'536'000'000'000);
}

TEST_CASE("rates by hand: dense, per direction, of one device") {
    CHECK(tier(parts::nvidia_h100_sxm::spec, "HBM3").read.value.value == doctest::Approx(3.350e12));
    CHECK(tier(parts::nvidia_a100_80gb::spec, "HBM2e").read.value.value == doctest::Approx(2.039e12));
    CHECK(tier(parts::google_tpu_v5e::spec, "HBM2").read.value.value == doctest::Approx(800 * 1.073741824e9).epsilon(1e-5));
    CHECK(tier(parts::google_tpu7x::spec, "HBM3e").read.value.value == doctest::Approx(7.40e12 / 2));  // table 7.38, text 7.37
    CHECK(tier(parts::aws_inferentia2::spec, "HBM").read.value.value == doctest::Approx(820 * 1.073741824e9).epsilon(1e-4));
    CHECK(parts::nvidia_h100_sxm::spec.peaks.bf16.value.value == doctest::Approx(989.4e12));  // half of 1,979
    CHECK(parts::nvidia_gb200::spec.peaks.fp4.value.value == doctest::Approx(10e15));         // half of 20
    CHECK(parts::nvidia_h100_sxm::spec.scale_up.per_device.value.value == doctest::Approx(450e9));  // half of 900
    CHECK(parts::amd_mi300x::spec.scale_up.per_device.value.value == doctest::Approx(7 * 64e9));
    CHECK(parts::amd_mi300x::spec.scale_up.pairwise.value.value == doctest::Approx(64e9));
    CHECK(parts::google_tpu7x::spec.peaks.bf16.value.value == doctest::Approx(2307e12 / 2));
    CHECK(parts::google_tpu7x::spec.scale_up.domain.value == 2 * 9216);
    CHECK(parts::cerebras_wse3::spec.peaks.fp16.value.value == doctest::Approx(15.84e15));  // not the sparse 125
    CHECK(parts::intel_xeon_6980p::spec.peaks.bf16.value.value == doctest::Approx(128 * 1024 * 3.2e9));
    // A100 80GB in bf16: 312e12 / 2.039e12
    CHECK(ridge_point(parts::nvidia_a100_80gb::spec, arithmetic::bf16).value == doctest::Approx(153.02).epsilon(0.0001));
}

TEST_CASE("GH200 computes as H100 SXM does, and reads its HBM faster") {
    const accelerator h100 = parts::nvidia_h100_sxm::spec, gh200 = parts::nvidia_gh200::spec;
    for (const accelerator& part : {h100, gh200}) {
        CHECK(part.peaks.fp32.value.value == doctest::Approx(66.9e12));
        CHECK(part.peaks.tf32.value.value == doctest::Approx(494.7e12));
        CHECK(part.peaks.bf16.value.value == doctest::Approx(989.4e12));
        CHECK(part.peaks.fp16.value.value == doctest::Approx(989.4e12));
        CHECK(part.peaks.fp8.value.value == doctest::Approx(1978.9e12));
        CHECK(part.peaks.int8.value.value == doctest::Approx(1978.9e12));
        CHECK(!part.peaks.fp4.known());
        CHECK(part.units.units.value == 132);
        CHECK(tier(part, "SMEM/L1").capacity.value.in_bytes() == 34'603'008);
        CHECK(tier(part, "L2").capacity.value.in_bytes() == 52'428'800);
    }
    CHECK(tier(gh200, "HBM3").read.value.value == doctest::Approx(4e12));
    CHECK(gh200.kind != h100.kind);
}

TEST_CASE("what no source gives is absent") {
    CHECK(!parts::google_tpu_v5e::spec.power.known());
    CHECK(!parts::groq_lpu_v1::spec.peaks.fp8.known());
    CHECK(!parts::nvidia_a100_80gb::spec.peaks.fp8.known());
    CHECK(!parts::cerebras_wse3::spec.scale_up.exists());
    CHECK(!tier(parts::nvidia_h100_sxm::spec, "L2").read.known());
    const link uncounted[] = {parts::groq_lpu_v1::spec.scale_up, parts::sambanova_sn40l::spec.scale_up,
                              parts::aws_inferentia2::spec.scale_up, parts::intel_xeon_6980p::spec.scale_up};
    for (const link& l : uncounted) {
        CHECK(l.exists());
        CHECK(!l.per_device.known());
    }
}

TEST_CASE("memories beside one another: HBM beside LPDDR or DDR, nothing else") {
    for_each_part([](const accelerator& part) {
        for (int i = 0; i < part.tier_count(); ++i) {
            if (part.tiers[i].next != stands::beside) continue;
            CHECK(std::strncmp(part.tiers[i].name, "HBM", 3) == 0);
            REQUIRE(i + 1 < part.tier_count());
            CHECK(std::strstr(part.tiers[i + 1].name, "DDR") != nullptr);
        }
    });
    CHECK(tier(parts::nvidia_gb200::spec, "HBM3e").next == stands::beside);
    CHECK(tier(parts::nvidia_gh200::spec, "HBM3").next == stands::beside);
    CHECK(tier(parts::sambanova_sn40l::spec, "HBM").next == stands::beside);
}
