// Pages and groups: what allocators hand out beside what is used. Published logs where there are some.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/paging.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>
#include <unit/paged_models.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
using paged_models::eight_of_64;
using paged_models::gpt_oss_20b;
using paged_models::hybrid_27b;
using paged_models::oss_experts;
namespace models = rafter::catalog::models;

request served(const engine_profile& p, std::int64_t batch, std::int64_t context) {
    request r = asking({}, {.batch = batch, .prompt = context - 1, .output = 1});
    r.serving = engine_of(p);
    return r;
}
footprint held(const transformer& m, const request& r) { return footprint_of(unseen(m), unseen(r)); }

}  // namespace

TEST_CASE("without an engine the cache is what it keeps") {
    const footprint f = held(models::llama_3_1_8b::spec, asking({}, {.batch = 1, .prompt = 2304, .output = 1}));
    CHECK(f.cache.value == 302'120'960);  // 2,305 x 131,072
    CHECK(f.cache_padding.value == 0);
    CHECK(f.cache_reserved() == f.cache);
}

TEST_CASE("the last page of a sequence is handed out whole") {
    const footprint f = held(models::llama_3_1_8b::spec, served(engines::vllm::spec, 1, 2305));
    CHECK(f.cache.value == 302'120'960);
    CHECK(f.cache_reserved().value == 304'087'040);  // 145 pages of 2 MiB
    CHECK(f.cache_padding.value == 1'966'080);       // 15 tokens
    CHECK(f.total == f.weights + f.cache + f.cache_padding + f.activations + f.reserve);
    CHECK(held(models::llama_3_1_8b::spec, served(engines::vllm::spec, 1, 2304)).cache_padding.value == 0);
    CHECK(held(models::llama_3_1_8b::spec, served(engines::vllm::spec, 7, 2305)).cache_padding.value == 7 * 1'966'080);
    CHECK(held(models::llama_3_1_8b::spec, served(engines::sglang::spec, 7, 2305)).cache_padding.value == 0);  // pages of a token
}

TEST_CASE("a stage of a pipeline has the pages of its layers") {
    request r = served(engines::vllm::spec, 1, 2305);
    r.plan.pipeline = 2;
    CHECK(held(models::llama_3_1_8b::spec, r).cache_reserved().value == 152'043'520);  // 145 pages of 1 MiB
}

TEST_CASE("gpt-oss-20b at 262,144 tokens: 6.00 GiB are kept; in groups 6.05 are handed out, as full length 12.00") {
    request r = served(engines::vllm::spec, 1, 262'144);
    const footprint grouped = held(gpt_oss_20b, r);
    CHECK(grouped.cache.value == 6'445'596'672);             // 12 x (262,144 + 128) x 2,048
    CHECK(grouped.cache_reserved().value == 6'496'321'536);  // 16,384 + 137 pages of 12 x 32,768
    r.serving.windows = windowed_cache::full_length;
    CHECK(held(gpt_oss_20b, r).cache_reserved() == 12_GiB);
    CHECK(held(gpt_oss_20b, r).cache.value == 6'445'596'672);
}

TEST_CASE("pages of a window: nine a sequence, and once what a pass of a prompt adds") {
    // 16,384 x 4 and 9 x 4 + 128 pages of 393,216 bytes
    CHECK(held(gpt_oss_20b, served(engines::vllm::spec, 4, 262'144)).cache_reserved().value == 25'834'291'200);
    // a sequence shorter than the window: 7 pages of each
    CHECK(held(gpt_oss_20b, served(engines::vllm::spec, 1, 100)).cache_reserved().value == 2 * 7 * 393'216);
}

TEST_CASE("a pool for each window, as TensorRT-LLM: pages of 32") {
    // (8,192 + 261) pages of 12 x 65,536: 127 + 8,192 tokens of a pass are 260 pages, and one
    CHECK(held(gpt_oss_20b, served(engines::tensorrt_llm::spec, 1, 262'144)).cache_reserved().value == 6'647'709'696);
}

TEST_CASE("llama.cpp keeps a window and a micro-batch: the sizes that it prints for gpt-oss-20b") {
    // 131,072 cells, 12 layers: 3,072.00 MiB; 768 cells, 12 layers: 18.00 MiB
    CHECK(held(gpt_oss_20b, served(engines::llama_cpp::spec, 1, 131'072)).cache_reserved().value == std::int64_t{3090} << 20);
    // before the padding to 256: 4,096 cells 96.00 MiB, 640 cells 15.00 MiB
    request r = served(engines::llama_cpp::spec, 1, 4096);
    r.serving.cache_page = 32;
    CHECK(held(gpt_oss_20b, r).cache_reserved().value == std::int64_t{111} << 20);
    // gpt-oss-120b, 18 and 18 layers, 2,000 tokens: 2,016 cells 70.88 MiB, 640 cells 22.50 MiB
    request of_120b = served(engines::llama_cpp::spec, 1, 2000);
    of_120b.serving.cache_page = 32;
    CHECK(held(models::gpt_oss_120b::spec, of_120b).cache_reserved().value == 74'317'824 + 23'592'960);
}

TEST_CASE("groups have as many layers as the rarest kind: Gemma-3-4B has 5 without a window and 29 with one") {
    request r;
    r.serving = engine_of(engines::vllm::spec);
    const page_layout p = page_layout_of(sheet_of(unseen(models::gemma_3_4b::spec), r), 0);
    CHECK(p.in_groups);
    CHECK(p.layers_of_group == 5);
    CHECK(p.groups == 7);  // 1 and 6, the last with a layer of padding
    CHECK(p.block_bytes == 327'680);
    CHECK(p.page == 16);
}

TEST_CASE("the commonest kind gives the size where the others are hardly fewer: 13 and 12 layers are two groups of 13") {
    const transformer m = make_transformer({.hidden = 2880, .vocabulary = 201088}, block{layers(0, 12), eight_of_64.within(128), oss_experts},
                                           block{layers(12, 25), eight_of_64, oss_experts});
    request r;
    r.serving = engine_of(engines::vllm::spec);
    const page_layout p = page_layout_of(sheet_of(unseen(m), r), 0);
    CHECK(p.layers_of_group == 13);
    CHECK(p.groups == 2);
}

TEST_CASE("layers that see their chunk only: Llama-4-Scout, 36 of 48") {
    // 6,250 pages of 12 layers, 3 x (512 + 128) of the others, blocks of 12 x 65,536
    CHECK(held(models::llama_4_scout::spec, served(engines::vllm::spec, 1, 100'000)).cache_reserved().value == 6'425'149'440);
}

TEST_CASE("a page of tokens grows to the size of a state: 1,568 tokens") {
    request r = claims::in_formats({}, fp8::spec, fp8::spec);
    r.formats.state = fp8::spec;
    r.serving = engine_of(engines::vllm::spec);
    const page_layout p = page_layout_of(sheet_of(unseen(hybrid_27b), r), 0);
    CHECK(p.page == 1568);
    CHECK(p.layers_of_group == 16);
    CHECK(p.groups == 4);
    CHECK(p.block_bytes == 25'690'112);  // 16 x 1,568 x 1,024
}

TEST_CASE("one kind of layer is one table, whatever is said of windows") {
    request r;
    r.serving = engine_of(engines::vllm::spec);
    const page_layout p = page_layout_of(sheet_of(unseen(models::deepseek_v3::spec), r), 0);
    CHECK(!p.in_groups);
    CHECK(p.one_table);
    CHECK(p.block_bytes == 16 * 70'272);
    CHECK(p.layers_of_group == 61);
}

TEST_CASE("whole pages of a shared prefix are handed out once: Llama-3.1-8B, 8 sequences of 2,305 tokens behind 1,030") {
    request r = served(engines::vllm::spec, 8, 2305);
    r.load.prefix = 1030;
    CHECK(held(models::llama_3_1_8b::spec, r).cache_reserved().value == 1160 * std::int64_t{2'097'152});
    r.load.prefix_shared = true;
    CHECK(held(models::llama_3_1_8b::spec, r).cache_reserved().value == 712 * 2'097'152);  // 64 once, 81 each
}

TEST_CASE("of a shared prefix windows and states have pages of their own: gpt-oss-20b, a hybrid of 64 layers") {
    request r = served(engines::vllm::spec, 4, 262'144);
    r.load.prefix = 100'000;
    r.load.prefix_shared = true;
    CHECK(held(gpt_oss_20b, r).cache_reserved().value == 46'950 * std::int64_t{393'216});  // 6,250 once, 10,134 each; 9 each and 128
    request h = claims::in_formats(served(engines::vllm::spec, 2, 5000), fp8::spec, fp8::spec);
    h.formats.state = fp8::spec;
    h.load.prefix = 2000;
    h.load.prefix_shared = true;
    // pages of 1,568 tokens: one once and three each; two copies of a state in each of three groups
    CHECK(held(hybrid_27b, h).cache_reserved().value == (7 + 12) * std::int64_t{25'690'112});
}
