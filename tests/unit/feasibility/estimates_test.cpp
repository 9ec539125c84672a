// Estimates of whole deployments: by which engine, on what they rest, and where there are none.
#include <doctest/doctest.h>

#include <cstring>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/estimated.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

template <class Part, class... Policies>
using serving = deployment<models::llama_3_1_70b, Part, plan<tensor_parallel<8>>, batch<16>, prompt<2048>, output<256>, Policies...>;

template <class D> confidence sure() { return unseen(estimated<D>).decode.sure; }
/// Nothing to read a time from.
template <class D> constexpr bool has_no_time = !requires { estimated<D>.decode; } && !requires { estimated<D>.prefill; };

constexpr request one_token = asking({}, {.prompt = 128});
const char* lacks(const transformer& m, const accelerator& a, const request& r) { return estimates_of(unseen(m), unseen(a), unseen(r)).lacks; }
bool says(const char* lacks, const char* words) { return lacks != nullptr && std::strstr(lacks, words) != nullptr; }

struct wafer_with_hop {
    static constexpr accelerator spec = [] {
        accelerator a = parts::cerebras_wse3::spec;
        a.on_chip = {.cores = {900'000, "x"}, .hop = {seconds{1e-9}, "x"}};
        return a;
    }();
};
struct eight_h100 {
    static constexpr cluster spec{.device = parts::nvidia_h100_sxm::spec, .devices = {8, "inventory"}};
};

}  // namespace

TEST_CASE("served by vLLM: its constants, calibrated on MI300X, and those of its class elsewhere") {
    CHECK(sure<serving<parts::amd_mi300x, served_by<engines::vllm>>>() == confidence::part_calibrated);
    CHECK(sure<serving<parts::nvidia_h100_sxm, served_by<engines::vllm>>>() == confidence::class_calibrated);
    CHECK(sure<serving<parts::amd_mi300x>>() == confidence::class_calibrated);
    CHECK(sure<serving<parts::nvidia_h100_sxm>>() == confidence::class_calibrated);
    CHECK(sure<serving<parts::nvidia_h100_sxm, served_by<engines::sglang>>>() == confidence::part_calibrated);
    CHECK(sure<deployment<models::llama_2_7b, parts::nvidia_a100_80gb, served_by<engines::gpt_fast>>>() == confidence::part_calibrated);
    // 0.7344 of products and 0.8867 of reads, 8.14 us an operation: row M0381
    const expectation on = expectation_of(parts::nvidia_h100_sxm::spec, unseen(sheet_of(models::llama_3_1_70b::spec, {})), engine_of(unseen(engines::vllm::spec)));
    CHECK(on.fixed_cost(phase::decode) == 8.14e-6);
    CHECK(std::strcmp(on.constants->rows, "M0381") == 0);
}

TEST_CASE("a deployment expects what its estimates say") {
    using on = serving<parts::nvidia_h100_sxm, served_by<engines::vllm>>;
    const estimates now = estimates_of(unseen(on::model::spec), unseen(on::hardware::spec), unseen(on::asked));
    CHECK(unseen(estimated<on>).decode.time.value == now.decode.time.value);
    CHECK(unseen(estimated<on>).prefill.high.value == now.prefill.high.value);
    static_assert(estimated<on>.made() && estimated<on>.decode.low >= on::decode.ceiling.time);
    CHECK(unseen(estimated<serving<eight_h100>>).decode.time.value == estimated<serving<parts::nvidia_h100_sxm>>.decode.time.value);
    CHECK(estimates_of(on::model::spec, unseen(eight_h100::spec), unseen(on::asked)).decode.time.value == now.decode.time.value);
}

TEST_CASE("a scheduler prepares once and asks for batches") {
    request r = asking({.tensor = 8}, {.batch = 1, .prompt = 2048, .output = 256});
    const prepared known = prepare(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, {}, unseen(r));
    const expectation on = expectation_of(known, parts::nvidia_h100_sxm::spec, r.serving);
    double before = 0;
    for (const std::int64_t batch : {1, 8, 64}) {
        r.load.batch = batch;
        const estimates e = estimates_of(known, on, unseen(r.load));
        const estimates whole = estimates_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, r);
        const estimates beside = estimates_of(known, on, r.load, assess(known, r.load));
        CHECK(e.decode.time.value == whole.decode.time.value);
        CHECK(e.decode.low.value == beside.decode.low.value);
        CHECK(e.prefill.time.value == whole.prefill.time.value);
        CHECK(e.decode.time.value > before);
        before = e.decode.time.value;
    }
}

TEST_CASE("the low end of a range stays above the ceiling") {
    // 10 ms, from 8.5 on, 100 tokens a second; the ceiling 9 ms, or 12
    const estimate e{.time = 10_ms, .low = seconds{8.5e-3}, .high = 15_ms, .per_user = tokens_per_second{100}, .system = tokens_per_second{800}};
    const ceiling below{.time = 9_ms, .per_user = tokens_per_second{111}, .system = tokens_per_second{888}}, over{.time = 12_ms, .per_user = tokens_per_second{83}, .system = tokens_per_second{666}};
    CHECK(above(unseen(below), unseen(e)).low == 9_ms);
    CHECK(above(unseen(below), unseen(e)).time == 10_ms);
    CHECK(above(unseen(below), unseen(e)).per_user.value == 100);
    CHECK(above(unseen(over), unseen(e)).time == 12_ms);
    CHECK(above(unseen(over), unseen(e)).high == 15_ms);
    CHECK(above(unseen(over), unseen(e)).system.value == 666);
}

TEST_CASE("a pipeline in more micro-batches than stages waits for them") {
    // 8 micro-batches of one sequence through 4 stages of 8 layers: 8 times the slowest stage, not the pass of one
    const request r = asking({.pipeline = 4, .micro_batches = 8}, {.batch = 8, .prompt = 500, .output = 10});
    const request alone = asking({.pipeline = 4, .micro_batches = 1}, {.batch = 1, .prompt = 500, .output = 10});
    const estimate e = estimates_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, unseen(r)).decode;
    const estimate pass = estimates_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, unseen(alone)).decode;
    CHECK((e.time - e.waiting).value == doctest::Approx(pass.time.value).epsilon(1e-9));
    CHECK(pass.waiting.value == 0);
    CHECK(e.waiting.value > pass.time.value);
    CHECK(e.system.value == doctest::Approx(8 / e.time.value));
}

TEST_CASE("where something is missing the type says so, and there is no time to read") {
    using wafer = serving<parts::cerebras_wse3>;
    static_assert(__is_same(decltype(estimated<wafer>), const ceiling_only<missing::hop_time>) && has_no_time<wafer>);
    CHECK(says(estimated<wafer>.lacks, "the hop time of the network on the chip"));
    CHECK(!estimated<wafer>.made());
    static_assert(!has_no_time<deployment<models::llama_3_1_8b, wafer_with_hop>>);
    using unlinked = deployment<models::llama_3_1_8b, parts::aws_inferentia2, plan<tensor_parallel<2>>>;
    static_assert(__is_same(decltype(estimated<unlinked>), const ceiling_only<missing::link_rate>));
    static_assert(!has_no_time<deployment<models::llama_3_1_8b, parts::aws_inferentia2>>);
    using nothing_asked = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<0>>;
    static_assert(__is_same(decltype(estimated<nothing_asked>), const ceiling_only<missing::numbers_in_range>));
}

TEST_CASE("what is missing, in words") {
    CHECK(says(lacks(models::llama_3_1_8b::spec, parts::cerebras_wse3::spec, one_token), "hop time"));
    CHECK(says(lacks(models::llama_3_1_8b::spec, parts::aws_inferentia2::spec, asking({.tensor = 2}, {.prompt = 128})), "links"));
    CHECK(says(lacks(models::stories15m::spec, parts::arm_ethos_u85::spec, one_token), "unit"));  // bf16 on an int8 NPU
    CHECK(says(lacks(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({.tensor = 0}, {})), "range"));
    CHECK(lacks(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, one_token) == nullptr);
    workload drafted{.prompt = 128, .output = 10, .drafts = {.drafted = 3}};
    CHECK(says(lacks(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, drafted)), "draft"));
    drafted.drafts.acceptance_known = true;
    drafted.drafts.acceptance = 0.8;
    CHECK(lacks(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, asking({}, drafted)) == nullptr);
    accelerator a = parts::nvidia_h100_sxm::spec;
    a.tiers[2].read = {};
    CHECK(says(lacks(models::llama_3_1_8b::spec, a, one_token), "read rate"));
    // 141 GB of weights in 96 GB of HBM and a memory of unknown rate
    accelerator spilled = parts::nvidia_gh200::spec;
    for (memory_tier& t : spilled.tiers)
        if (t.name != nullptr && std::strcmp(t.name, working_memory(spilled)->name) != 0 && t.role == keeps::data) t.read = {};
    CHECK(says(lacks(models::llama_3_1_70b::spec, spilled, one_token), "read rate"));
    CHECK(lacks(models::llama_3_1_8b::spec, spilled, one_token) == nullptr);
}
