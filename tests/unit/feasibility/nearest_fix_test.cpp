// The nearest change that is enough, found by trying.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/nearest_fix.hpp>
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

/// The fix, which must be feasible itself.
fix fixed(const transformer& m, const cluster& c, const request& r) {
    const fix f = nearest_fix(unseen(m), unseen(c), unseen(r));
    if (f.exists) CHECK(assess(m, c, f.asked).feasible);
    return f;
}
constexpr workload some{.batch = 8, .prompt = 2048, .output = 128};

}  // namespace

TEST_CASE("Llama-3.1-70B in bf16 on one H100: tensor parallel 2") {
    const fix f = fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2});
    CHECK(f.asked.load.batch == 8);
}

TEST_CASE("Llama-3.1-405B in bf16 over 8 H100: two stages of eight") {
    const fix f =
        fixed(models::llama_3_1_405b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({.tensor = 8}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 8, .pipeline = 2});
}

TEST_CASE("what already fits is left as it is") {
    const request r = asking({.tensor = 4}, some);
    const fix f = fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan == r.plan);
    CHECK(f.asked.load.batch == r.load.batch);
}

TEST_CASE("a degree that divides nothing: the next larger one that does") {
    const fix f =
        fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({.tensor = 3}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan.tensor == 4);
}

TEST_CASE("expert ranks that divide nothing: the nearest that do") {
    const auto ranks = [](std::int64_t asked) {
        const fix f = fixed(
            models::deepseek_v3::spec, {.device = parts::nvidia_h100_sxm::spec},
            in_formats(asking({.expert = asked}, {.batch = 64, .prompt = 2048}), fp8_per_block::spec, bf16::spec));
        return f.exists ? f.asked.plan.expert : 0;
    };
    CHECK(ranks(60) == 64);
    CHECK(ranks(40) == 32);
    CHECK(ranks(200) == 256);
    CHECK(ranks(10'000) == 256);
}

TEST_CASE("fp8 on an A100: multiplied as bf16") {
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_a100_80gb::spec},
                        in_formats(asking({}, some), fp8::spec, fp8::spec));
    REQUIRE(f.exists);
    CHECK(f.asked.formats.multiply_as_stated);
    CHECK(f.asked.formats.multiply_as == arithmetic::bf16);
    CHECK(f.asked.formats.of(tensor_class::attention) == fp8::spec);  // still stored as asked
}

TEST_CASE("one device and no links: a smaller batch, the largest that fits") {
    request r = asking({}, {.batch = 10'000, .prompt = 2048, .output = 128});
    r.formats.multiply_as = arithmetic::fp16;
    r.formats.multiply_as_stated = true;
    r.formats.activations = fp16::spec;
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_jetson_agx_orin::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{});
    CHECK(f.asked.load.batch > 100);
    request more = f.asked;
    ++more.load.batch;
    CHECK(!assess(models::llama_3_1_8b::spec, parts::nvidia_jetson_agx_orin::spec, more).feasible);
}

TEST_CASE("numbers out of range are moved to its edge") {
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec},
                        asking({.tensor = 0, .pipeline = -7}, {.batch = 0, .prompt = -1, .output = 0}));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{});
    CHECK(f.asked.load.batch == 1);
    CHECK(f.asked.load.prompt == 1);
    CHECK(f.asked.load.output == 1);
}

TEST_CASE("where the edge of a range is of no use: all memory, and as many tokens at once as usual") {
    const auto served = [](const engine& e) {
        request r = asking({}, some);
        r.serving = e;
        const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
        CHECK(f.exists);
        CHECK(f.asked.plan == split{});
        return f.asked.serving;
    };
    for (const std::int64_t percent : {-5, 0, 101}) {
        CHECK(served({.memory_percent = percent}).memory_percent == 100);
        CHECK(served({.memory_percent = percent, .basis = fraction_of::free_after_weights}).basis == fraction_of::free_after_weights);
    }
    CHECK(served({.prefill_chunk = 0}).prefill_chunk == 2048);
    CHECK(served({.prefill_chunk = 0, .max_num_batched_tokens = 512}).prefill_chunk == 512);
    CHECK(served({.max_num_batched_tokens = -1}).max_num_batched_tokens == 2048);
    CHECK(served({.reserve = bytes{-1}}).reserve == bytes{0});
    CHECK(served({.cache_tier = -7}).cache_tier == 2);  // HBM behind L1 and L2
}

TEST_CASE("limits of the engine: as wide as what is asked, no wider than the model") {
    request r = asking({}, {.batch = 8, .prompt = 8192, .output = 256});
    r.serving = {.cache_page = 0, .max_model_len = 4096, .max_num_seqs = 4, .max_num_batched_tokens = 2};
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.serving.cache_page == 1);
    CHECK(f.asked.serving.max_model_len == 8448);
    CHECK(f.asked.serving.max_num_seqs == 8);
    CHECK(f.asked.serving.max_num_batched_tokens == 8);
    r.serving = {.max_model_len = 1'000'000};
    CHECK(fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r).asked.serving.max_model_len == 131'072);
    r.serving = {.max_model_len = 4096};  // Phi-3-mini-4k has no more
    CHECK(!fixed(models::phi_3_mini_4k::spec, {.device = parts::nvidia_h100_sxm::spec}, r).exists);
    r.serving = {.runs_on = vendor_set{"Groq"}};
    CHECK(!fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r).exists);
}

TEST_CASE("more stages than layers: as many as layers") {
    const cluster h100{.device = parts::nvidia_h100_sxm::spec};
    fix f = fixed(models::llama_3_1_8b::spec, h100, asking({.pipeline = 64}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.pipeline = 32});
    f = fixed(models::llama_3_1_70b::spec, h100, asking({.tensor = 2, .pipeline = 96}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2, .pipeline = 80});
}

TEST_CASE("more devices than there are: fewer stages, copies or expert ranks, whichever were asked for") {
    const cluster eight{.device = parts::nvidia_h100_sxm::spec, .devices = {8, "x"}};
    fix f = fixed(models::llama_3_1_8b::spec, eight, asking({.pipeline = 16}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.pipeline = 8});
    f = fixed(models::llama_3_1_8b::spec, eight, asking({.tensor = 1, .data = 12}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.data = 8});
    // 128 experts over 16 ranks are 16 devices; 8 ranks have 58.7 GB of weights each at 2 bytes
    f = fixed(models::qwen3_235b_a22b::spec, eight, asking({.expert = 16}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.expert = 8});
}

TEST_CASE("expert ranks that would cut the width of an expert into fractions are no fix") {
    // tensor 2, data 3: 6 ranks, of which 2 expert ranks would leave 3 to share a width of 512
    const fix f = fixed(models::qwen3_next_80b_a3b::spec, {.device = parts::nvidia_gb200::spec}, asking({.tensor = 2, .expert = 3, .data = 3}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2, .expert = 1, .data = 3});
}

TEST_CASE("two changes where one is not enough: no context parallel, and no expert ranks of a dense model that then does not fit") {
    fix f = fixed(models::gpt_oss_120b::spec, {.device = parts::nvidia_gb200::spec, .devices = {1, "x"}}, asking({.pipeline = 6, .expert = 8, .context = 2}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan.devices() == 1);
    f = fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({.expert = 8}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2});
}

TEST_CASE("a group that is placed over several domains: by rule") {
    request r = asking({.tensor = 8, .pipeline = 2}, some);
    r.plan.order = order_of(group::pipeline);
    const fix f = fixed(models::llama_3_1_405b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan.tensor == 8);
    CHECK(f.asked.plan.pipeline == 2);
    CHECK(f.asked.plan.order == order_of(group::tensor));
}

TEST_CASE("a deep pipeline: the fewest stages that have the memory, however many") {
    const cluster v5e{.device = parts::google_tpu_v5e::spec};
    const request r = asking({}, {.batch = 256, .prompt = 32'000, .output = 128});
    const fix f = fixed(models::llama_3_1_70b::spec, v5e, r);
    REQUIRE(f.exists);
    CHECK(f.asked.load.batch == 256);
    request one_less = f.asked;
    --one_less.plan.pipeline;
    CHECK(!fits(models::llama_3_1_70b::spec, v5e, one_less));
}

TEST_CASE("a smaller batch in a plan that must change too") {
    const cluster one{.device = parts::nvidia_h100_sxm::spec, .devices = {1, "x"}};
    const fix f = fixed(models::llama_3_1_8b::spec, one, asking({.tensor = 3}, {.batch = 4096, .prompt = 2048, .output = 128}));
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{});
    request more = f.asked;
    ++more.load.batch;
    CHECK(!fits(models::llama_3_1_8b::spec, one, more));
}

TEST_CASE("layers without heads are split by their widths") {
    request r = asking({}, some);
    r.load.batch = 10'000;  // 133 GB of states
    const fix f = fixed(models::mamba_2_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2});
    CHECK(f.asked.load.batch == 10'000);
}

TEST_CASE("a search ends whatever the heads and the experts of a model are") {
    const auto start = std::chrono::steady_clock::now();
    transformer wide = models::llama_3_1_70b::spec;
    wide.forms[0].back.query_heads = std::int64_t{1} << 62;
    transformer many = models::deepseek_v3::spec;
    many.forms[1].experts.total = 65'536;
    accelerator endless = parts::nvidia_h100_sxm::spec;
    endless.scale_up.domain = {};
    for (const accelerator& part : {parts::nvidia_h100_sxm::spec, parts::google_tpu7x::spec, parts::cerebras_wse3::spec, endless})
        for (const transformer& m : {wide, many}) {
            (void)fixed(m, {.device = part}, asking({}, some));
            (void)fixed(m, {.device = part}, asking({.tensor = 7, .expert = 60'000}, {.batch = rules::largest_count, .prompt = rules::largest_count}));
        }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

TEST_CASE("a cache in memory that keeps none: in the innermost that holds it") {
    request r = asking({}, some);
    r.serving.cache_tier = 1;
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.serving.cache_tier == 2);  // HBM behind L1 and L2
}

TEST_CASE("objectives are part of what a fix must meet") {
    request r = asking({}, {.prompt = 2111});
    r.load.tpot = {3_ms, true};  // one H100: 4.54 ms at least
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan.tensor == 2);
}

TEST_CASE("where nothing helps there is none, and that is known quickly") {
    const auto start = std::chrono::steady_clock::now();
    CHECK(!fixed(models::kimi_k2::spec, {.device = parts::nvidia_jetson_agx_orin::spec}, asking({}, some)).exists);
    CHECK(!fixed(models::llama_3_1_8b::spec, {.device = parts::arm_ethos_u85::spec}, asking({}, some)).exists);
    CHECK(!fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec, .devices = {1, "x"}},
                 asking({}, some))
               .exists);
    CHECK(!fixed(transformer{}, {.device = parts::nvidia_h100_sxm::spec}, asking({}, some)).exists);
    CHECK(!fixed(models::llama_3_1_8b::spec, {}, asking({}, some)).exists);
    const std::int64_t most = std::int64_t{1} << 62;
    (void)fixed(models::deepseek_v3::spec, {.device = parts::nvidia_h100_sxm::spec},
                asking({.tensor = most, .pipeline = most, .expert = most, .data = most},
                       {.batch = most, .prompt = most, .output = most}));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("a part without bf16: multiplied as fp16 it is feasible, activations and all") {
    const fix f = fixed(models::llama_2_7b::spec, {.device = parts::graphcore_gc200::spec}, asking({}, {.prompt = 100}));
    REQUIRE(f.exists);
    CHECK(f.asked.formats.multiply_as == arithmetic::fp16);
    CHECK(f.asked.formats.activations == request{}.formats.activations);
}

TEST_CASE("a negative number of data ranks becomes one, not none") {
    const fix f = fixed(models::llama_3_1_8b::spec, {.device = parts::nvidia_h100_sxm::spec}, asking({.data = -1}, some));
    REQUIRE(f.exists);
    CHECK(f.asked.plan.data == 1);
}

TEST_CASE("a tier that can hold a cache stays named") {
    request r = asking({}, some);
    r.serving.cache_tier = 2;
    const fix f = fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, r);
    REQUIRE(f.exists);
    CHECK(f.asked.plan == split{.tensor = 2});
    CHECK(f.asked.serving.cache_tier == 2);
}

TEST_CASE("an objective that no plan can meet: said so, at once") {
    const auto start = std::chrono::steady_clock::now();
    request r = asking({.tensor = 8}, some);
    r.load.tpot = {50_us, true};
    CHECK(!fixed(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, r).exists);
    CHECK(!fixed(models::deepseek_v3::spec, {.device = parts::nvidia_h100_sxm::spec}, r).exists);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{1});
}
