// The judgement as a whole: what it says of deployments that people know, and of input that is none.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/feasibility/nearest_fix.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::in_formats;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

assessment judged(const transformer& m, const accelerator& a, const request& r) {
    return assess(unseen(m), unseen(a), unseen(r));
}
constexpr workload some{.batch = 8, .prompt = 2048, .output = 128};

}  // namespace

TEST_CASE("what fits where") {
    CHECK(judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, some)).feasible);
    CHECK(!judged(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({}, some)).feasible);
    CHECK(judged(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 2}, some)).feasible);
    CHECK(judged(models::llama_3_1_405b::spec, parts::nvidia_h100_sxm::spec,
                 in_formats(asking({.tensor = 8}, some), fp8::spec, fp8::spec))
              .feasible);
    CHECK(!judged(models::llama_3_1_405b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8}, some)).feasible);
    CHECK(judged(models::llama_3_1_405b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 8, .pipeline = 2}, some))
              .feasible);
    CHECK(judged(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec,
                 in_formats(asking({.expert = 32}, {.batch = 256, .prompt = 4096}), fp8_per_block::spec, bf16::spec))
              .feasible);
    CHECK(judged(models::gpt_oss_120b::spec, parts::nvidia_h100_sxm::spec,
                 in_formats(asking({}, some), mxfp4::spec, bf16::spec))
              .feasible);
    CHECK(!judged(models::gpt_oss_120b::spec, parts::nvidia_h100_sxm::spec, asking({}, some)).feasible);
}

TEST_CASE("a cluster says how many devices there are") {
    const cluster four{.device = parts::nvidia_h100_sxm::spec, .devices = {4, "inventory"}};
    CHECK(assess(unseen(models::llama_3_1_70b::spec), unseen(four), asking({.tensor = 4}, some)).feasible);
    const assessment a = assess(unseen(models::llama_3_1_70b::spec), unseen(four), asking({.tensor = 8}, some));
    CHECK(a.findings.of(rule::cluster_size).required == 8);
    CHECK(!a.feasible);
    CHECK(fits(models::llama_3_1_70b::spec, four, asking({.tensor = 4}, some)));
    CHECK(!fits(models::llama_3_1_70b::spec, four, asking({.tensor = 8}, some)));
}

TEST_CASE("all that fails is said at once") {
    const assessment a = judged(
        models::llama_3_1_70b::spec, parts::nvidia_a100_80gb::spec,
        in_formats(asking({.tensor = 3, .pipeline = 7}, {.batch = 1000, .prompt = 100'000}), fp8::spec, fp8::spec));
    CHECK(a.findings.has(rule::query_heads_divisible));
    CHECK(a.findings.has(rule::kv_heads_divisible));
    CHECK(a.findings.has(rule::width_divisible));
    CHECK(a.findings.of(rule::layers_even).is == verdict::warns);
    CHECK(a.findings.has(rule::format_supported));
    CHECK(a.findings.has(rule::memory_capacity));
    CHECK(a.findings.failed == 5);
    CHECK(!a.feasible);
}

TEST_CASE("a prepared deployment judges batches like a fresh one") {
    const request r = asking({.tensor = 2}, some);
    const prepared known = prepare(unseen(models::llama_3_1_70b::spec), unseen(parts::nvidia_h100_sxm::spec), {}, r);
    for (const std::int64_t batch : {std::int64_t{1}, std::int64_t{30}, std::int64_t{10'000}, std::int64_t{0}}) {
        request q = r;
        q.load.batch = batch;
        const assessment kept = assess(known, q.load);
        const assessment fresh = judged(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, q);
        CHECK(kept.feasible == fresh.feasible);
        CHECK(kept.footprint.total == fresh.footprint.total);
        CHECK(kept.decode.ceiling.time == fresh.decode.ceiling.time);
        CHECK(kept.findings.failed == fresh.findings.failed);
    }
}

TEST_CASE("0, -1 and 2^62 for every number: a finding, at once, and nothing computed from it") {
    const std::int64_t bad[] = {
        0, -1, std::int64_t{1} << 62, -(std::int64_t{1} << 62) - 1, checked::overflowed, -checked::overflowed - 1};
    const auto start = std::chrono::steady_clock::now();
    for (const transformer& m : {models::llama_3_1_70b::spec, models::deepseek_v3::spec})
        for (const std::int64_t n : bad) {
            request asked[11];
            for (request& r : asked) r = asking({.tensor = 2}, some);
            asked[0].load.batch = n;
            asked[1].load.prompt = n;
            asked[2].load.output = n;
            asked[3].load.prompts_at_once = n;
            asked[4].plan.tensor = n;
            asked[5].plan.pipeline = n;
            asked[6].plan.expert = n;
            asked[7].plan.data = n == 0 ? -1 : n;  // 0 means not stated
            asked[8].serving.memory_percent = n;
            asked[9].serving.reserve = bytes{n == 0 ? -1 : n};
            const bool is_a_chunk = n == std::int64_t{1} << 62 || n == checked::overflowed || n == not_stated;
            asked[10].serving.prefill_chunk = is_a_chunk ? -1 : n;
            for (int i = 0; i < 11; ++i) {
                INFO("number ", n, ", field ", i);
                const assessment a = judged(m, parts::nvidia_h100_sxm::spec, asked[i]);
                CHECK(!a.feasible);
                CHECK(a.findings.failed > 0);
                CHECK(!fits(unseen(m), {.device = parts::nvidia_h100_sxm::spec}, asked[i]));
                const rule code = i < 4   ? rule::workload_in_range
                                  : i < 8 ? rule::degrees_positive
                                          : rule::engine_in_range;
                if (i == 9 && n > 0)
                    CHECK(a.findings.has(n == checked::overflowed ? rule::arithmetic_in_range : rule::memory_capacity));
                else
                    CHECK(a.findings.has(code));
            }
        }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("-1, 2^62, NaN and infinity for prefixes, drafts and chunks: a finding, at once, and nothing computed from it") {
    const std::int64_t bad[] = {-1, std::int64_t{1} << 62, -(std::int64_t{1} << 62) - 1, checked::overflowed, -checked::overflowed - 1};
    const double odd[] = {-1, -0.01, 1.01, 1e300, -1e300, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
    const auto start = std::chrono::steady_clock::now();
    const auto refused = [](const transformer& m, const request& r, rule code) {
        const assessment a = judged(m, parts::nvidia_h100_sxm::spec, r);
        CHECK(!a.feasible);
        CHECK(a.findings.has(code));
        CHECK(a.findings.failed == 1);
        CHECK(!fits(unseen(m), {.device = parts::nvidia_h100_sxm::spec}, r));
        CHECK(sentence_of(a.findings.all[0]).size() > 20);
        const estimates e = estimates_of(m, parts::nvidia_h100_sxm::spec, r);
        const fix mended = nearest_fix(m, {.device = parts::nvidia_h100_sxm::spec}, r);
        if (code == rule::chunk_in_step) return;
        CHECK(a.footprint.total.value == 0);
        CHECK(a.decode.roofline.time.value == 0);
        CHECK(e.decode.time.value == 0);
        if (mended.exists) CHECK(assess(m, parts::nvidia_h100_sxm::spec, mended.asked).feasible);
    };
    for (const transformer& m : {models::llama_3_1_8b::spec, models::mamba_2_8b::spec}) {
        for (const std::int64_t n : bad) {
            INFO("number ", n);
            request r = asking({}, some);
            r.load.prefix = n;
            refused(m, r, rule::prefix_in_prompt);
            r.load.prefix_shared = true;
            refused(m, r, rule::prefix_in_prompt);
            r = asking({}, some);
            r.load.drafts.drafted = n;
            refused(m, r, rule::drafts_in_output);
            r = asking({}, some);
            r.serving = {.prefill_chunk = n > 0 ? n : std::int64_t{1} << 40, .max_num_batched_tokens = 2048};
            refused(m, r, rule::chunk_in_step);
        }
        for (const double x : odd) {
            INFO("number ", x);
            request r = asking({}, some);
            r.load.drafts = {.drafted = 1, .acceptance_known = true, .acceptance = x};
            refused(m, r, rule::acceptance_possible);
            r.load.drafts = {.drafted = 1, .per_draft = seconds{x == 1.01 ? -1e-300 : x}};
            refused(m, r, rule::drafts_in_output);
            r.load.drafts = {.drafted = 0, .acceptance_known = false, .acceptance = x};  // not looked at
            CHECK(judged(m, parts::nvidia_h100_sxm::spec, r).findings.failed == 0);
        }
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("a usual chunk of no tokens is none") {
    request r = asking({}, some);
    r.serving.usual_chunk = 0;
    CHECK(judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).findings.has(rule::engine_in_range));
}

TEST_CASE("a number out of range is one finding, whatever else depends on it") {
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, -checked::overflowed - 1}) {
        request r = asking({}, some);
        r.load.prompt = n;
        r.load.prefix = 10;
        CHECK(judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).findings.failed == 1);
        r = asking({}, some);
        r.load.output = n;
        r.load.drafts.drafted = 1;
        CHECK(judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).findings.failed == 1);
    }
}

TEST_CASE("the longest prefix and the longest drafts in range: numbers, at once, and nothing wraps") {
    const std::int64_t most = std::int64_t{1} << 31;
    const auto start = std::chrono::steady_clock::now();
    for (const transformer& m : {models::llama_3_1_70b::spec, models::deepseek_v3::spec, models::deepseek_v3_2::spec, models::llama_4_scout::spec, models::mamba_2_8b::spec})
        for (const split& plan : {split{}, split{.tensor = 2, .pipeline = 4}, split{.expert = 16}}) {
            if (plan.expert > 1 && m.forms[m.form_count - 1].experts.total == 0) continue;
            request r = asking(plan, {.batch = most, .prompt = most, .output = most, .prompts_at_once = most, .prefix = most - 1, .prefix_shared = true,
                                      .drafts = {.drafted = most, .acceptance_known = true, .acceptance = 0.999999999, .per_draft = seconds{9e8}}});
            const assessment a = judged(m, parts::nvidia_h100_sxm::spec, r);
            CHECK(!a.feasible);
            CHECK(a.footprint.total.value >= 0);
            CHECK(a.decode.ceiling.time.value >= 0);
            CHECK(a.prefill.ceiling.time.value >= 0);
            CHECK(estimates_of(m, parts::nvidia_h100_sxm::spec, r).decode.time.value >= 0);
            r.serving.cache_page = 16;
            r.serving.windows = windowed_cache::in_groups;
            CHECK(judged(m, parts::nvidia_h100_sxm::spec, r).footprint.total.value >= 0);
        }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("0, -1 and 2^62 percent of what the weights leave: a finding, no division by none") {
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 62}) {
        request r = asking({}, some);
        r.serving.basis = fraction_of::free_after_weights;
        r.serving.memory_percent = n;
        CHECK(judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).findings.has(rule::engine_in_range));
        CHECK(!fits(unseen(models::llama_3_1_8b::spec), {.device = parts::nvidia_h100_sxm::spec}, unseen(r)));
    }
}

TEST_CASE("a cache tier that no part has: a finding") {
    for (const std::int64_t n : {std::int64_t{6}, std::int64_t{1} << 62}) {
        request r = asking({}, some);
        r.serving.cache_tier = n;
        const assessment a = judged(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r);
        CHECK(!a.feasible);
        CHECK(a.findings.has(rule::writable_cache));
    }
}

TEST_CASE("0, -1 and 2^62 devices in a cluster") {
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}}) {
        const assessment a =
            assess(unseen(models::llama_3_1_8b::spec),
                   cluster{.device = parts::nvidia_h100_sxm::spec, .devices = {unseen(n), "x"}}, asking({}, some));
        CHECK(!a.feasible);
        CHECK(a.findings.of(rule::cluster_size).required == 1);
        CHECK(a.findings.of(rule::cluster_size).available == n);
    }
    CHECK(assess(models::llama_3_1_8b::spec,
                 cluster{.device = parts::nvidia_h100_sxm::spec, .devices = {unseen(std::int64_t{1} << 62), "x"}},
                 asking({}, some))
              .feasible);
}

TEST_CASE("the widest degrees in range on the largest models: findings, and quickly") {
    const split plans[] = {{.tensor = 65'536},
                           {.pipeline = 65'536},
                           {.expert = 65'536},
                           {.data = 65'536},
                           {.tensor = 65'536, .pipeline = 61, .expert = 256, .data = 65'536}};
    const auto start = std::chrono::steady_clock::now();
    for (const split& s : plans) {
        const assessment a = judged(models::deepseek_v3::spec, parts::nvidia_h100_sxm::spec,
                                    asking(s, {.batch = 1'000'000, .prompt = 1'000'000}));
        CHECK(a.footprint.total.value >= 0);
        if (s.data != 65'536 || s.tensor > 1) CHECK(!a.feasible);
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("a model whose extents overflow is a finding, not a wrapped size") {
    transformer m = models::llama_3_1_8b::spec;
    m.forms[0].tensors[0].outputs = std::int64_t{1} << 60;
    const assessment a = judged(m, parts::nvidia_h100_sxm::spec, asking({}, some));
    CHECK(!a.feasible);
    CHECK(a.findings.has(rule::arithmetic_in_range));
    CHECK(a.footprint.weights.value == checked::overflowed);
}

TEST_CASE("a broken part or model stops the judgement before anything is computed") {
    accelerator a = parts::nvidia_h100_sxm::spec;
    a.tiers[2].capacity.value = 0_B;
    const assessment on_nothing = judged(models::llama_3_1_8b::spec, a, asking({}, some));
    CHECK(on_nothing.findings.has(rule::spec_positive));
    CHECK(on_nothing.footprint.total.value == 0);
    CHECK(on_nothing.decode.roofline.time.value == 0);
    const assessment of_nothing = judged(transformer{}, parts::nvidia_h100_sxm::spec, asking({}, some));
    CHECK(of_nothing.findings.has(rule::model_complete));
    CHECK(of_nothing.footprint.total.value == 0);
}

TEST_CASE("a ceiling says what it lacks") {
    request r;
    r.load = {.batch = 1, .prompt = 128, .output = 16};
    CHECK(assess(unseen(models::llama_3_1_8b::spec), unseen(parts::nvidia_h100_sxm::spec), r).decode.ceiling.complete);
    accelerator hidden = parts::nvidia_h100_sxm::spec;
    hidden.tiers[0].capacity = {};
    const assessment x = assess(unseen(models::llama_3_1_8b::spec), unseen(hidden), r);
    CHECK(x.feasible);
    CHECK(!x.decode.ceiling.complete);
    CHECK(!x.prefill.ceiling.complete);
    CHECK(x.decode.ceiling.time < assess(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).decode.ceiling.time);
}

TEST_CASE("of a cache that may fill half of what is free, the stage with more cache can be the fullest") {
    // Gemma-3-27B on 8 TPU v5e: the last stage holds more in all, but a cache claims twice its bytes.
    request r;
    r.plan.pipeline = 8;
    r.load = {.batch = 17, .prompt = 16383, .output = 1};
    r.serving = {.memory_percent = 50, .basis = fraction_of::free_after_weights};
    const assessment x = assess(unseen(models::gemma_3_27b::spec), unseen(parts::google_tpu_v5e::spec), r);
    CHECK(x.footprint.stage == 3);
    CHECK(!x.feasible);
    CHECK(x.findings.has(rule::memory_capacity));
    CHECK(x.findings.of(rule::memory_capacity).available == 17'179'869'184);
    r.serving = {};
    const assessment all = assess(unseen(models::gemma_3_27b::spec), unseen(parts::google_tpu_v5e::spec), r);
    CHECK(all.footprint.stage == 7);
    CHECK(all.feasible);
}
