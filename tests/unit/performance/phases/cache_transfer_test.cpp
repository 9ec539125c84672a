#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/performance/phases/cache_transfer.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
using doctest::Approx;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

namespace {

prompt_cache cache(const transformer& m, const split& plan, const workload& load) { return prompt_cache_of(sheet_of(m, claims::asking(plan, load)), load); }

}  // namespace

TEST_CASE("the cache of a prompt: Llama-3.1-70B, 2,048 tokens of 327,680 bytes") {
    const transformer m = unseen(models::llama_3_1_70b::spec);
    for (const split& plan : {split{.tensor = 8}, split{.tensor = 4, .pipeline = 2}, split{.tensor = 2, .context = 4}}) {
        const prompt_cache c = cache(m, plan, {.prompt = 2048});
        CHECK(c.sent == 671'088'640);
        CHECK(c.least == 671'088'640);
    }
    // 16 tensor ranks hold each of 8 heads twice.
    CHECK(cache(m, {.tensor = 16}, {.prompt = 2048}).sent == 2 * 671'088'640.0);
    CHECK(cache(m, {.tensor = 16}, {.prompt = 2048}).least == 671'088'640);
}

TEST_CASE("a prefix that all share is there already") {
    const transformer m = unseen(models::llama_3_1_70b::spec);
    CHECK(cache(m, {.tensor = 8}, {.prompt = 2048, .prefix = 1024, .prefix_shared = true}).sent == 671'088'640 / 2);
    // One of its own need not be: a bound does not count it.
    CHECK(cache(m, {.tensor = 8}, {.prompt = 2048, .prefix = 1024}).sent == 671'088'640);
    CHECK(cache(m, {.tensor = 8}, {.prompt = 2048, .prefix = 1024}).least == 671'088'640 / 2);
}

TEST_CASE("of a window a bound sends what a later token sees") {
    // gpt-oss-120b: 2,048 bytes a token and layer, 18 layers that see 128 tokens and 18 that see all.
    const prompt_cache slides = cache(unseen(models::gpt_oss_120b::spec), {}, {.prompt = 10'000});
    CHECK(slides.sent == 18 * 2048.0 * (10'000 + 128));
    CHECK(slides.least == 18 * 2048.0 * (10'000 + 127));
    // Llama-4-Scout: 4,096 bytes, 36 layers in chunks of 8,192 and 12 that see all. The third chunk is 3,616 tokens old.
    const transformer scout = unseen(models::llama_4_scout::spec);
    CHECK(cache(scout, {}, {.prompt = 20'000}).least == 4096.0 * (12 * 20'000 + 36 * 3616));
    CHECK(cache(scout, {}, {.prompt = 16'384}).least == 4096.0 * 12 * 16'384);
    CHECK(cache(scout, {}, {.prompt = 20'000, .prefix = 19'000}).least == 4096.0 * 48 * 1000);
}

TEST_CASE("a latent cache is on every tensor rank: DeepSeek-V3, 70,272 bytes a token") {
    const prompt_cache c = cache(unseen(models::deepseek_v3::spec), {.tensor = 8}, {.prompt = 1000});
    CHECK(c.sent == 8 * 70'272'000.0);
    CHECK(c.least == 70'272'000);
}

TEST_CASE("the slower end sets the pace: 671,088,640 bytes over eight links of 50 GB/s are 1.68 ms") {
    const prompt_cache c{671'088'640, 671'088'640};
    const cache_route over{1 / 50e9, 1 / 50e9, 10e-6, true};
    const auto t = transfer_time(unseen(c), 8, 8, over, true);
    CHECK(t.roofline.time.in_ms() == Approx(1.6777216));
    CHECK(t.ceiling.time == t.roofline.time);
    CHECK(t.estimate.time.in_ms() == Approx(1.6777216 / 0.81 + 0.01));
    CHECK(transfer_time(c, 2, 8, over, false).roofline.time.in_ms() == Approx(4 * 1.6777216));
    CHECK(transfer_time(c, 8, 8, {1 / 50e9, 1 / 25e9, 0, true}, false).roofline.time.in_ms() == Approx(2 * 1.6777216));
}

TEST_CASE("between pools over the network, between layouts over the links of the plan") {
    const accelerator h100 = unseen(parts::nvidia_h100_sxm::spec);
    CHECK(between_pools(h100, h100).per_byte_from == Approx(1 / 50e9));
    CHECK(between_layouts(h100, 8).per_byte_to == Approx(1 / 450e9));
    CHECK(between_layouts(h100, 16).per_byte_to == Approx(1 / 50e9));
    CHECK_FALSE(between_pools(h100, parts::arm_ethos_u85::spec).priced);
}
