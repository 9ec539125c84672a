// Blocks and concurrency as engines have printed them. Amounts of memory are printed with two decimals, so what they hold
// is known to the rounding; blocks, tokens and concurrency then follow exactly.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/performance/cache_blocks.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>
#include <unit/paged_models.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
using claims::within;
using paged_models::gpt_oss_20b;
using paged_models::hybrid_27b;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

request by_vllm() {
    request r;
    r.serving = engine_of(engines::vllm::spec);
    return r;
}
cache_blocks blocks_in(const transformer& m, const request& r, bytes memory, std::int64_t max_model_len, std::int64_t max_num_batched_tokens = 8192) {
    return cache_blocks_of(sheet_of(unseen(m), r), 0, unseen(memory), {.max_model_len = max_model_len, .max_num_batched_tokens = max_num_batched_tokens});
}
/// Whether so many blocks fit into what is printed as `hundredths` of a GiB.
bool printed(const transformer& m, const request& r, std::int64_t hundredths, std::int64_t blocks) {
    const auto of = [](std::int64_t thousandths) { return bytes{thousandths * (std::int64_t{1} << 30) / 1000}; };
    return blocks_in(m, r, of(hundredths * 10 - 5), 1).blocks <= blocks && blocks <= blocks_in(m, r, of(hundredths * 10 + 5), 1).blocks;
}

}  // namespace

TEST_CASE("Llama-3.1-8B on an RTX 3090: 3.81 GiB are 1,952 blocks, 1.56x for 20,000 tokens; 2.89 GiB 1,478 and 0.82x for 29,000") {
    // vllm-project/vllm issue 10517
    const transformer& m = models::llama_3_1_8b::spec;
    CHECK(printed(m, by_vllm(), 381, 1952));
    CHECK(printed(m, by_vllm(), 289, 1478));
    const cache_blocks b = blocks_in(m, by_vllm(), bytes{4'093'640'704}, 20'000);
    CHECK(b.block.value == 2'097'152);
    CHECK(b.blocks == 1952);
    CHECK(b.tokens() == 31'232);
    CHECK(b.blocks_of_request == 1250);
    CHECK(within(b.concurrency(), 1.56, 0.003));
    const cache_blocks less = blocks_in(m, by_vllm(), bytes{3'099'590'656}, 29'000);
    CHECK(less.tokens() == 23'648);  // "the maximum number of tokens that can be stored in KV cache (23648)"
    CHECK(within(less.concurrency(), 0.82, 0.006));
}

TEST_CASE("Phi-4 on an H100: 45.21 GiB are 14,815 blocks, 462.97x for 512 tokens") {
    // a notebook of Unsloth, vLLM 0.9, "# cuda blocks: 14815"
    CHECK(printed(models::phi_4::spec, by_vllm(), 4521, 14'815));
    CHECK(within(blocks_in(models::phi_4::spec, by_vllm(), bytes{14'815 * std::int64_t{3'276'800}}, 512).concurrency(), 462.97, 1e-5));
}

TEST_CASE("Qwen2.5-0.5B: 34.81 GiB are 190,100 blocks, 92.82x for 32,768 tokens") {
    // a log of vLLM 0.8 with Unsloth, "# cuda blocks: 190100"
    CHECK(printed(models::qwen2_5_0_5b::spec, by_vllm(), 3481, 190'100));
    CHECK(within(blocks_in(models::qwen2_5_0_5b::spec, by_vllm(), bytes{190'100 * std::int64_t{196'608}}, 32'768).concurrency(), 92.82, 5e-5));
}

TEST_CASE("Llama-3.1-8B: a request of 131,072 tokens needs 16.0 GiB; 8.1 GiB hold 66,352; in fp8 6 GiB hold 98,304") {
    // "the estimated maximum model length is 66352", "... is 98304": vLLM's messages as tests of other projects keep them
    const cache_blocks b = blocks_in(models::llama_3_1_8b::spec, by_vllm(), bytes{8'697'308'774}, 131'072);
    CHECK(b.needed_for_request() == 16_GiB);
    CHECK(b.tokens() == 66'352);
    request r = by_vllm();
    r.formats.cache = fp8::spec;
    CHECK(blocks_in(models::llama_3_1_8b::spec, r, 6_GiB, 131'072).needed_for_request() == 8_GiB);
    CHECK(blocks_in(models::llama_3_1_8b::spec, r, 6_GiB, 131'072).tokens() == 98'304);
}

TEST_CASE("Gemma-3-4B, layers with a window in groups: 317,136 tokens and 102.78x for 3,072") {
    // ovg-project/kvcached issue 215: "Add 1 padding layers", "GPU KV cache size: 317,136 tokens"
    const cache_blocks b = blocks_in(models::gemma_3_4b::spec, by_vllm(), bytes{138'750 * std::int64_t{327'680}}, 3072);
    CHECK(b.blocks == 138'750);
    CHECK(b.groups == 7);
    CHECK(b.tokens() == 317'136);
    CHECK(b.blocks_of_request == 1350);  // 192 and 6 x 193
    CHECK(within(b.concurrency(), 102.78, 5e-5));
}

TEST_CASE("gpt-oss-20b: a request of 131,072 tokens needs 3.1 GiB") {
    // "(3.1 GiB KV cache is needed": 8,192 + 137 blocks of 393,216 bytes are 3.05
    CHECK(blocks_in(gpt_oss_20b, by_vllm(), 1_GiB, 131'072, 2048).needed_for_request().value == 8329 * std::int64_t{393'216});
}

TEST_CASE("Qwen3.8-27B in fp8 over two RTX 3090: 4.99 GiB each are 302,921 tokens, 2.31x for 131,072") {
    // mitchross/talos-argocd-proxmox pull request 1995: pages of 1,568 tokens
    request r = claims::in_formats(by_vllm(), fp8::spec, fp8::spec);
    r.formats.state = fp8::spec;
    CHECK(printed(hybrid_27b, r, 499, 208));
    const cache_blocks b = blocks_in(hybrid_27b, r, bytes{208 * std::int64_t{25'690'112}}, 131'072);
    CHECK(b.page == 1568);
    CHECK(b.blocks_of_request == 90);  // 84, and two states in three groups
    CHECK(within(b.concurrency(), 2.31, 0.001));
    CHECK(b.tokens_of_requests() == 302'921);
}

TEST_CASE("SGLang, Kimi-K2: 2,454,421 tokens take 160.63 GB; TensorRT-LLM, Llama-3.1-8B in fp8: 8,219 blocks take 16.05 GiB") {
    request r;
    r.serving = engine_of(engines::sglang::spec);
    const cache_blocks one = blocks_in(models::kimi_k2::spec, r, 1_GiB, 1);
    CHECK(within(static_cast<double>(2'454'421 * one.block.value) / 0x1p30, 160.63, 5e-5));
    r.serving = engine_of(engines::tensorrt_llm::spec);
    r.formats.cache = fp8::spec;
    const cache_blocks b = blocks_in(models::llama_3_1_8b::spec, r, bytes{8219 * std::int64_t{2'097'152}}, 1);
    CHECK(within(static_cast<double>(b.available.value) / 0x1p30, 16.05, 3e-4));
    CHECK(b.blocks == 8219);
    CHECK(b.tokens() == 263'008);
}

TEST_CASE("from everything: what vLLM printed, within 6 % on 80 GB and within 30 % on 24 GB, where little is left") {
    // vllm-project/vllm pull request 2031: Llama-2-7B on an A100 80GB, 7,351 blocks; sequences of 4,096 tokens
    request r = by_vllm();
    r.serving.max_num_seqs = 256;
    r.serving.max_num_batched_tokens = 4096;
    CHECK(within(static_cast<double>(cache_blocks_of(unseen(models::llama_2_7b::spec), parts::nvidia_a100_80gb::spec, r).blocks), 7351, 0.04));
    // pull request 10511: Llama-3-8B (of the shape of 3.1) on an H100, 53.29 GiB; with the 1.79 GiB it prints for other than torch, 2 %
    r.serving.max_num_batched_tokens = 8192;
    CHECK(within(static_cast<double>(cache_blocks_of(unseen(models::llama_3_1_8b::spec), parts::nvidia_h100_sxm::spec, r).available.value) / 0x1p30, 53.29, 0.06));
    accelerator as_reported = parts::nvidia_h100_sxm::spec;
    as_reported.tiers[2].capacity.value = bytes{85'061'827'297};  // 79.22 GiB
    r.serving.reserve = bytes{1'921'997'865};
    CHECK(within(static_cast<double>(cache_blocks_of(unseen(models::llama_3_1_8b::spec), as_reported, r).available.value) / 0x1p30, 53.29, 0.02));
    // issue 10517, Llama-3.1-8B on an RTX 3090 at 20,000 tokens, 0.35 GiB other than torch: 1,952
    r.serving.max_num_batched_tokens = 20'000;
    r.serving.reserve = bytes{375'809'638};
    CHECK(within(static_cast<double>(cache_blocks_of(unseen(models::llama_3_1_8b::spec), parts::nvidia_rtx3090::spec, r).blocks), 1952, 0.30));
}

TEST_CASE("the longest sequence is that of the model unless the request states one") {
    request r = by_vllm();
    CHECK(admission_of(models::llama_3_1_8b::spec, r).max_model_len == 131'072);
    CHECK(admission_of(models::llama_3_1_8b::spec, r).max_num_batched_tokens == 2048);
    r.serving.max_model_len = 8192;
    r.serving.max_num_seqs = 64;
    CHECK(admission_of(models::llama_3_1_8b::spec, r).max_model_len == 8192);
    CHECK(admission_of(models::llama_3_1_8b::spec, r).max_num_seqs == 64);
}

TEST_CASE("no room: no blocks; a pool for each window: no one number of blocks") {
    CHECK(cache_blocks_of(unseen(models::llama_3_1_70b::spec), parts::nvidia_h100_sxm::spec, by_vllm()).blocks == 0);
    CHECK(cache_blocks_of(unseen(models::llama_3_1_70b::spec), parts::nvidia_h100_sxm::spec, by_vllm()).concurrency() == 0);
    request r;
    r.serving = engine_of(engines::tensorrt_llm::spec);
    CHECK(blocks_in(gpt_oss_20b, r, 10_GiB, 4096).blocks == 0);
}

TEST_CASE("the room follows the rule of the engine") {
    const sheet held = sheet_of(models::llama_3_1_8b::spec, {});  // 16,060,522,496 bytes of weights
    const admission few{.max_model_len = 4096, .max_num_batched_tokens = 1, .max_num_seqs = 1};  // 513,024 bytes of logits
    const auto room = [&](const engine& e) { return cache_room_of(held, 0, storage_of(parts::nvidia_h100_sxm::spec, e), few).value; };
    CHECK(room({}) == 85'899'345'920 - 16'060'522'496 - 513'024);
    CHECK(room({.memory_percent = 90}) == 77'309'411'328 - 16'060'522'496 - 513'024);
    CHECK(room({.memory_percent = 90, .basis = fraction_of::total_static}) == 77'309'411'328 - 16'060'522'496);  // beside the rest
    CHECK(room({.memory_percent = 90, .basis = fraction_of::free_after_weights}) == 62'854'479'360);               // of 69,838,310,400
}
