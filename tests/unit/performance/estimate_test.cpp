#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/explanation.hpp>
#include <unit/claims.hpp>
#include <algorithm>
#include <vector>

using namespace rafter;
using claims::asking;
using claims::unseen;
using claims::within;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

namespace {

/// Every rate reached in full but memory by half, 10 us an operation.
constexpr calibrated_times half_memory[part_class_count]{{.of_compute = 1, .of_memory = 0.5, .per_operation = seconds{10e-6}, .per_operation_of_prefill = seconds{20e-6}, .rows = "by hand"}};
constexpr engine_pace by_hand{.name = "by hand", .on = half_memory};

/// 100 TFLOPS, 1 TB/s, nothing else; benchmarks reach all of both.
constexpr accelerator plain_part{.name = "plain", .id = "plain",
                                 .peaks = {.fp32 = {flops_per_second{10e12}, "x"}, .bf16 = {flops_per_second{100e12}, "x"}},
                                 .tiers = {{.name = "HBM", .capacity = {bytes{1'000'000'000'000}, "x"}, .read = {bytes_per_second{1e12}, "x"}}},
                                 .sustained = {.wide_products = {flops_per_second{100e12 - 1}, "x"}, .memory_read = {bytes_per_second{1e12 - 1}, "x"}}};

constexpr estimates of(const transformer& m, const accelerator& a, request r, const engine_pace* pace = &by_hand) {
    r.serving.pace = pace;
    return estimates_of(m, a, r);
}

/// Llama-2-7B, one sequence, 2,112 tokens: 13,214,680,064 bytes of weights without the input table and 1,107,296,256 of
/// cache at 0.5 TB/s; 32 layers of seven operations, final norm and head.
constexpr bool token_by_hand(const estimate& e) {
    return within(e.memory.value, 2 * (13'214'680'064.0 + 1'107'296'256.0) / 1e12, 0.002) &&  // and activations
           within(e.compute.value, 2 * 6'607'077'376.0 / 100e12 + 4.0 * 4096 * 2112 * 32 / 100e12, 0.002) &&
           within(e.fixed.value, (32 * 7 + 2) * 10e-6, 1e-9) && e.link.value == 0 && e.bound_by == resource::memory &&
           within(e.time.value, e.memory.value + e.compute.value + e.fixed.value, 1e-12);
}
constexpr request token = asking({}, {.batch = 1, .prompt = 2111});
static_assert(token_by_hand(of(models::llama_2_7b::spec, plain_part, token).decode));

}  // namespace

TEST_CASE("a token by hand: Llama-2-7B") {
    CHECK(token_by_hand(of(unseen(models::llama_2_7b::spec), unseen(plain_part), unseen(token)).decode));
}

TEST_CASE("a prefill that is not captured has fixed costs of its own") {
    const estimate e = of(unseen(models::llama_2_7b::spec), plain_part, unseen(token)).prefill;
    CHECK(e.fixed.value == doctest::Approx((32 * 7 + 2) * 20e-6));
    CHECK(e.bound_by == resource::compute);
}

TEST_CASE("a step of the host: 1.5 ms more, once, and a line of the explanation") {
    constexpr engine_pace hosted{.name = "by hand", .on = half_memory, .per_step = {seconds{1.5e-3}, "its log"}};
    const request r = unseen(token);
    const estimate with = of(models::llama_2_7b::spec, plain_part, r, &hosted).decode, without = of(models::llama_2_7b::spec, plain_part, r).decode;
    CHECK(with.fixed.value - without.fixed.value == doctest::Approx(1.5e-3));
    CHECK(with.time.value - without.time.value == doctest::Approx(1.5e-3));
    engine serving;
    serving.pace = &hosted;
    const sheet held = sheet_of(models::llama_2_7b::spec, r);
    const expectation on = expectation_of(plain_part, held, serving);
    const explanation e = explanation_of(held, plain_part, on, read_prices{1e-12, 1e-12}, decode_size(r.plan, r.load));
    CHECK(e.lines[0].name == label{"host"});
    CHECK(e.lines[0].seconds() == 1.5e-3);
    CHECK(e.lines[0].uses_constant(constant::per_step));
    CHECK(!e.lines[1].uses_constant(constant::per_step));
    CHECK(e.whole.total() == doctest::Approx(with.time.value));
}

TEST_CASE("widening costs vector operations: int4 weights under bf16") {
    request r = unseen(token);
    r.formats.set_weights(int4<128>::spec);
    const estimate narrow = of(models::llama_2_7b::spec, plain_part, r).decode;
    const estimate wide = of(models::llama_2_7b::spec, plain_part, unseen(token)).decode;
    // the matrices of 32 layers, 202,375,168 elements each
    CHECK(narrow.compute.value - wide.compute.value == doctest::Approx(32 * 202'375'168.0 * calibration::all.operations_to_widen / 10e12).epsilon(1e-6));
    CHECK(narrow.memory.value < 0.4 * wide.memory.value);
}

TEST_CASE("messages: latency, bytes at the sustained rate, and a fixed cost each") {
    accelerator a = plain_part;
    a.scale_up = {.name = "links", .per_device = {bytes_per_second{100e9}, "x"}, .latency = {seconds{5e-6}, "x"}, .domain = {8, "x"}, .shape = topology::switched};
    a.sustained.all_reduce = {bytes_per_second{50e9}, "x"};
    const estimate e = of(models::llama_2_7b::spec, a, asking({.tensor = 2}, {.batch = 1, .prompt = 2111})).decode;
    // 65 all-reduces of 8 KiB over two ranks, 15.16 us each, and 4 x 32,000 bytes of logits gathered
    CHECK(e.link.value == doctest::Approx(65 * (10e-6 + 5e-6 + 8192 / 50e9) + 10e-6 + 5e-6 + 64'000 / 50e9).epsilon(0.01));
}

TEST_CASE("how sure: the part, its class, or neither") {
    const auto sure = [](const accelerator& a, const engine_pace* pace) { return of(models::llama_2_7b::spec, a, token, pace).decode.sure; };
    CHECK(sure(parts::nvidia_a100_80gb::spec, &paces::gpt_fast) == confidence::part_calibrated);
    CHECK(sure(parts::nvidia_h100_sxm::spec, &paces::gpt_fast) == confidence::class_calibrated);
    CHECK(sure(parts::nvidia_h100_sxm::spec, nullptr) == confidence::class_calibrated);
    CHECK(sure(parts::nvidia_jetson_agx_orin::spec, nullptr) == confidence::uncalibrated);
}

TEST_CASE("SRAM on a mesh: a ceiling only, until someone states a hop") {
    const request r = asking({}, {.prompt = 128});
    CHECK(!of(models::llama_3_1_8b::spec, parts::cerebras_wse3::spec, r, nullptr).made());
    CHECK(!of(models::llama_3_1_8b::spec, parts::groq_lpu_v1::spec, r, nullptr).made());
    accelerator stated = parts::cerebras_wse3::spec;
    stated.on_chip = {.cores = {900'000, "x"}, .hop = {seconds{1e-9}, "x"}};
    const estimates e = of(models::llama_3_1_8b::spec, stated, r, nullptr);
    REQUIRE(e.made());
    CHECK(e.decode.fixed.value == doctest::Approx((32 * 7 + 2) * 2 * 948.683e-9));
    CHECK(e.decode.bound_by == resource::fixed);
}

TEST_CASE("links without a rate: an estimate where nothing is sent, else none") {
    CHECK(of(models::llama_3_1_8b::spec, parts::aws_inferentia2::spec, asking({}, {.prompt = 128}), nullptr).made());
    CHECK(!of(models::llama_3_1_8b::spec, parts::aws_inferentia2::spec, asking({.tensor = 2}, {.prompt = 128}), nullptr).made());
}

TEST_CASE("arrays waste what does not fill them") {
    expectation on;
    CHECK(array_waste(on, 4096, 100) == 1);
    on.tile_rows = on.tile_columns = 128;
    CHECK(array_waste(unseen(on), 4096, 11'008) == 1);
    CHECK(array_waste(unseen(on), 4096, 100) == 1.28);
    CHECK(array_waste(unseen(on), 64, 64) == 4);
}

TEST_CASE("usual fractions are the medians of the catalogue") {
    std::vector<double> wide, narrow, memory, link;
    boost::hana::for_each(catalog::all_accelerators, [&](auto type) {
        const accelerator a = decltype(type)::type::spec;
        const sustained_fractions f = fractions_of(a);
        if (a.sustained.wide_products.known()) wide.push_back(f.wide_products);
        if (a.sustained.narrow_products.known()) narrow.push_back(f.narrow_products);
        if (a.sustained.memory_read.known()) memory.push_back(f.memory_read);
        if (a.sustained.all_reduce.known()) link.push_back(f.all_reduce);
    });
    const auto median = [](std::vector<double>& v) {
        std::sort(v.begin(), v.end());
        return v.size() % 2 == 1 ? v[v.size() / 2] : (v[v.size() / 2 - 1] + v[v.size() / 2]) / 2;
    };
    CHECK(median(wide) == doctest::Approx(usual_fractions.wide_products).epsilon(0.015));
    CHECK(median(narrow) == doctest::Approx(usual_fractions.narrow_products).epsilon(0.015));
    CHECK(median(memory) == doctest::Approx(usual_fractions.memory_read).epsilon(0.015));
    CHECK(median(link) == doctest::Approx(usual_fractions.all_reduce).epsilon(0.015));
}

namespace {

constexpr explanation why(const transformer& m, const accelerator& a, const request& r) {
    const prepared known = prepare(m, a, {}, r);
    return explanation_of(known.held, a, expectation_of(a, known.held, r.serving), innermost_reads(known.memory), decode_size(r.plan, r.load));
}
constexpr request over_four = asking({.tensor = 4}, {.batch = 64, .prompt = 2048, .output = 128});
constexpr explanation of_70b = why(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, over_four);
static_assert(of_70b.count == 14);  // embedding and its sum, seven operations and two sums of a layer, norm, head, logits
static_assert(of_70b.constants[static_cast<int>(constant::memory_read)].value == 0.8);

}  // namespace

TEST_CASE("an explanation adds up to its estimate, and names constants with sources") {
    const explanation e = why(unseen(models::llama_3_1_70b::spec), unseen(parts::nvidia_h100_sxm::spec), unseen(over_four));
    double sum = 0;
    for (const explained_operation& o : e) {
        sum += o.seconds();
        CHECK(o.seconds() > 0);
        CHECK(o.uses != 0);
        CHECK(o.uses_constant(constant::link_rate) == (o.kind != message::none));
    }
    const estimate whole = estimates_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, unseen(over_four)).decode;
    CHECK(sum == doctest::Approx(whole.time.value).epsilon(1e-12));
    for (int i = 0; i < constant_count; ++i) {
        const used_constant& c = e.constants[i];
        CHECK(c.name != nullptr);
        CHECK((c.value > 0) == (i != static_cast<int>(constant::per_step)));  // which no source gives
        CHECK(c.source != nullptr);
    }
}

TEST_CASE("laws over the catalogue: ceiling <= roofline <= estimate; more is never faster") {
    int compared = 0;
    boost::hana::for_each(catalog::all_accelerators, [&](auto part) {
        const accelerator a = decltype(part)::type::spec;
        for (const transformer* m : {&models::llama_3_1_8b::spec, &models::mixtral_8x7b::spec, &models::deepseek_v3::spec}) {
            for (const std::int64_t t : {1, 8}) {
                request r = asking({.tensor = t}, {.batch = 8, .prompt = 1000, .output = 10});
                const estimates e = estimates_of(*m, a, r);
                const assessment s = assess(*m, a, r);
                if (!e.made() || !s.decode.roofline.complete || s.decode.roofline.time.value == 0) continue;
                INFO(doctest::String(a.name), " ", t);
                CHECK(e.decode.time.value >= s.decode.roofline.time.value * (1 - 1e-12));
                CHECK(e.prefill.time.value >= s.prefill.roofline.time.value * (1 - 1e-12));
                CHECK(s.decode.ceiling.time.value <= s.decode.roofline.time.value * (1 + 1e-12));
                request more = r;
                more.load.batch = 16;
                CHECK(estimates_of(*m, a, more).decode.time.value >= e.decode.time.value);
                more = r;
                more.load.prompt = 2000;
                CHECK(estimates_of(*m, a, more).decode.time.value >= e.decode.time.value);
                CHECK(estimates_of(*m, a, more).prefill.time.value >= e.prefill.time.value);
                accelerator slower = a;
                slower.scale_up.per_device.value.value /= 2;
                slower.scale_up.pairwise.value.value /= 2;
                slower.sustained.all_reduce.value.value /= 2;
                if (a.kind != architecture::systolic_array) CHECK(estimates_of(*m, slower, r).decode.time.value >= e.decode.time.value * (1 - 1e-12));
                ++compared;
            }
        }
    });
    CHECK(compared >= 200);
}
