// What looking back asks of a step: pairs, the cache read and extended, prefixes, drafts, context ranks.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/ledger.hpp>
#include <rafter/demand/lookback_step.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::unseen;
using claims::ledger_of;
using claims::line_of;
using claims::lines_named;
namespace models = rafter::catalog::models;

ledger decode(const transformer& m, const request& r) { return ledger_of(unseen(m), unseen(r), phase::decode); }
ledger prefill(const transformer& m, const request& r) { return ledger_of(unseen(m), unseen(r), phase::prefill); }
ledger of_size(const transformer& m, const split& plan, const step_size& s) { return rafter::ledger_of(sheet_of(unseen(m), asking(plan, {})), s); }

}  // namespace

TEST_CASE("a prompt behind a prefix: pairs of the whole less those of the prefix, which is read once") {
    const ledger l = prefill(models::llama_2_7b::spec, asking({}, {.prompt = 2048, .prefix = 1024}));
    const operation a = line_of(l, "attention");
    CHECK(a.work_flops == 16'384.0 * 1'573'376);  // 2,098,176 - 524,800
    CHECK(a.last_layer_flops == 33'554'432);      // one query, 2,048 keys
    CHECK(a.cache_read_bytes == 16'777'216);      // 1,024 x 8,192 x 2
    CHECK(a.least_cache_read_bytes == 0);         // or computed anew
    CHECK(a.cache_write_bytes == 16'777'216);
    CHECK(line_of(l, "q").work_flops == 1024 * 33'554'432.0);
    CHECK(line_of(l, "head").work_flops == 262'144'000);
    const operation two = line_of(prefill(models::llama_2_7b::spec, asking({}, {.prompt = 2048, .prompts_at_once = 2, .prefix = 1024, .prefix_shared = true})), "attention");
    CHECK(two.work_flops == 2 * a.work_flops);
    CHECK(two.cache_read_bytes == 2 * a.cache_read_bytes);  // shared or not, each looks at it
}

TEST_CASE("a prefix longer than a window leaves what the window keeps: gpt-oss-120b") {
    const ledger l = prefill(models::gpt_oss_120b::spec, asking({}, {.prompt = 2048, .prefix = 1024}));
    CHECK(line_of(l, "attention", 0).work_flops == 16'384.0 * 131'072);  // 1,024 x 128
    CHECK(line_of(l, "attention", 0).cache_read_bytes == 262'144);       // 128 x 2,048
    CHECK(line_of(l, "attention", 1).work_flops == 16'384.0 * 1'573'376);
    CHECK(line_of(l, "attention", 1).cache_read_bytes == 2'097'152);
    const ledger p = prefill(models::gpt_oss_120b::spec, asking({}, {.prompt = 2048, .prefix = 100}));
    CHECK(line_of(p, "attention", 0).work_flops == 16'384.0 * 248'966);  // 254,016 - 5,050
    CHECK(line_of(p, "attention", 0).cache_read_bytes == 204'800);
}

TEST_CASE("of a prefix in chunks only the one that it ends in is seen: Llama-4-Scout, chunks of 8,192, 4,096 bytes a token") {
    const auto read = [](std::int64_t prefix) { return line_of(prefill(models::llama_4_scout::spec, asking({}, {.prompt = 30'000, .prefix = prefix})), "attention").cache_read_bytes; };
    CHECK(read(20'000) == 3616 * 4096);
    CHECK(read(16'384) == 0);
    CHECK(read(5'000) == 5'000 * 4096);
    const operation a = line_of(prefill(models::llama_4_scout::spec, asking({}, {.prompt = 16'384, .prefix = 8192})), "attention");
    CHECK(a.work_flops == 20'480.0 * 33'558'528);  // 40 heads of 128; 8,192 x 8,193 / 2
}

TEST_CASE("latents of a prefix are looked at absorbed below 171 new tokens, and expanded from there on: DeepSeek-V3") {
    const auto work = [](std::int64_t added) { return line_of(prefill(models::deepseek_v3::spec, asking({}, {.prompt = 4096 + added, .prefix = 4096})), "attention").work_flops; };
    CHECK(work(170) == 195'135'324'160.0);  // 14,535 x 81,920 and 170 x 4,096 x 278,528
    CHECK(work(171) == 196'021'747'712.0);  // (14,706 + 171 x 4,096) x 81,920 and 4,096 x 33,554,432
}

TEST_CASE("drafts that reach beyond a window see no more than it: gpt-oss-120b, windows of 128") {
    const operation a = line_of(decode(models::gpt_oss_120b::spec, asking({}, {.prompt = 100, .output = 60, .drafts = {.drafted = 59}})), "attention", 0);
    // Of the contexts from 101 to 160 windows see 121.7 in the mean, rounded down.
    CHECK(a.work_flops == 16'384.0 * 60 * 121);
    // One step, from 101 on: 101, ..., 127, then 128 for 33 of them.
    const step_size s{.sequences = 1, .tokens = 60, .context = 101, .first_context = 101, .last_context = 101, .queries = 60};
    CHECK(line_of(of_size(models::gpt_oss_120b::spec, {}, s), "attention", 0).work_flops == 16'384.0 * (27 * 114 + 33 * 128));
    CHECK(line_of(of_size(models::gpt_oss_120b::spec, {}, s), "attention", 1).work_flops == 16'384.0 * (60 * 101 + 59 * 30));
}

TEST_CASE("a bound expands latents that all share once for all sequences: DeepSeek-V3") {
    // Eight prompts of 100 tokens behind 4,096: each by itself looks absorbed, 800 queries on the same tokens do not.
    const auto least = [](std::int64_t prompts, bool shared) {
        return line_of(prefill(models::deepseek_v3::spec, asking({}, {.prompt = 4196, .prompts_at_once = prompts, .prefix = 4096, .prefix_shared = shared})), "attention").least_work_flops;
    };
    CHECK(least(8, false) == 8 * (5050 * 81'920.0 + 100 * 4096 * 278'528.0));
    CHECK(least(8, true) == 8 * (5050 + 100 * 4096) * 81'920.0 + 4096 * 33'554'432.0);
    CHECK(least(1, true) == least(1, false));
    // Decode: 256 sequences at 5,097 tokens, of which they share 4,096: 256 x 81,920 and 33,554,432 a token are less than 256 x 278,528.
    const auto step = [](std::int64_t batch) {
        return line_of(decode(models::deepseek_v3::spec, asking({}, {.batch = batch, .prompt = 5096, .output = 1, .prefix = 4096, .prefix_shared = true})), "attention");
    };
    CHECK(step(256).work_flops == 256 * 5097 * 278'528.0);
    CHECK(step(256).least_work_flops == 256 * 1001 * 278'528.0 + 4096 * (256 * 81'920.0 + 33'554'432.0));
    CHECK(step(170).least_work_flops == step(170).work_flops);
    CHECK(step(171).least_work_flops < step(171).work_flops);
}

TEST_CASE("an indexer scores a prefix too: DeepSeek-V3.2") {
    const ledger l = prefill(models::deepseek_v3_2::spec, asking({}, {.prompt = 8192, .prefix = 4096}));
    CHECK(line_of(l, "indexer").work_flops == 16'384.0 * 25'167'872);  // pairs of 8,192 less those of 4,096
    CHECK(line_of(l, "indexer").cache_read_bytes == 1'048'576);        // 4,096 x 256
    CHECK(line_of(l, "indexer").least_cache_read_bytes == 0);
    CHECK(line_of(l, "attention").work_flops == 824'633'720'832.0);    // 4,096 x 2,048 x 81,920 and 4,096 x 33,554,432
    CHECK(line_of(l, "attention").cache_read_bytes == 4'718'592);
    const ledger early = prefill(models::deepseek_v3_2::spec, asking({}, {.prompt = 8192, .prefix = 1024}));
    CHECK(line_of(early, "indexer").work_flops == 16'384.0 * 31'460'352);  // of the prefix none was scored
    const ledger brief = prefill(models::deepseek_v3_2::spec, asking({}, {.prompt = 2048, .prefix = 1024}));
    CHECK(line_of(brief, "indexer").work_flops == 0);
    CHECK(line_of(brief, "indexer").cache_read_bytes == 0);
}

TEST_CASE("a recurrence goes on from the state of a prefix: Mamba-2.8B, Nemotron-H-8B") {
    const operation scan = line_of(prefill(models::mamba_2_8b::spec, asking({}, {.prompt = 1000, .prompts_at_once = 3, .prefix = 600})), "scan");
    CHECK(scan.least_work_flops == 1200 * 368'640.0);
    CHECK(scan.cache_read_bytes == 3 * 194'560.0);
    CHECK(scan.least_cache_read_bytes == 0);
    CHECK(scan.cache_write_bytes == 3 * 194'560.0);
    const operation hybrid = line_of(prefill(models::nemotron_h_8b::spec, asking({}, {.prompt = 1000, .prefix = 600})), "scan");
    CHECK(hybrid.least_work_flops == 400 * 4'276'224.0);
    CHECK(hybrid.cache_read_bytes == 2'158'592);
}

TEST_CASE("a prompt in micro-batches behind a prefix: each reads that, and what those before it kept") {
    const request r = asking({.pipeline = 4, .micro_batches = 4}, {.prompt = 3072, .prefix = 1024});
    const operation a = line_of(of_size(models::llama_2_7b::spec, r.plan, micro_batch_of(prefill_size(r.plan, unseen(r.load)))), "attention");
    CHECK(a.cache_read_bytes == 1792 * 16'384);  // 1,024, 1,536, 2,048 and 2,560, in the mean
    CHECK(a.work_flops == 16'384.0 * 4'195'328 / 4);  // 4,720,128 - 524,800
    // a window of 128 is full from the start
    CHECK(line_of(of_size(models::gpt_oss_120b::spec, r.plan, micro_batch_of(prefill_size(r.plan, unseen(r.load)))), "attention").cache_read_bytes == 262'144);
    // and of a state each chunk reads one and leaves one; without a prefix the first reads none
    const operation scan = line_of(of_size(models::mamba_2_8b::spec, r.plan, micro_batch_of(prefill_size(r.plan, unseen(r.load)))), "scan");
    CHECK(scan.cache_read_bytes == 194'560);
    CHECK(scan.cache_write_bytes == 194'560);
    CHECK(line_of(of_size(models::mamba_2_8b::spec, r.plan, micro_batch_of(prefill_size(r.plan, unseen(workload{.prompt = 3072})))), "scan").cache_read_bytes == 145'920);
    // four prompts in two micro-batches: two states each
    const split two{.pipeline = 4, .micro_batches = 2};
    CHECK(line_of(of_size(models::mamba_2_8b::spec, two, micro_batch_of(prefill_size(two, unseen(workload{.prompt = 100, .prompts_at_once = 4})))), "scan").cache_write_bytes == 389'120);
    // an indexer: 4,096 and, in the later three, 5,120 tokens
    const operation x = line_of(of_size(models::deepseek_v3_2::spec, r.plan, micro_batch_of(prefill_size(r.plan, unseen(workload{.prompt = 6144, .prefix = 4096})))), "indexer");
    CHECK(x.cache_read_bytes == 4864 * 256);
}

TEST_CASE("latents of a prefix are expanded again in every chunk: DeepSeek-V3, 2,048 new in two") {
    const split plan{.pipeline = 4, .micro_batches = 2};
    const operation a = line_of(of_size(models::deepseek_v3::spec, plan, micro_batch_of(prefill_size(plan, unseen(workload{.prompt = 3072, .prefix = 1024})))), "attention");
    CHECK(a.least_work_flops == (4'195'328 * 81'920.0 + 1024 * 33'554'432.0) / 2);
    CHECK(a.work_flops == (4'195'328 * 81'920.0 + 2 * 1024 * 33'554'432.0) / 2 + 512 * 33'554'432.0);  // and half of what the first kept
}

TEST_CASE("context ranks pass a prefix around, or the queries on it where these are less: Llama-3.1-405B, tensor parallel 8, context parallel 4") {
    const split plan{.tensor = 8, .context = 4};
    const ledger l = prefill(models::llama_3_1_405b::spec, asking(plan, {.prompt = 2048, .prefix = 1024}));
    CHECK(line_of(l, "attention").work_flops == 8'192.0 * 1'573'376 / 4);
    CHECK(line_of(l, "attention").cache_read_bytes == 131'072);  // 1,024 x 512 / 4
    CHECK(line_of(l, "ring").sent_bytes == 1'048'576);           // new ones and prefix: 2,048 x 512
    CHECK(line_of(l, "ring").least_sent_bytes == 0);
    // ten new tokens are at most three a rank: twelve keys and values, and queries and partial results of 8,224 bytes
    CHECK(line_of(prefill(models::llama_3_1_405b::spec, asking(plan, {.prompt = 100'010, .prefix = 100'000})), "ring").sent_bytes == 12 * 512 + 12 * 8224);
}

TEST_CASE("drafts: four queries of a sequence look at its cache together, the later see the earlier: Llama-2-7B") {
    const ledger l = decode(models::llama_2_7b::spec, asking({}, {.prompt = 2047, .drafts = {.drafted = 3}}));
    CHECK(line_of(l, "attention").work_flops == 16'384.0 * 8198);  // 2,048 + 2,049 + 2,050 + 2,051
    CHECK(line_of(l, "attention").cache_read_bytes == 33'554'432);
    CHECK(line_of(l, "attention").cache_write_bytes == 4 * 16'384);
    CHECK(line_of(l, "q").work_flops == 4 * 33'554'432.0);
    CHECK(line_of(l, "q").weight_bytes == 33'554'432);
    CHECK(line_of(l, "head").work_flops == 4 * 262'144'000.0);
    const ledger w = decode(models::gpt_oss_120b::spec, asking({}, {.prompt = 2047, .drafts = {.drafted = 3}}));
    CHECK(line_of(w, "attention", 0).work_flops == 4 * 2'097'152.0);  // each sees 128
    CHECK(line_of(w, "attention", 0).cache_read_bytes == 262'144);
}

TEST_CASE("drafts touch more experts: four sequences with three drafts as sixteen tokens, Mixtral") {
    const ledger l = decode(models::mixtral_8x7b::spec, asking({}, {.batch = 4, .prompt = 2111, .drafts = {.drafted = 3}}));
    CHECK(line_of(l, "down").weight_bytes == doctest::Approx(7.919819234 * 117'440'512));
    CHECK(line_of(l, "down").work_flops == doctest::Approx(32 * 117'440'512.0));
}

TEST_CASE("drafts over the stages of a pipeline, over context ranks, on a state and past an indexer") {
    const workload load{.batch = 10, .prompt = 2047, .output = 1, .drafts = {.drafted = 1}};
    CHECK(line_of(decode(models::llama_3_1_70b::spec, asking({.pipeline = 4}, load)), "send").sent_bytes == 6 * 16'384);  // three sequences
    const ledger c = decode(models::llama_3_1_405b::spec, asking({.tensor = 8, .context = 4}, {.batch = 6, .prompt = 2047, .drafts = {.drafted = 1}}));
    CHECK(line_of(c, "q").work_flops == 3 * 67'108'864.0);  // three of twelve tokens
    CHECK(line_of(c, "attention").work_flops == 6 * 4097 * 8192.0 / 4);
    CHECK(line_of(c, "attention").cache_read_bytes == 1'572'864);
    CHECK(line_of(c, "gather").sent_bytes == 2 * 24'576);
    CHECK(line_of(c, "merge").sent_bytes == 2 * 24'768);
    const operation scan = line_of(decode(models::mamba_2_8b::spec, asking({}, load)), "scan");
    CHECK(scan.work_flops == 20 * 368'640.0);
    CHECK(scan.cache_read_bytes == 10 * 194'560.0);  // once a step
    const ledger x = decode(models::deepseek_v3_2::spec, asking({}, {.prompt = 99'999, .drafts = {.drafted = 1}}));
    CHECK(line_of(x, "indexer").work_flops == 2 * 1'638'400'000.0);
    CHECK(line_of(x, "indexer").cache_read_bytes == 25'600'000);
    CHECK(line_of(x, "attention").work_flops == 2 * 278'528.0 * 2048);
}

TEST_CASE("a bound reads what all sequences share once, a roofline for each: Llama-2-7B, 8 sequences behind 1,024 of 2,048") {
    const operation a = line_of(decode(models::llama_2_7b::spec, asking({}, {.batch = 8, .prompt = 2047, .prefix = 1024, .prefix_shared = true})), "attention");
    CHECK(a.cache_read_bytes == 8 * 33'554'432.0);
    CHECK(a.least_cache_read_bytes == 9216 * 16'384.0);  // 8 x 1,024 and 1,024
    CHECK(a.work_flops == 8 * 33'554'432.0);
    const operation own = line_of(decode(models::llama_2_7b::spec, asking({}, {.batch = 8, .prompt = 2047, .prefix = 1024})), "attention");
    CHECK(own.least_cache_read_bytes == own.cache_read_bytes);
    const operation cut = line_of(decode(models::llama_3_1_405b::spec, asking({.tensor = 8, .context = 4}, {.batch = 6, .prompt = 2047, .prefix = 1024, .prefix_shared = true})), "attention");
    CHECK(cut.cache_read_bytes == 1'572'864);
    CHECK(cut.least_cache_read_bytes == (6 * 1024 + 1024) * 512 / 4);
    const ledger x = decode(models::deepseek_v3_2::spec, asking({}, {.batch = 3, .prompt = 99'999, .prefix = 50'000, .prefix_shared = true}));
    CHECK(line_of(x, "indexer").cache_read_bytes == 3 * 25'600'000.0);
    CHECK(line_of(x, "indexer").least_cache_read_bytes == 200'000 * 256.0);     // 3 x 50,000 and 50,000
    CHECK(line_of(x, "attention").least_cache_read_bytes == 2'359'296);         // all may select the same 2,048
    CHECK(line_of(decode(models::mamba_2_8b::spec, asking({}, {.batch = 3, .prompt = 999, .prefix = 500, .prefix_shared = true})), "scan").least_cache_read_bytes == 3 * 194'560.0);
}

TEST_CASE("chunks and sequences in one step: weights once, each looks back by itself: Llama-2-7B") {
    const workload load{.batch = 8, .prompt = 2047, .output = 1};
    const mixed_step early{chunk_of({}, unseen(workload{.prompt = 2048}), 1024, 512), decode_size({}, unseen(load))};
    const ledger l = of_size(models::llama_2_7b::spec, {}, early.whole());
    CHECK(line_of(l, "q").work_flops == 520 * 33'554'432.0);
    CHECK(line_of(l, "q").weight_bytes == 33'554'432);
    CHECK(line_of(l, "q").last_layer_flops == 8 * 33'554'432.0);
    REQUIRE(lines_named(l, "attention") == 2);
    CHECK(line_of(l, "attention", 0).work_flops == 16'384.0 * 655'616);  // 1,180,416 - 524,800
    CHECK(line_of(l, "attention", 0).last_layer_flops == 0);
    CHECK(line_of(l, "attention", 0).cache_read_bytes == 16'777'216);
    CHECK(line_of(l, "attention", 1).work_flops == 8 * 33'554'432.0);
    CHECK(line_of(l, "attention", 1).cache_read_bytes == 8 * 33'554'432.0);
    CHECK(line_of(l, "head").work_flops == 8 * 262'144'000.0);
    const mixed_step late{chunk_of({}, unseen(workload{.prompt = 2048}), 1536, 512), decode_size({}, unseen(load))};
    CHECK(line_of(of_size(models::llama_2_7b::spec, {}, late.whole()), "head").work_flops == 9 * 262'144'000.0);
}

TEST_CASE("a chunk that samples nothing needs no head") {
    const step_size early = chunk_of({.tensor = 2}, unseen(workload{.prompt = 2048}), 0, 512), last = chunk_of({.tensor = 2}, unseen(workload{.prompt = 2048}), 1536, 512);
    const ledger e = of_size(models::llama_2_7b::spec, {.tensor = 2}, early), l = of_size(models::llama_2_7b::spec, {.tensor = 2}, last);
    CHECK(lines_named(e, "head") == 0);
    CHECK(lines_named(e, "all_gather") == 0);
    CHECK(lines_named(l, "head") == 1);
    CHECK(lines_named(l, "all_gather") == 1);
}
