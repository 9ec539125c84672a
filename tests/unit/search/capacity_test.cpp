// Exact inverses: the answer fits, its neighbour does not.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/search/capacity.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::in_formats;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

std::int64_t batch_of(const transformer& m, const accelerator& a, const request& r) {
    const std::int64_t n = largest_batch(unseen(m), {.device = unseen(a)}, r);
    request at = r, beyond = r;
    at.load.batch = n;
    beyond.load.batch = n + 1;
    if (n > 0) CHECK(assess(m, a, at).feasible);
    if (n < rules::largest_count) CHECK(!assess(m, a, beyond).feasible);
    return n;
}
std::int64_t context_of(const transformer& m, const accelerator& a, const request& r) {
    const std::int64_t n = longest_context(unseen(m), {.device = unseen(a)}, r);
    request at = r, beyond = r;
    at.load.prompt = n - r.load.output;
    beyond.load.prompt = at.load.prompt + 1;
    if (n > 0) CHECK(assess(m, a, at).feasible);
    if (at.load.prompt < rules::largest_count) CHECK(!assess(m, a, beyond).feasible);
    return n;
}

}  // namespace

TEST_CASE("largest batch by hand: Llama-3.1-8B on an H100 at 4,096 tokens") {
    // (85,899,345,920 - 16,060,522,496 - 150,994,944 of activations) / 536,870,912 = 129.8
    CHECK(batch_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 4095})) == 129);
    // in fp8: 268,435,456 a sequence; logits of the batch stay below the activations of the chunk
    CHECK(batch_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec,
                   in_formats(asking({}, {.prompt = 4095}), bf16::spec, fp8::spec)) == 259);
}

TEST_CASE("longest context by hand: Llama-3.1-8B on an H100") {
    // (85,899,345,920 - 16,060,522,496 - 150,994,944) / 131,072 = 531,675.9
    CHECK(context_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {})) == 531'675);
    CHECK(context_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.output = 1000})) ==
          531'675);
    CHECK(context_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.batch = 10})) == 53'167);
}

TEST_CASE("0 where not even one fits; as many as can be counted where windows keep the cache small") {
    CHECK(batch_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 100})) == 0);
    CHECK(longest_context(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {})) == 0);
    CHECK(context_of(models::mistral_7b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.output = 5})) ==
          (std::int64_t{1} << 31) + 5);
}

TEST_CASE("an illegal plan fits nothing") {
    CHECK(largest_batch(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec},
                        asking({.tensor = 3}, {.prompt = 100})) == 0);
    CHECK(longest_context(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec},
                          asking({.tensor = 16}, {})) == 0);
}

TEST_CASE("answers and neighbours over plans and parts") {
    const request r = asking({}, {.prompt = 2048, .output = 128});
    for (const accelerator& a :
         {parts::nvidia_h100_sxm::spec, parts::amd_mi300x::spec, parts::nvidia_gb200::spec, parts::google_tpu7x::spec})
        for (const split& s :
             {split{.tensor = 2}, split{.tensor = 4, .pipeline = 2}, split{.pipeline = 5}, split{.expert = 8}}) {
            request q = r;
            q.plan = s;
            (void)batch_of(models::mixtral_8x7b::spec, a, q);
            (void)context_of(models::mixtral_8x7b::spec, a, q);
            (void)batch_of(models::gpt_oss_120b::spec, a, in_formats(q, mxfp4::spec, fp8::spec));
        }
}

TEST_CASE("fewest devices: Llama-3.1-70B two H100, one MI300X; 405B in fp8 eight H100 or fewer by pipelines") {
    const request r = asking({}, {.prompt = 2048, .output = 128});
    const device_answer two =
        fewest_devices(unseen(models::llama_3_1_70b::spec), {.device = parts::nvidia_h100_sxm::spec}, r);
    CHECK(two.exists);
    CHECK(two.devices == 2);
    CHECK(two.plan.devices() == 2);
    CHECK(fewest_devices(models::llama_3_1_70b::spec, {.device = parts::amd_mi300x::spec}, r).devices == 1);
    CHECK(fewest_devices(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r).devices == 1);
    const device_answer few =
        fewest_devices(unseen(models::llama_3_1_405b::spec), {.device = parts::nvidia_h100_sxm::spec},
                       in_formats(r, fp8::spec, fp8::spec));
    CHECK(few.exists);
    CHECK(few.devices >= 5);  // 410 GB in 85.9 GB each
    CHECK(few.devices <= 8);
    request at = in_formats(r, fp8::spec, fp8::spec);
    at.plan = few.plan;
    CHECK(assess(models::llama_3_1_405b::spec, parts::nvidia_h100_sxm::spec, at).feasible);
}

TEST_CASE("fewest devices is exact: no plan of fewer fits") {
    const request r = asking({}, {.batch = 32, .prompt = 4096, .output = 512});
    const device_answer best =
        fewest_devices(unseen(models::mixtral_8x7b::spec), {.device = parts::google_tpu_v5e::spec}, r);
    REQUIRE(best.exists);
    for (std::int64_t t = 1; t < best.devices; ++t)
        for (std::int64_t p = 1; t * p < best.devices; ++p) {
            request q = r;
            q.plan = {.tensor = t, .pipeline = p};
            if (32 % t == 0 && p <= 32)
                CHECK(!assess(models::mixtral_8x7b::spec, parts::google_tpu_v5e::spec, q).feasible);
        }
    request q = r;
    q.plan = best.plan;
    CHECK(assess(models::mixtral_8x7b::spec, parts::google_tpu_v5e::spec, q).feasible);
}

TEST_CASE("fewest devices: none where links or inventory end") {
    const request r = asking({}, {.prompt = 2048, .output = 128});
    CHECK(!fewest_devices(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec, .devices = {1, "x"}}, r)
               .exists);
    CHECK(!fewest_devices(models::deepseek_v3::spec, {.device = parts::nvidia_jetson_agx_orin::spec}, r).exists);
    CHECK(!fewest_devices(models::stories15m::spec, {.device = parts::arm_ethos_u85::spec}, r).exists);
    CHECK(
        !fewest_devices(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.batch = 0}))
             .exists);
}

TEST_CASE("fewest devices: copies of the model, where an engine or a memory takes no more sequences") {
    const cluster h100s{.device = parts::nvidia_h100_sxm::spec};
    request r = asking({}, {.batch = 2000, .prompt = 100, .output = 20});
    CHECK(fewest_devices(unseen(models::llama_3_1_8b::spec), h100s, r).devices == 1);
    r.serving.max_num_seqs = 1024;
    const device_answer two = fewest_devices(unseen(models::llama_3_1_8b::spec), h100s, r);
    CHECK(two.exists);
    CHECK(two.plan == split{.data = 2});
    CHECK(!fewest_devices(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec, .devices = {1, "x"}}, r).exists);

    // 20,000 sequences of 2,304 tokens: 27 stages of up to 3 layers on 8 devices each, or 6 copies of 8 stages of 10 layers on 4:
    // 3,334 sequences x 2,304 tokens x 10 layers x 1,024 bytes = 78.66 GB beside 4.4 GB of weights.
    const request many = asking({}, {.batch = 20'000, .prompt = 2048, .output = 256});
    const device_answer copied = fewest_devices(unseen(models::llama_3_1_70b::spec), h100s, many);
    CHECK(copied.devices == 192);
    CHECK(copied.plan == split{.tensor = 4, .pipeline = 8, .data = 6});

    // One layer a device and 64 ways is as far as one copy goes on parts of 230 MB: 81 sequences. 7 copies hold 567.
    request on_lpu = asking({}, {.batch = 512, .prompt = 2048, .output = 256});
    on_lpu.formats.multiply_as = arithmetic::fp16;
    on_lpu.formats.multiply_as_stated = true;
    on_lpu.plan = {.tensor = 64, .pipeline = 80};
    CHECK(batch_of(models::llama_3_1_70b::spec, parts::groq_lpu_v1::spec, on_lpu) == 81);
    const device_answer lpus = fewest_devices(unseen(models::llama_3_1_70b::spec), {.device = parts::groq_lpu_v1::spec}, on_lpu);
    CHECK(lpus.exists);
    CHECK(lpus.devices <= 64 * 80 * 7);
    on_lpu.plan = lpus.plan;
    CHECK(assess(models::llama_3_1_70b::spec, parts::groq_lpu_v1::spec, on_lpu).feasible);
}

TEST_CASE("searches end quickly, also where the batch is the largest there is") {
    const request r = asking({}, {.batch = rules::largest_count, .prompt = rules::largest_count});
    const auto start = std::chrono::steady_clock::now();
    CHECK(!fewest_devices(unseen(models::llama_3_1_8b::spec), {.device = parts::nvidia_h100_sxm::spec}, r).exists);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

namespace {

/// Every plan of at most 40 devices, tried one by one.
std::int64_t fewest_by_trying(const transformer& m, const accelerator& a, request r) {
    std::int64_t best = 0;
    for (std::int64_t tensor = 1; tensor <= 40; ++tensor)
        for (std::int64_t pipeline = 1; tensor * pipeline <= 40; ++pipeline)
            for (std::int64_t data = 1; tensor * pipeline * data <= 40; ++data)
                for (std::int64_t expert = 1; expert <= tensor * data; ++expert) {
                    if (best != 0 && tensor * pipeline * data >= best) continue;
                    r.plan = {.tensor = tensor, .pipeline = pipeline, .expert = expert, .data = data};
                    if (fits(m, {.device = a}, r)) best = tensor * pipeline * data;
                }
    return best;
}

}  // namespace

TEST_CASE("fewest devices: no plan of tensor, pipeline, data and expert degrees needs fewer, by trying them all") {
    struct asked {
        const transformer* model;
        number_format weights;
        double share;  // of the weights, that one device holds
    };
    const asked all[] = {{&models::mixtral_8x7b::spec, fp8_per_block::spec, 0.60}, {&models::mixtral_8x7b::spec, mxfp4::spec, 0.08},
                         {&models::gpt_oss_120b::spec, bf16::spec, 0.11},          {&models::llama_3_1_8b::spec, bf16::spec, 0.30},
                         {&models::qwen3_235b_a22b::spec, bf16::spec, 0.20}};
    for (const asked& q : all) {
        const request r = in_formats(asking({}, {.batch = 64, .prompt = 1000, .output = 24}), q.weights, bf16::spec);
        accelerator small = parts::nvidia_h100_sxm::spec;
        small.tiers[2].capacity.value =
            bytes{static_cast<std::int64_t>(q.share * static_cast<double>(stored_weights(*q.model, r.formats).value))};
        small.scale_up.domain.value = 64;
        const cluster forty{.device = small, .devices = {40, "x"}};
        const device_answer found = fewest_devices(*q.model, forty, r);
        INFO("share ", q.share);
        CHECK(found.exists);
        CHECK(found.devices == fewest_by_trying(*q.model, small, r));
        request at = r;
        at.plan = found.plan;
        CHECK(fits(*q.model, forty, at));
    }
}

TEST_CASE("a search that finds nothing ends at once, whatever the experts and the heads") {
    const auto start = std::chrono::steady_clock::now();
    transformer many = models::deepseek_v3::spec;
    many.forms[1].experts.total = 4096;
    CHECK(!fewest_devices(many, {.device = parts::meta_mtia_v2::spec}, asking({}, {.batch = 1000, .prompt = 1'000'000})).exists);
    CHECK(fewest_devices(many, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.batch = 8, .prompt = 1000})).exists);
    many.forms[1].experts.total = std::int64_t{1} << 62;
    (void)fewest_devices(many, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.batch = 8, .prompt = 1000}));
    transformer wide = models::llama_3_1_70b::spec;
    wide.forms[0].back.query_heads = std::int64_t{1} << 62;
    (void)fewest_devices(wide, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.batch = rules::largest_count, .prompt = rules::largest_count}));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

TEST_CASE("a shared prefix makes room: Llama-3.1-8B on an H100 holds 531,675 tokens, each of a prefix once") {
    // n x 2,048 + 2,048
    CHECK(batch_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 4095, .prefix = 2048, .prefix_shared = true})) == 258);
    CHECK(batch_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.prompt = 4095, .prefix = 2048})) == 129);
    // 10 x 43,167 + 100,000
    CHECK(context_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.batch = 10, .prefix = 100'000, .prefix_shared = true})) == 143'167);
    CHECK(context_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, {.batch = 10, .prefix = 1000})) == 53'167);
    // a prefix that leaves no room for one more token, or is none
    CHECK(longest_context(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.prefix = 600'000})) == 0);
    CHECK(longest_context(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.prefix = -1})) == 0);
    CHECK(longest_context(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, {.prefix = checked::overflowed})) == 0);
}
