// The accelerators of the catalogue: every figure has a source and physical sense, and some are checked by hand.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <boost/hana/size.hpp>
#include <cstdint>
#include <cstring>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/feasibility/rules/spec_plausible.hpp>
#include <rafter/feasibility/rules/spec_positive.hpp>

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

/// A figure, told apart from its unit: the field that it stands in, and the least and the most that make sense there.
struct named_figure {
    const char* field;
    double value;
    const char* source;
    double least, most;
};

double number(std::int64_t n) { return static_cast<double>(n); }
template <class Unit>
double number(const Unit& u) { return static_cast<double>(u.value); }

/// visit(named_figure): every figure of a part, known or not. A row a field: none is left out.
template <class Visit>
void for_each_figure(const accelerator& part, Visit visit) {
    const auto one = [&](const char* field, const auto& f, double least, double most) {
        visit(named_figure{field, number(f.value), f.source, least, most});
    };
    for (int i = 0; i < rafter::arithmetic_count; ++i) {
        const auto kind = static_cast<arithmetic>(i);
        one(name_of(kind), part.peaks[kind], 1e9, 1e18);                                      // 1 GOPS to 1 EOPS
    }
    one("units", part.units.units, 1, 1e7);
    one("FLOPs a cycle and unit", part.units.flops_per_unit_per_cycle, 1, 1e6);
    one("boost clock", part.units.boost_clock, 50e6, 6e9);
    for (const memory_tier& t : part.tiers) {
        one(t.name != nullptr ? t.name : "no tier, capacity", t.capacity, 1e3, 100e12);       // 1 kB to 100 TB
        one(t.name != nullptr ? t.name : "no tier, rate", t.read, 1e6, 100e15);               // 1 MB/s to 100 PB/s
    }
    for (const link& l : {part.scale_up, part.scale_out}) {
        one(l.name != nullptr ? l.name : "no link, rate", l.per_device, 1e6, 100e15);
        one(l.name != nullptr ? l.name : "no link, pair", l.pairwise, 1e6, 100e15);
        one(l.name != nullptr ? l.name : "no link, latency", l.latency, 1e-7, 1e-4);
        one(l.name != nullptr ? l.name : "no link, domain", l.domain, 2, 1e6);
        one(l.name != nullptr ? l.name : "no link, closed extents", l.wraps_at, 3, 64);
    }
    one("power", part.power, 0.1, 200e3);
    one("sustained wide products", part.sustained.wide_products, 1e9, 1e18);
    one("sustained narrow products", part.sustained.narrow_products, 1e9, 1e18);
    one("sustained reads", part.sustained.memory_read, 1e6, 100e15);
    one("sustained all-reduce", part.sustained.all_reduce, 1e6, 100e15);
    one("rows of an array", part.tile.rows, 8, 1024);
    one("columns of an array", part.tile.columns, 8, 1024);
    one("cores on the chip", part.on_chip.cores, 2, 1e7);
    one("hop on the chip", part.on_chip.hop, 1e-10, 1e-6);
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

TEST_CASE("75 parts, each with a name and an id of its own, a vendor and a scope") {
    CHECK(decltype(boost::hana::size(rafter::catalog::all_accelerators))::value == 75);
    for_each_part([](const accelerator& part) {
        CHECK(has_text(part.name));
        CHECK(has_text(part.vendor));
        CHECK(has_text(part.scope));
        REQUIRE(has_text(part.id));
        CHECK(std::strspn(part.id, "abcdefghijklmnopqrstuvwxyz0123456789_") == std::strlen(part.id));
        int bearers = 0, bearers_of_id = 0;
        for_each_part([&](const accelerator& other) {
            bearers += std::strcmp(other.name, part.name) == 0 ? 1 : 0;
            bearers_of_id += std::strcmp(other.id, part.id) == 0 ? 1 : 0;
        });
        CHECK(bearers == 1);
        CHECK(bearers_of_id == 1);
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
    CHECK(parts_of[static_cast<int>(architecture::gpu)] == 38);
    CHECK(parts::nvidia_gh200::spec.kind == architecture::hybrid_package);
    CHECK(parts::aws_inferentia2::spec.kind == architecture::hybrid_package);
    CHECK(parts::nvidia_jetson_agx_orin::spec.kind == architecture::edge_npu);
}

TEST_CASE("every known figure names its source and has the size of its unit; every unknown one is empty") {
    for_each_part([](const accelerator& part) {
        for_each_figure(part, [](const named_figure& f) {
            INFO(doctest::String(f.field), " = ", f.value);
            if (f.source == nullptr) {
                CHECK(f.value == 0);
                return;
            }
            CHECK(has_text(f.source));
            CHECK(f.value >= f.least);
            CHECK(f.value <= f.most);
        });
    });
}

TEST_CASE("every part holds to the rules on specifications") {
    for_each_part([](const accelerator& part) {
        CHECK(rafter::rules::spec_positive(part).is == rafter::verdict::holds);
        CHECK(rafter::rules::spec_tier_order(part).is == rafter::verdict::holds);
        CHECK(rafter::rules::spec_peak(part).is == rafter::verdict::holds);
    });
}

TEST_CASE("every part computes, and no format is slower than one of wider operands") {
    // int8 is all but removed from Blackwell Ultra: 153.5 beside 2,250 TFLOPS in bf16.
    const auto int8_was_cut = [](const accelerator& part) {
        return std::strcmp(part.id, "nvidia_b300_sxm") == 0 || std::strcmp(part.id, "nvidia_gb300_gpu") == 0;
    };
    for_each_part([&](const accelerator& part) {
        int peaks = 0;
        for_each_peak(part, [&](arithmetic narrow) {
            ++peaks;
            if (narrow == arithmetic::int8 && int8_was_cut(part)) return;
            for_each_peak(part, [&](arithmetic wide) {
                INFO(doctest::String(name_of(narrow)), " against ", doctest::String(name_of(wide)));
                if (rafter::operand_bits(narrow) < rafter::operand_bits(wide)) CHECK(part.peaks[narrow].value >= part.peaks[wide].value);
            });
        });
        CHECK(peaks > 0);
        if (part.peaks.tf32.known() && part.peaks.fp32.known()) CHECK(part.peaks.tf32.value >= part.peaks.fp32.value);
        if (int8_was_cut(part)) CHECK(part.peaks.int8.value < part.peaks.fp16.value);
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
        CHECK(product / peak > 0.999);  // below it by rounding at most: 311.9 for the 312 of the A100
        CHECK(product / peak < 1.005);
    });
    CHECK(stated == 28);
}

TEST_CASE("tiers: named without a gap, copies in front, larger and slower outward among those known") {
    const auto rate_unknown = [](const accelerator& part) { return std::strcmp(part.vendor, "Hailo") == 0; };
    for_each_part([&](const accelerator& part) {
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
            if (t.role == keeps::data) CHECK(t.read.known() != rate_unknown(part));
            for (int k = i + 1; k < n; ++k) {
                const memory_tier& outer = part.tiers[k];
                INFO("before ", doctest::String(outer.name));
                // Of memories beside one another either may be the larger: GB300 has 279 GB of HBM and 236 of LPDDR.
                const bool side_by_side = k == i + 1 && t.next == stands::beside;
                if (t.capacity.known() && outer.capacity.known() && !side_by_side) CHECK(t.capacity.value < outer.capacity.value);
                if (t.read.known() && outer.read.known()) CHECK(t.read.value > outer.read.value);
            }
        }
        CHECK(keeps_data);
    });
}

TEST_CASE("what a part sustains is a part of its figures: half of them at least, and never all") {
    int known = 0;
    for_each_part([&](const accelerator& part) {
        const auto within = [&](const auto& sustained, const auto& peak) {
            if (!sustained.known()) return;
            ++known;
            REQUIRE(peak.known());
            CHECK(sustained.value.value >= 0.45 * peak.value.value);
            CHECK(sustained.value.value < peak.value.value);
        };
        const auto& wide = part.peaks.bf16.known() ? part.peaks.bf16 : part.peaks.fp16;
        within(part.sustained.wide_products, wide);
        within(part.sustained.narrow_products, part.peaks.fp8);
        within(part.sustained.all_reduce, part.scale_up.per_device);
        for (int i = 0; i < part.tier_count(); ++i)
            if (part.tiers[i].role == keeps::data) {
                within(part.sustained.memory_read, part.tiers[i].read);
                break;
            }
    });
    CHECK(known >= 30);
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

namespace {

/// What a part's outer memory, or the one its weights live in, holds and gives; its peak in a format; its link, one
/// direction. 0 where no source gives one.
struct read_by_hand {
    const char* id;
    const char* memory;
    double bytes, bytes_per_second;
    arithmetic format;
    double peak, link;
};

constexpr double GiB = 1073741824.0;
using enum arithmetic;

// Copied from the tables, not from the catalogue. Where sources differ, the other reading stands behind.
constexpr read_by_hand table[] = {
    {"nvidia_v100_sxm2_32gb", "HBM2", 32 * GiB, 900e9, fp16, 125e12, 150e9},
    {"nvidia_a100_sxm4_40gb", "HBM2", 40 * GiB, 1555e9, bf16, 312e12, 300e9},
    {"nvidia_a100_sxm4_80gb", "HBM2e", 80 * GiB, 2039e9, bf16, 312e12, 300e9},
    {"nvidia_h100_sxm5_80gb", "HBM3", 80 * GiB, 3350e9, bf16, 989.4e12, 450e9},
    {"nvidia_h100_pcie_80gb", "HBM2e", 80 * GiB, 2039e9, bf16, 756.5e12, 300e9},
    {"nvidia_h100_nvl_94gb", "HBM3", 94e9, 3900e9, bf16, 835.5e12, 300e9},
    {"nvidia_h200_sxm_141gb", "HBM3e", 141e9, 4800e9, bf16, 989.4e12, 450e9},
    {"nvidia_h20_sxm_96gb", "HBM3", 96e9, 4000e9, bf16, 148e12, 450e9},
    {"nvidia_h800_sxm_80gb", "HBM3", 80 * GiB, 3350e9, bf16, 989e12, 200e9},
    {"nvidia_l4_24gb", "GDDR6", 24 * GiB, 300e9, fp8, 242.5e12, 31.5e9},
    {"nvidia_l40s_48gb", "GDDR6", 48e9, 864e9, fp8, 733e12, 31.5e9},
    {"nvidia_a10_24gb", "GDDR6", 24 * GiB, 600e9, bf16, 125e12, 31.5e9},
    {"nvidia_t4_16gb", "GDDR6", 16 * GiB, 320e9, fp16, 65.1e12, 15.75e9},
    {"nvidia_rtx4090", "GDDR6X", 24 * GiB, 1008e9, bf16, 165.2e12, 31.5e9},
    {"nvidia_rtx5090", "GDDR7", 34190917632, 1792e9, fp4, 1676e12, 63e9},
    {"nvidia_gh200_96gb", "HBM3", 96e9, 4000e9, bf16, 989.4e12, 450e9},
    {"nvidia_b200_sxm_180gb", "HBM3e", 180e9, 8000e9, bf16, 2250e12, 900e9},   // 7,700 in the HGX data sheet
    {"nvidia_gb200_gpu", "HBM3e", 186e9, 8000e9, bf16, 2500e12, 900e9},
    {"nvidia_gb200_nvl72", "HBM3e", 13.4e12, 576e12, bf16, 180000e12, 0},      // its 64,800 GB/s lie inside
    {"nvidia_b300_sxm", "HBM3e", 270e9, 8000e9, fp4, 14000e12, 900e9},         // 7,700 in the HGX data sheet
    {"nvidia_gb300_gpu", "HBM3e", 279e9, 8000e9, fp4, 15000e12, 900e9},
    {"amd_mi250x", "HBM2e", 128 * GiB, 3276.8e9, bf16, 383e12, 350e9},
    {"amd_mi300a", "HBM3", 128 * GiB, 5300e9, bf16, 980.6e12, 0},
    {"amd_mi300x", "HBM3", 192 * GiB, 5300e9, bf16, 1307.4e12, 448e9},
    {"amd_mi325x", "HBM3e", 256 * GiB, 6000e9, bf16, 1307.4e12, 448e9},
    {"amd_mi355x", "HBM3e", 288 * GiB, 8000e9, bf16, 2516.6e12, 535.5e9},
    {"google_tpu_v4", "HBM2", 34.4e9, 1230e9, bf16, 275e12, 300e9},            // 270 by the scaling book
    {"google_tpu_v5e", "HBM2", 17.2e9, 859e9, bf16, 197e12, 200e9},            // 819 on the older page
    {"google_tpu_v5p", "HBM2e", 102005473280, 2800e9, bf16, 459e12, 600e9},    // 2,765 on its page
    {"google_tpu_v6e", "HBM3", 34.4e9, 1638e9, bf16, 918e12, 400e9},
    {"google_tpu_v7", "HBM3e", 96 * GiB, 3700e9, bf16, 2307e12 / 2, 900e9},    // half a chip of 192 GiB
    {"aws_inferentia2", "HBM", 32 * GiB, 880.5e9, bf16, 190e12, 0},
    {"aws_trainium1", "HBM", 32 * GiB, 880.5e9, bf16, 191e12, 192e9},          // 820 if GiB means GB
    {"aws_trainium2", "HBM3", 96 * GiB, 3000e9, bf16, 667e12, 640e9},          // 2,900 on the older pages
    {"aws_trainium3", "HBM3e", 144 * GiB, 4900e9, bf16, 671e12, 1280e9},
    {"intel_gaudi2", "HBM2e", 96 * GiB, 2460e9, bf16, 432e12, 262.5e9},        // 300 with the ports out of the node
    {"intel_gaudi3", "HBM2e", 128 * GiB, 3700e9, bf16, 1835e12, 525e9},        // 1,677 at 1.6 GHz; 600 with all ports
    {"meta_mtia_v2", "LPDDR5", 64e9, 204.8e9, bf16, 177e12, 0},
    {"microsoft_maia100", "HBM2E", 64e9, 1800e9, bf16, 800e12, 600e9},
    {"groq_lpu_v1", "SRAM", 230e6, 80e12, fp16, 188e12, 0},
    {"cerebras_wse2", "SRAM", 40e9, 20e15, fp16, 7480e12, 0},
    {"cerebras_wse3", "SRAM", 44e9, 21e15, fp16, 15840e12, 0},
    {"sambanova_sn40l", "HBM", 64e9, 1600e9, bf16, 638e12, 0},
    {"graphcore_gc200", "in-processor SRAM", 900e6, 47.5e12, fp16, 250e12, 160e9},
    {"graphcore_bow", "in-processor SRAM", 900e6, 65e12, fp16, 350e12, 160e9},
    {"tenstorrent_n150", "GDDR6", 12e9, 288e9, fp16, 73.728e12, 75e9},         // printed 74
    {"tenstorrent_n300", "GDDR6", 24e9, 576e9, fp16, 131.072e12, 75e9},        // printed 131
    {"tenstorrent_p150", "GDDR6", 32e9, 512e9, fp8, 664e12, 400e9},
    {"huawei_ascend910b", "HBM2e", 64e9, 1600e9, bf16, 313e12, 0},
    {"huawei_ascend910c", "HBM2e", 128e9, 3200e9, bf16, 780e12, 400e9},        // or 392
    {"qualcomm_ai100_std", "LPDDR4X", 16e9, 137e9, fp16, 110e12, 15.75e9},
    {"qualcomm_ai100_ultra", "LPDDR4X", 128e9, 548e9, fp16, 290e12, 31.5e9},
    {"nvidia_jetson_agx_thor", "LPDDR5X", 128e9, 273e9, fp16, 258.5e12, 0},
    {"nvidia_jetson_agx_orin_64", "LPDDR5", 64e9, 204.8e9, fp16, 42.6e12, 0},
    {"nvidia_jetson_orin_nano_8", "LPDDR5", 8e9, 102e9, int8, 33.5e12, 0},     // 68 and 20.5 before Super
    {"hailo_8", "on-chip SRAM", 0, 0, int8, 26e12, 0},
    {"hailo_10h", "LPDDR4X", 8e9, 0, int4, 40e12, 0},
    {"arm_ethos_u85_2048", "system memory", 0, 96e9, int8, 4.096e12, 0},
    {"dmatrix_corsair", "LPDDR5", 256e9, 400e9, int8, 2400e12, 0},
    {"apple_m2_ultra", "LPDDR5", 192e9, 819.2e9, fp16, 27.2e12, 0},            // printed 800
    {"apple_m3_ultra", "LPDDR5", 512e9, 819.2e9, fp16, 32.77e12, 0},           // 28.7 at 1.4 GHz
    {"intel_xeon_6980p", "MRDIMM-8800", 1536e9, 844.8e9, bf16, 419.43e12, 0},  // 262 at the base clock
    {"meta_mtia_300", "HBM3E", 216e9, 6100e9, bf16, 560e12, 0},
    // parts that measurements use
    {"nvidia_a100_pcie_80gb", "HBM2e", 85899345920, 1935e9, bf16, 312e12, 300e9},
    {"nvidia_a10g", "GDDR6", 25769803776, 600e9, bf16, 70e12, 31.5e9},
    {"nvidia_rtx3090", "GDDR6X", 25769803776, 936e9, fp16, 142.3e12, 56.25e9},
    {"nvidia_rtx3090ti", "GDDR6X", 25769803776, 1008e9, fp16, 160e12, 56.25e9},
    {"nvidia_rtx3060", "GDDR6", 12884901888, 360e9, fp16, 51e12, 31.5e9},
    {"nvidia_rtx6000ada", "GDDR6", 51539607552, 960e9, fp16, 364.4e12, 31.5e9},
    {"nvidia_rtx4000ada", "GDDR6", 21474836480, 360e9, fp16, 106.9e12, 31.5e9},
    {"amd_mi250", "HBM2e", 137438953472, 3276.8e9, bf16, 362.1e12, 350e9},
    {"intel_max1550", "HBM2e", 137438953472, 3276.8e9, bf16, 839e12, 0},
    {"intel_arc_b60", "GDDR6", 25769803776, 456e9, bf16, 98.5e12, 31.5e9},
    {"apple_m1_max", "LPDDR5", 68719476736, 409.6e9, fp16, 10.6e12, 0},
    {"apple_m3_max", "LPDDR5", 137438953472, 409.6e9, fp16, 16.4e12, 0},
};

}  // namespace

TEST_CASE("every part by hand: memory, peak and link") {
    int found = 0;
    for_each_part([&](const accelerator& part) {
        const read_by_hand* row = nullptr;
        for (const read_by_hand& r : table)
            if (std::strcmp(r.id, part.id) == 0) row = &r;
        REQUIRE(row != nullptr);
        ++found;
        const memory_tier& memory = tier(part, row->memory);
        CHECK(number(memory.capacity.value) == doctest::Approx(row->bytes).epsilon(0.002));
        CHECK(number(memory.read.value) == doctest::Approx(row->bytes_per_second).epsilon(0.0005));
        CHECK(number(part.peaks[row->format].value) == doctest::Approx(row->peak).epsilon(0.002));
        CHECK(number(part.scale_up.per_device.value) == doctest::Approx(row->link).epsilon(0.0005));
    });
    CHECK(found == sizeof table / sizeof *table);
}

TEST_CASE("traps by hand: what is sparse, summed in fp32, or printed under another name") {
    CHECK(number(parts::nvidia_rtx4090::spec.peaks.fp16.value) == doctest::Approx(330.3e12));  // with fp16 sums
    CHECK(number(parts::nvidia_rtx4090::spec.peaks.fp8.value) == doctest::Approx(660.6e12));
    CHECK(number(parts::nvidia_rtx4090::spec.peaks.fp32.value) == doctest::Approx(82.6e12).epsilon(0.001));
    CHECK(number(parts::nvidia_rtx5090::spec.peaks.bf16.value) == doctest::Approx(419e12 / 2));
    CHECK(number(parts::nvidia_l40s::spec.peaks.bf16.value) == doctest::Approx(733e12 / 2));   // printed 362.05
    CHECK(number(parts::nvidia_l40s::spec.peaks.fp32.value) == doctest::Approx(91.6e12).epsilon(0.001));
    CHECK(number(parts::nvidia_h100_pcie::spec.peaks.fp8.value) == doctest::Approx(3026e12 / 2));
    CHECK(number(parts::nvidia_h100_nvl::spec.peaks.fp8.value) == doctest::Approx(3341e12 / 2));
    CHECK(number(parts::nvidia_b200::spec.peaks.fp4.value) == doctest::Approx(72e15 / 8));
    CHECK(number(parts::nvidia_b300::spec.peaks.int8.value) == doctest::Approx(307e12 / 2));
    CHECK(number(parts::nvidia_b300::spec.peaks.fp8.value) == doctest::Approx(4500e12));
    CHECK(number(parts::nvidia_gb300::spec.peaks.int8.value) == doctest::Approx(165e12));
    CHECK(number(parts::nvidia_jetson_agx_thor::spec.peaks.fp4.value) == doctest::Approx(1035e12));  // not 2,070
    CHECK(number(parts::amd_mi250x::spec.peaks.int8.value) == doctest::Approx(383e12));        // not 766
    CHECK(number(parts::amd_mi355x::spec.peaks.fp8.value) == doctest::Approx(5033.2e12));      // not the sparse 10.1
    CHECK(number(parts::intel_gaudi3::spec.peaks.fp16.value) == doctest::Approx(459e12));
    CHECK(number(parts::aws_trainium2::spec.peaks.fp8.value) == doctest::Approx(1299e12));     // not 2,563
    CHECK(number(parts::aws_trainium3::spec.peaks.fp4.value) == doctest::Approx(2517e12));
    CHECK(number(parts::google_tpu_v5p::spec.peaks.fp8.value) == doctest::Approx(459e12));     // no faster than bf16
    CHECK(number(parts::tenstorrent_n150::spec.peaks.fp8.value) == doctest::Approx(72 * 4096 * 1e9));
    CHECK(number(parts::amd_mi355x::spec.scale_up.pairwise.value) == doctest::Approx(76.5e9));
    CHECK(number(parts::intel_gaudi2::spec.scale_up.pairwise.value) == doctest::Approx(3 * 100e9 / 8));
    CHECK(tier(parts::nvidia_gb200_nvl72::spec, "L2").capacity.value.in_bytes() == 72 * 126'000'000LL);
    CHECK(tier(parts::nvidia_h100_pcie::spec, "SMEM/L1").capacity.value.in_bytes() == 114 * 256 * 1024);
    CHECK(!parts::nvidia_v100::spec.peaks.bf16.known());
    CHECK(!parts::nvidia_t4::spec.peaks.bf16.known());
    CHECK(!parts::microsoft_maia100::spec.peaks.fp8.known());                                  // MX9 is not fp8
    CHECK(!parts::dmatrix_corsair::spec.peaks.bf16.known());
    CHECK(!parts::google_tpu7x::spec.peaks.int8.known());
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
    CHECK(!parts::intel_gaudi2::spec.scale_up.latency.known());
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
