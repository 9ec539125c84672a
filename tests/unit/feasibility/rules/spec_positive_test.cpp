// RAFTER-H001.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/rules/spec_positive.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/quantity/literals.hpp>
#include <string>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
using at = rules::spec_figure;
namespace parts = catalog::accelerators;
namespace models = catalog::models;

const accelerator h100 = parts::nvidia_h100_sxm::spec;

template <class Spoil> finding spoiled(Spoil spoil) {
    accelerator a = h100;
    spoil(a);
    return rules::spec_positive(unseen(a));
}
finding fails(std::int64_t limit, std::int64_t value, std::int64_t subject) { return {rule::spec_positive, verdict::fails, limit, value, subject}; }

/// visit(figure, subject): every figure of a part that is a measure, and every one that is a count.
template <class Measure, class Count> void walk(accelerator& a, Measure measure, Count count) {
    for (std::int64_t i = 0; i < a.tier_count(); ++i) {
        count(a.tiers[i].capacity, at::tier_capacity + i);
        measure(a.tiers[i].read, at::tier_read + i);
    }
    figure<flops_per_second>* const peaks[] = {&a.peaks.fp32, &a.peaks.tf32, &a.peaks.bf16, &a.peaks.fp16, &a.peaks.fp8, &a.peaks.int8, &a.peaks.fp4, &a.peaks.int4};
    for (std::int64_t i = 0; i < arithmetic_count; ++i) measure(*peaks[i], at::peak + i);
    link* const links[] = {&a.scale_up, &a.scale_out};
    for (std::int64_t i = 0; i < 2; ++i) {
        if (!links[i]->exists()) continue;
        measure(links[i]->per_device, at::link_per_device + 20 * i);
        measure(links[i]->pairwise, at::link_pairwise + 20 * i);
        measure(links[i]->latency, at::link_latency + 20 * i);
        count(links[i]->domain, at::link_domain + 20 * i);
        count(links[i]->wraps_at, at::link_wraps_at + 20 * i);
    }
    measure(a.power, at::power);
    count(a.units.units, at::units);
    count(a.units.flops_per_unit_per_cycle, at::flops_per_unit_per_cycle);
    measure(a.units.boost_clock, at::boost_clock);
    measure(a.sustained.wide_products, at::wide_products);
    measure(a.sustained.narrow_products, at::narrow_products);
    measure(a.sustained.memory_read, at::memory_read);
    measure(a.sustained.all_reduce, at::all_reduce);
    count(a.tile.rows, at::tile_rows);
    count(a.tile.columns, at::tile_columns);
    count(a.on_chip.cores, at::cores);
    measure(a.on_chip.hop, at::hop);
}

constexpr double infinite = std::numeric_limits<double>::infinity(), no_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t two_to_62 = std::int64_t{1} << 62;

/// use(part, subject): the part with one figure set to each of what nobody means, those that no rule could take first.
template <class Use> void with_each_figure_spoiled(const accelerator& part, std::initializer_list<double> measures, std::initializer_list<std::int64_t> counts, Use use) {
    accelerator a = part;
    walk(
        a,
        [&](auto& f, std::int64_t subject) {
            const auto before = f;
            for (const double bad : measures) {
                f = before;
                f.value.value = unseen(bad);
                f.source = "nobody";
                use(a, subject);
            }
            f = before;
        },
        [&](auto& f, std::int64_t subject) {
            const auto before = f;
            for (const std::int64_t bad : counts) {
                f = before;
                if constexpr (std::is_same_v<decltype(f.value), bytes>) f.value.value = unseen(bad);
                else f.value = unseen(bad);
                f.source = "nobody";
                use(a, subject);
            }
            f = before;
        });
}

const accelerator several[] = {h100, parts::nvidia_gb200::spec, parts::amd_mi300x::spec, parts::google_tpu_v5e::spec, parts::graphcore_gc200::spec, parts::nvidia_jetson_agx_orin::spec};

}  // namespace

TEST_CASE("H001: each figure is told with its value, its limit and its place") {
    CHECK(rules::spec_positive(unseen(h100)).is == verdict::holds);
    CHECK(spoiled([](accelerator& a) { a.tiers[2].capacity.value = 0_B; }) == fails(1, 0, 2));
    CHECK(spoiled([](accelerator& a) { a.tiers[2].capacity.value = bytes{-5}; }) == fails(1, -5, 2));
    CHECK(spoiled([](accelerator& a) { a.tiers[2].read.value = bytes_per_second{0}; }) == fails(1, 0, 12));
    CHECK(spoiled([](accelerator& a) { a.tiers[2].read.value = bytes_per_second{-1e300}; }) == fails(1, -checked::overflowed, 12));
    CHECK(spoiled([](accelerator& a) { a.tiers[2].read.value = bytes_per_second{1e300}; }) == fails(checked::overflowed, checked::overflowed, 12));
    CHECK(spoiled([](accelerator& a) { a.tiers[2].read.value = bytes_per_second{no_number}; }) == fails(checked::overflowed, checked::overflowed, 12));
    CHECK(spoiled([](accelerator& a) { a.peaks.fp8.value = flops_per_second{-2}; }) == fails(1, -2, 104));
    CHECK(spoiled([](accelerator& a) { a.scale_up.per_device.value = bytes_per_second{0}; }) == fails(1, 0, 200));
    CHECK(spoiled([](accelerator& a) { a.scale_up.latency = {seconds{0}, "x"}; }) == fails(1, 0, 202));
    CHECK(spoiled([](accelerator& a) { a.scale_up.domain.value = 0; }) == fails(1, 0, 203));
    CHECK(spoiled([](accelerator& a) { a.scale_out.wraps_at = {0, "x"}; }) == fails(1, 0, 224));
    CHECK(spoiled([](accelerator& a) { a.power.value = watts{-700}; }) == fails(1, -700, 300));
}

TEST_CASE("H001: a peer is reached no faster than all of them: NVLink's 450 GB/s a device and 900 to one other") {
    CHECK(spoiled([](accelerator& a) { a.scale_up.pairwise = {900_GB_per_s, "x"}; }) == fails(450'000'000'000, 900'000'000'000, 201));
    CHECK(spoiled([](accelerator& a) { a.scale_up.pairwise = {450_GB_per_s, "x"}; }).ok());
}

TEST_CASE("H001: a tier with figures has a name, and a part has a memory") {
    CHECK(spoiled([](accelerator& a) { a = accelerator{}; }) == fails(1, 0, 99));
    CHECK(spoiled([](accelerator& a) { a.tiers[0].name = nullptr; }) == fails(1, 0, 20));
    CHECK(spoiled([](accelerator& a) { a.tiers[3] = {.name = nullptr, .capacity = {1_TB, "x"}}; }) == fails(1, 0, 23));
    CHECK(spoiled([](accelerator& a) { a.scale_up.name = nullptr; }).ok());  // no link
}

TEST_CASE("H001: the figure is told by its field") {
    const auto said = [](std::int64_t limit, std::int64_t value, std::int64_t subject) { return std::string(sentence_of(fails(limit, value, subject)).text); };
    const std::string never = "; what is unknown is left out, never zero.";
    CHECK(said(1, 0, 2) == "RAFTER-H001: tiers[2].capacity is 0, the limit is 1" + never);
    CHECK(said(1, -5, 12) == "RAFTER-H001: tiers[2].read is -5, the limit is 1" + never);
    CHECK(said(1, 0, 20) == "RAFTER-H001: tiers[0].name is missing.");
    CHECK(said(1, 0, 99) == "RAFTER-H001: tiers[0] is missing.");
    CHECK(said(1, -2, 104) == "RAFTER-H001: peaks.fp8 is -2, the limit is 1" + never);
    CHECK(said(450'000'000'000, 900'000'000'000, 201) == "RAFTER-H001: scale_up.pairwise is 900,000,000,000, the limit is 450,000,000,000" + never);
    CHECK(said(1, 0, 224) == "RAFTER-H001: scale_out.wraps_at is 0, the limit is 1" + never);
    CHECK(said(checked::overflowed, checked::overflowed, 300) == "RAFTER-H001: power is no number, or too large.");
    CHECK(said(1, 0, 333) == "RAFTER-H001: on_chip.hop is 0, the limit is 1" + never);
}

TEST_CASE("H001: what no figure can be is told of every one of them") {
    for (const accelerator& part : several) {
        INFO(doctest::String(part.name));
        with_each_figure_spoiled(part, {0, -1, -1e300, no_number, infinite, -infinite, 1e300, 1e-300}, {0, -1, -two_to_62, checked::overflowed}, [](const accelerator& a, std::int64_t subject) {
            const finding f = rules::spec_positive(a);
            CHECK(!f.ok());
            CHECK(f.subject == subject);
        });
    }
}

TEST_CASE("whatever a figure is, a part fails or has times, and the ceiling is no more than the roofline") {
    const auto is_time = [](const phase_times& t) {
        return std::isfinite(t.ceiling.time.value) && std::isfinite(t.roofline.time.value) && t.ceiling.time.value > 0 && t.ceiling.time.value <= t.roofline.time.value;
    };
    const split plans[] = {{}, {.tensor = 2}, {.pipeline = 2}, {.tensor = 2, .expert = 4}};
    int judged = 0, feasible = 0;
    for (const accelerator& part : several)
        with_each_figure_spoiled(part, {0, -1, no_number, infinite, 1e-300, 1e300, 1, 1e15, 9e29}, {0, -1, 1, 2, two_to_62, checked::overflowed - 1, checked::overflowed}, [&](const accelerator& a, std::int64_t subject) {
            for (const split& plan : plans) {
                const transformer& m = plan.expert > 1 ? models::mixtral_8x7b::spec : models::llama_3_1_8b::spec;
                const assessment x = assess(m, a, asking(plan, {.batch = 8, .prompt = 500, .output = 20}));
                ++judged;
                if (!x.feasible) continue;
                ++feasible;
                INFO(doctest::String(a.name), " figure ", subject);
                CHECK(is_time(x.decode));
                CHECK(is_time(x.prefill));
            }
        });
    CHECK(judged > 4000);
    CHECK(feasible > 500);
}
