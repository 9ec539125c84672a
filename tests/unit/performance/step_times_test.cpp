// Ceiling and roofline: published roofs, and a small machine reckoned by hand.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/performance/breakdown.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::in_formats;
using claims::unseen;
using claims::within;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

/// Both bounds of a decode step, and the roofline of weights and cache alone.
struct decoded : phase_times {
    double bare_ms = 0;
};
decoded decode(const transformer& m, const accelerator& a, const request& r) {
    return {assess(unseen(m), unseen(a), unseen(r)).decode,
            decode_without_activations_and_messages(unseen(m), unseen(a), unseen(r)).in_ms()};
}
phase_times prefill(const transformer& m, const accelerator& a, const request& r) {
    return assess(unseen(m), unseen(a), unseen(r)).prefill;
}

/// Weights (without the input table) and cache from the outermost tier, nothing kept in an inner one: milliseconds.
bool roof_is(const decoded& t, double claimed) {
    const double ms = t.bare_ms, bound = t.ceiling.time.in_ms();
    const bool near = within(ms, claimed, 0.001), lower = bound < ms * 0.998 && bound > ms * 0.993;
    if (!near || !lower) MESSAGE("roofline ", ms, " ms, claimed ", claimed, ", ceiling ", bound);
    return near && lower;
}

constexpr workload at_2112{.prompt = 2111};
constexpr workload to_2112{.prompt = 2048, .output = 128};

/// 100 TFLOPS, 1 TB/s, 100 GB/s to seven peers.
constexpr accelerator round_machine{
    .name = "round",
    .peaks = {.bf16 = {100_TFLOPS, "x"}},
    .tiers = {{.name = "memory", .capacity = {16_GB, "x"}, .read = {1_TB_per_s, "x"}}},
    .scale_up = {.name = "links", .per_device = {100_GB_per_s, "x"}, .domain = {8, "x"}}};
constexpr transformer small_model =
    make_transformer({.hidden = 1024, .vocabulary = 1000},
                     block{layers(0, 4), grouped_query_attention{.query_heads = 8, .kv_heads = 8, .head_width = 128},
                           gated_feed_forward{.width = 4096}});

}  // namespace

TEST_CASE("decode roofs at batch 1, bf16, 2,112 tokens of context, each within 0.1 %, the ceiling 0.2 to 0.7 % lower") {
    CHECK(roof_is(decode(models::llama_2_7b::spec, parts::nvidia_a100_80gb::spec, asking({}, at_2112)), 7.024));
    CHECK(roof_is(decode(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, at_2112)), 4.563));
    CHECK(roof_is(decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 4}, at_2112)),
                  10.425));
    CHECK(roof_is(decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, at_2112)),
                  5.213));
    CHECK(roof_is(decode(models::mixtral_8x7b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 2}, at_2112)),
                  3.847));
}

TEST_CASE("the same step as the mean of prompt 2,048 and output 128") {
    CHECK(roof_is(decode(models::llama_2_7b::spec, parts::nvidia_a100_80gb::spec, asking({}, to_2112)), 7.024));
    CHECK(roof_is(decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, to_2112)),
                  5.213));
    CHECK(decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, to_2112))
              .roofline.time ==
          decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, at_2112))
              .roofline.time);
}

TEST_CASE(
    "Llama-3.1-405B over 8 H100, scale-free fp8 but for embedding and head, fp8 cache: 15.164 ms, 15.166 with norms") {
    const request r = in_formats(asking({.tensor = 8}, at_2112), fp8::spec, fp8::spec);
    const decoded t = decode(models::llama_3_1_405b::spec, parts::nvidia_h100_sxm::spec, r);
    CHECK(within(t.bare_ms, 15.164, 0.001));
    CHECK(within(t.bare_ms, 15.166, 0.0001));
    CHECK(within(t.ceiling.time.in_ms(), 15.14046, 0.0001));  // 0.17 % lower: 87 MB of inner tiers in 50.8 GB
}

TEST_CASE("Mixtral-8x7B at batch 16 over 2 H100, 7.9198 experts expected: 14.428 ms") {
    const decoded t = decode(models::mixtral_8x7b::spec, parts::nvidia_h100_sxm::spec,
                                 asking({.tensor = 2}, {.batch = 16, .prompt = 2111}));
    CHECK(within(t.bare_ms, 14.428, 0.001));
    CHECK(within(t.ceiling.time.in_ms(), 14.40257, 0.0001));
}

TEST_CASE("operation by operation: 70B over 4 H100 at batch 64 14.67 ms, Mixtral over 2 at batch 16 14.6 counting all experts, within 5 %") {
    const request r = asking({.tensor = 4}, {.batch = 64, .prompt = 2111});
    const decoded t = decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, r);
    CHECK(within(t.roofline.time.in_ms(), 14.67, 0.005));
    CHECK(within(t.bare_ms, 13.68, 0.001));  // of these weights and cache
    // 160 all-reduces of 64 x 8,192 x 2 bytes at 3/2 of that over 450 GB/s: 0.56 ms
    double all_reduces = 0;
    for (const operation& o : claims::ledger_of(unseen(models::llama_3_1_70b::spec), unseen(r), phase::decode))
        if (o.kind == message::all_reduce && o.repeats == 80) all_reduces += static_cast<double>(o.repeats) * o.sent_bytes * 1.5 / 450e9;
    CHECK(within(all_reduces * 1e3, 0.56, 0.005));
    CHECK(t.roofline.link.in_ms() > all_reduces * 1e3);  // and the logits
    const decoded mixture = decode(models::mixtral_8x7b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 2}, {.batch = 16, .prompt = 2111}));
    CHECK(within(mixture.roofline.time.in_ms(), 14.6, 0.05));
}

TEST_CASE("to the last digit: bytes over rate, reckoned independently") {
    const auto ms = [](const transformer& m, const accelerator& a, std::int64_t tensor) {
        return decode(m, a, asking({.tensor = tensor}, at_2112)).bare_ms;
    };
    CHECK(ms(models::llama_2_7b::spec, parts::nvidia_a100_80gb::spec, 1) ==
          doctest::Approx(7.024023289847965).epsilon(1e-12));
    CHECK(ms(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, 1) ==
          doctest::Approx(4.563186091940299).epsilon(1e-12));
    CHECK(ms(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, 4) ==
          doctest::Approx(10.425823904477612).epsilon(1e-12));
    CHECK(ms(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, 8) ==
          doctest::Approx(5.213305657313432).epsilon(1e-12));
    CHECK(ms(models::mixtral_8x7b::spec, parts::nvidia_h100_sxm::spec, 2) ==
          doctest::Approx(3.8473373420895522).epsilon(1e-12));
}

TEST_CASE("the full roofline adds activations and messages, and is never below the bare one") {
    const decoded t = decode(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, at_2112));
    const roofline f = t.roofline;
    CHECK(f.time.in_ms() > t.bare_ms);
    CHECK(f.link.value > 0);
    CHECK(f.time.value == doctest::Approx((f.compute + f.memory + f.link).value).epsilon(1e-12));
    CHECK(f.bound_by == resource::memory);
    // 161 all-reduces of 16,384 bytes, 7/4 at 450 GB/s; a gather of 513,024 bytes, 7/8
    CHECK(f.link.in_us() == doctest::Approx(161 * 0.0637155556 + 0.9975466667).epsilon(1e-9));
}

TEST_CASE("a small machine by hand: one decode step, all lines") {
    const decoded t = decode(small_model, round_machine, asking({}, {.prompt = 511}));
    CHECK(t.roofline.time.in_us() == doctest::Approx(144.924576).epsilon(1e-9));
    CHECK(t.bare_ms * 1e3 == doctest::Approx(144.672768).epsilon(1e-9));
    CHECK(t.ceiling.time.in_us() == doctest::Approx(144.672768).epsilon(1e-9));  // it has no inner tier
    CHECK(t.ceiling.bound_by == resource::memory);
    CHECK(t.ceiling.per_user.value == doctest::Approx(1e6 / 144.672768).epsilon(1e-9));
    CHECK(t.roofline.system.value == doctest::Approx(1e6 / 144.924576).epsilon(1e-9));
    CHECK(t.roofline.complete);
}

TEST_CASE("a prompt in a pipeline: the busiest stage over all of it, plus one token's pass through the other") {
    const phase_times t = prefill(small_model, round_machine, asking({.pipeline = 2}, {.prompt = 512}));
    // stage 0: 2 x (512 x 33,554,432 + 4,096 x 131,328) FLOPs; stage 1 at one token: 69,167,104 bytes
    CHECK(t.ceiling.time.in_us() == doctest::Approx(354.3557734 + 69.167104).epsilon(1e-9));
    CHECK(t.ceiling.bound_by == resource::compute);
    // stage 1 over the prompt needs of its last layer only keys, values and one position: 198.987776 us
    CHECK(t.ceiling.compute.in_us() == doctest::Approx(354.3557734 + 198.987776).epsilon(1e-9));
    CHECK(t.ceiling.system.value == doctest::Approx(512 / 354.3557734e-6).epsilon(1e-9));
    CHECK(t.ceiling.per_user.value == doctest::Approx(512 / 423.5228774e-6).epsilon(1e-9));
    CHECK(t.roofline.time > t.ceiling.time);
}

TEST_CASE("a prompt on one device: all work, less what the last layer need not") {
    const phase_times t = prefill(small_model, round_machine, asking({}, {.prompt = 512}));
    CHECK(t.ceiling.time.in_us() == doctest::Approx(354.3557734 + 198.987776).epsilon(1e-9));
}

TEST_CASE("a pipeline at decode: stages one after another for a user, the slowest for the system") {
    const decoded t = decode(small_model, round_machine, asking({.pipeline = 2}, {.batch = 4, .prompt = 511}));
    // two sequences at once: 75.505664 and 77.555712 us, and a send of 4,096 bytes
    CHECK(t.ceiling.time.in_us() == doctest::Approx(75.505664 + 77.555712 + 0.04096).epsilon(1e-9));
    CHECK(t.ceiling.per_user.value == doctest::Approx(1e6 / 153.102336).epsilon(1e-9));
    CHECK(t.ceiling.system.value == doctest::Approx(4e6 / 155.111424).epsilon(1e-9));  // two flights of 77.555712
    CHECK(t.ceiling.link.in_us() == doctest::Approx(0.04096).epsilon(1e-9));
}

TEST_CASE("at batch 1 a pipeline decodes with the bandwidth of one device") {
    const double alone = decode(models::llama_3_1_70b::spec, parts::amd_mi300x::spec, asking({}, at_2112)).bare_ms;
    const decoded four =
        decode(models::llama_3_1_70b::spec, parts::amd_mi300x::spec, asking({.pipeline = 4}, at_2112));
    CHECK(four.bare_ms == doctest::Approx(alone).epsilon(1e-9));
    CHECK(four.roofline.system.value == doctest::Approx(four.roofline.per_user.value));
}

TEST_CASE("the roofline is incomplete where a rate or a unit that it needs has no source") {
    CHECK(!decode(models::llama_3_1_8b::spec, parts::groq_lpu_v1::spec, asking({.tensor = 8}, at_2112))
               .roofline.complete);
    CHECK(!decode(models::llama_3_1_8b::spec, parts::intel_xeon_6980p::spec, asking({.tensor = 2}, at_2112))
               .roofline.complete);
    CHECK(decode(models::llama_3_1_8b::spec, parts::intel_xeon_6980p::spec, asking({}, at_2112)).roofline.complete);
    CHECK(!decode(models::llama_3_1_8b::spec, parts::nvidia_jetson_agx_orin::spec, asking({}, at_2112))
               .roofline.complete);  // it has no bf16
    accelerator unrated = parts::nvidia_h100_sxm::spec;
    unrated.tiers[2].read = {};
    CHECK(!decode(models::llama_3_1_8b::spec, unrated, asking({}, at_2112)).roofline.complete);
}

TEST_CASE("what binds: memory at batch 1, compute in a prefill, links where they are slow") {
    CHECK(decode(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, at_2112)).ceiling.bound_by ==
          resource::memory);
    CHECK(prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 8192}))
              .ceiling.bound_by == resource::compute);
    CHECK(prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 8192}))
              .roofline.bound_by == resource::compute);
    accelerator slow = parts::nvidia_h100_sxm::spec;
    slow.scale_up.per_device = {10_MB_per_s, "x"};
    CHECK(decode(models::llama_3_1_8b::spec, slow, asking({.tensor = 2}, at_2112)).ceiling.bound_by == resource::link);
    CHECK(decode(models::llama_3_1_8b::spec, slow, asking({.tensor = 2}, at_2112)).roofline.bound_by == resource::link);
    CHECK(std::strcmp(name_of(unseen(resource::link)), "link") == 0);
    CHECK(std::strcmp(name_of(unseen(resource::memory)), "memory") == 0);
    CHECK(std::strcmp(name_of(unseen(resource::compute)), "compute") == 0);
}

TEST_CASE("the peak follows the compute format: fp8 halves a prefill, 4-bit weights do not; a bound grants int8") {
    const workload load{.prompt = 8192};
    const double wide =
        prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, load)).roofline.compute.in_ms();
    const double fp8_ms = prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec,
                                  in_formats(asking({}, load), fp8::spec, bf16::spec))
                              .roofline.compute.in_ms();
    const double int4_ms = prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec,
                                   in_formats(asking({}, load), int4<128>::spec, bf16::spec))
                               .roofline.compute.in_ms();
    CHECK(int4_ms == doctest::Approx(wide).epsilon(1e-9));
    CHECK(fp8_ms < 0.65 * wide);
    CHECK(fp8_ms > 0.5 * wide);  // attention stays in bf16
    const ceiling c = prefill(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec,
                              in_formats(asking({}, load), int4<128>::spec, bf16::spec))
                          .ceiling;
    CHECK(c.time.in_ms() < 0.65 * wide);
}

TEST_CASE("data parallel: each rank has its share of the batch") {
    const decoded one = decode(small_model, round_machine, asking({}, {.batch = 2, .prompt = 511}));
    const decoded four = decode(small_model, round_machine, asking({.data = 4}, {.batch = 8, .prompt = 511}));
    CHECK(four.roofline.time.value == one.roofline.time.value);
    CHECK(four.roofline.system.value == doctest::Approx(4 * one.roofline.system.value));
    CHECK(four.ceiling.system.value == doctest::Approx(4 * one.ceiling.system.value));
}

TEST_CASE("over domains a bound sends a token once to each: DeepSeek-V3, 64 expert ranks in eight domains of H100") {
    request r = in_formats(asking({.expert = 64}, {.batch = 8192, .prompt = 1023}), fp8_per_block::spec, bf16::spec);
    r.formats.dispatch = fp8::spec;
    const ceiling c = decode(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec, r).ceiling;
    // 128 tokens a rank x 7 x (1 - C(224,8)/C(256,8)) = 4.633 copies x 7,168 x 3 bytes at 50 GB/s, 58 layers
    CHECK(c.link.in_ms() == doctest::Approx(14.79).epsilon(0.001));
}

TEST_CASE("where all expert ranks are one tensor group, their results may be added instead of sent") {
    const request r = in_formats(asking({.tensor = 8, .expert = 8}, {.prompt = 1024, .prompts_at_once = 8}), fp8::spec, bf16::spec);
    const ceiling c = prefill(models::qwen3_235b_a22b::spec, parts::nvidia_h100_sxm::spec, r).ceiling;
    // 2 x 94 all-reduces of 8,192 x 4,096 x 2 bytes at 450 GB/s where the switch adds, less those of the last layer
    // (but for 8 rows), and half of one for the input table
    const double one = 8192.0 * 4096 * 2 / 450e9 * 1e3;
    CHECK(c.link.in_ms() <= 188 * one);
    CHECK(c.link.in_ms() == doctest::Approx((186 + 2 * 8.0 / 8192 + 0.5) * one).epsilon(1e-6));
}

TEST_CASE("the last layer of a prompt: experts and messages of the sampled position only") {
    const request r = asking({}, {.prompt = 64});
    const ceiling c = prefill(models::mixtral_8x7b::spec, parts::nvidia_gb200::spec, r).ceiling;
    // bytes: 31 layers of all eight experts, the last of two, attention, routers, norms and head: 163 MB may be kept
    const double expert = 3.0 * 4096 * 14336 * 2, touched = 8 * (1 - 1.01e-8);
    const double rest = 32 * (2.0 * 4096 * 4096 + 2 * 1024 * 4096 + 8 * 4096 + 2 * 4096) * 2 + 2.0 * 4096 * 32000 + 2 * 4096;
    CHECK(c.memory.in_ms() == doctest::Approx((31 * touched * expert + 2 * expert + rest - 37 * 1048576.0 - 126e6) / 8.225e12 * 1e3).epsilon(1e-5));
}

namespace {

/// Eight layers and next to no tables, so that stages of as many layers take the same time.
constexpr transformer eight_layers =
    make_transformer({.hidden = 1024, .vocabulary = 16},
                     block{layers(0, 8), grouped_query_attention{.query_heads = 8, .kv_heads = 8, .head_width = 128},
                           gated_feed_forward{.width = 4096}});
/// Bound by compute alone, and by memory alone.
constexpr accelerator slow_units{.name = "slow units",
                                 .peaks = {.bf16 = {1_TFLOPS, "x"}},
                                 .tiers = {{.name = "memory", .capacity = {160_GB, "x"}, .read = {bytes_per_second{1e18}, "x"}}},
                                 .scale_up = {.name = "links", .per_device = {bytes_per_second{1e18}, "x"}, .domain = {64, "x"}}};
constexpr accelerator slow_memory = [] {
    accelerator a = slow_units;
    a.peaks.bf16.value = flops_per_second{1e18};
    a.tiers[0].read.value = 100_GB_per_s;
    return a;
}();

}  // namespace

TEST_CASE("a prefill in 32 micro-batches over 8 stages takes 39/32 of the work of a stage") {
    const workload load{.prompt = 3200};
    const roofline serial = prefill(eight_layers, slow_units, asking({.pipeline = 8}, load)).roofline;
    const roofline cut = prefill(eight_layers, slow_units, asking({.pipeline = 8, .micro_batches = 32}, load)).roofline;
    CHECK(cut.time.value / (serial.time.value / 8) == doctest::Approx(1.21875).epsilon(1e-5));
    CHECK(serial.waiting.value == 0);
    CHECK(cut.waiting.value == doctest::Approx(cut.time.value * 31 / 39).epsilon(1e-5));
    CHECK(cut.system.value == doctest::Approx(serial.system.value).epsilon(1e-5));  // no stage idles from prompt to prompt
    const roofline one = prefill(eight_layers, slow_units, asking({.pipeline = 8, .micro_batches = 1}, load)).roofline;
    CHECK(one.time == serial.time);
}

TEST_CASE("every micro-batch of a prefill reads the weights again") {
    const workload load{.prompt = 8};
    const double serial = prefill(eight_layers, slow_memory, asking({.pipeline = 8}, load)).roofline.time.value;
    const double cut = prefill(eight_layers, slow_memory, asking({.pipeline = 8, .micro_batches = 8}, load)).roofline.time.value;
    CHECK(cut / (serial / 8) == doctest::Approx(15).epsilon(0.02));  // 8 + 8 - 1 turns, not 15/8 of one
}

TEST_CASE("uneven stages: every micro-batch waits for those before it at the slowest stage") {
    const auto time = [](const split& plan, std::int64_t batch) {
        return decode(eight_layers, slow_memory, asking(plan, {.batch = batch, .prompt = 100})).roofline.time.value;
    };
    const double layer = time({.pipeline = 4}, 1) / 8;
    CHECK(time({.pipeline = 4}, 4) == doctest::Approx(8 * layer).epsilon(1e-4));
    const split uneven{.pipeline = 4, .stages = stages_of(1, 5, 1, 1)};
    CHECK(time(uneven, 1) == doctest::Approx(8 * layer).epsilon(1e-4));   // alone it crosses eight layers
    CHECK(time(uneven, 4) == doctest::Approx(20 * layer).epsilon(1e-4));  // four micro-batches, five layers each
    const roofline t = decode(eight_layers, slow_memory, asking(uneven, {.batch = 4, .prompt = 100})).roofline;
    CHECK(t.waiting.value == doctest::Approx(12 * layer).epsilon(1e-3));
    CHECK(t.system.value == doctest::Approx(4 / t.time.value));
    // eight micro-batches over four stages of two layers
    CHECK(time({.pipeline = 4, .micro_batches = 8}, 8) == doctest::Approx(16 * layer).epsilon(1e-4));
    const ceiling bound = decode(eight_layers, slow_memory, asking({.pipeline = 4, .micro_batches = 8}, {.batch = 8, .prompt = 100})).ceiling;
    CHECK(bound.time.value == doctest::Approx(16 * layer).epsilon(0.01));
}

TEST_CASE("DeepSeek-V3 over 64 expert ranks in domains of eight H100, 128 tokens a rank: eight ninths leave the domain") {
    request r = asking({.expert = 64}, {.batch = 64 * 128, .prompt = 1000});
    r.formats.dispatch = fp8::spec;
    // 128 x 8 x 63/64 x 7,168 bytes there: 802,816 over 450 GB/s and 6,422,528 over 50 GB/s, 130.23 us; back twice that
    CHECK(decode(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec, r).roofline.link.in_ms() == doctest::Approx(58 * 3 * 0.1302346).epsilon(1e-6));
    r.plan.expert = 8;  // inside one: 128 x 8 x 7/8 x 7,168 bytes over 450 GB/s, 14.27 us
    r.load.batch = 8 * 128;
    CHECK(decode(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec, r).roofline.link.in_ms() == doctest::Approx(58 * 3 * 0.01427228).epsilon(1e-6));
    r.plan.expert = 64;  // attention tensor parallel over each domain, data parallel over the eight
    r.plan.tensor = 8;
    r.load.batch = 64 * 128;
    const double all_to_all = 58 * 3 * 0.1302346;
    // and 123 all-reduces of 1,024 tokens, 14,680,064 bytes, 7/4 over 450 GB/s; logits of 1,024 rows, 129,280 x 4 bytes, 7/8
    CHECK(decode(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec, r).roofline.link.in_ms() ==
          doctest::Approx(all_to_all + 123 * 0.05708914 + 1.0296434).epsilon(1e-6));
}

TEST_CASE("a plan that places its stages inside a domain sends over its links") {
    const workload load{.batch = 4, .prompt = 1000};
    const auto link = [&](const group_order& order) {
        return decode(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({.pipeline = 4, .data = 8, .order = order}, load)).roofline.link.in_us();
    };
    CHECK(link({}) == doctest::Approx(3 * 8192 / 50e3).epsilon(1e-9));                       // one token of 4,096 a boundary
    CHECK(link(order_of(group::pipeline)) == doctest::Approx(3 * 8192 / 450e3).epsilon(1e-9));
}

TEST_CASE("a chunk that samples nothing needs of the last layer keys and values alone, and no head: four layers of 33.6 MB at 1 TB/s") {
    const workload load = unseen(workload{.prompt = 2});
    const prepared known = prepare(unseen(small_model), unseen(round_machine), {}, asking({}, load));
    const auto of = [&](const step_size& s) { return times_of(known, load, s, known.innermost.reads); };
    // 4 x 33,558,528 less the last layer's 29,364,224 beside keys and values
    CHECK(of(chunk_of({}, load, 0, 1)).ceiling.memory.in_us() == doctest::Approx(104.869888));
    // the other samples: all layers, final norm and head of 2,050,048
    CHECK(of(chunk_of({}, load, 1, 1)).ceiling.memory.in_us() == doctest::Approx(136.28416));
    CHECK(of(chunk_of({}, load, 0, 1)).roofline.time < of(chunk_of({}, load, 1, 1)).roofline.time);
}

TEST_CASE("rates of a chunk and of a mixed step count the tokens of prompts that it takes") {
    const workload load = unseen(workload{.batch = 4, .prompt = 3000, .output = 10, .prompts_at_once = 2, .prefix = 1000});
    const prepared known = prepare(unseen(small_model), unseen(round_machine), {}, asking({}, load));
    const mixed_step both{chunk_of({}, load, 1000, 500), decode_size({}, load)};
    for (const step_size& s : {both.chunk, both.whole()}) {
        const phase_times t = times_of(known, load, s, known.innermost.reads);
        CHECK(t.roofline.per_user.value * t.roofline.time.value == doctest::Approx(500));
        CHECK(t.roofline.system.value * t.roofline.time.value == doctest::Approx(1000));
        CHECK(t.ceiling.per_user.value * t.ceiling.time.value == doctest::Approx(500));
        CHECK(t.ceiling.system >= t.roofline.system);
    }
}

TEST_CASE("a shared prefix is read once at least: 8 sequences of 2,112 tokens behind 1,024") {
    const workload load{.batch = 8, .prompt = 2111, .prefix = 1024, .prefix_shared = true};
    workload own = load;
    own.prefix_shared = false;
    const phase_times t = assess(unseen(small_model), round_machine, asking({}, load)).decode, o = assess(unseen(small_model), round_machine, asking({}, own)).decode;
    // seven readings of 1,024 tokens of four layers, 4,096 bytes each
    CHECK((o.ceiling.memory - t.ceiling.memory).in_us() == doctest::Approx(7 * 1024 * 16'384 / 1e6));
    CHECK(o.roofline.time == t.roofline.time);
}
