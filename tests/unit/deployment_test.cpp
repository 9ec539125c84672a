// A deployment is what assess says, under one name; its policies stand in any order.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/deployment.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

template <class D> void is_what_assess_says() {
    const assessment now = assess(unseen(D::model::spec), unseen(D::hardware::spec), unseen(D::asked));
    CHECK(D::feasible == now.feasible);
    CHECK(unseen(D::findings).count == now.findings.count);
    CHECK(unseen(D::footprint).total == now.footprint.total);
    CHECK(unseen(D::decode).ceiling.time.value == now.decode.ceiling.time.value);
    CHECK(unseen(D::decode).roofline.time.value == now.decode.roofline.time.value);
    CHECK(unseen(D::decode).roofline.system.value == now.decode.roofline.system.value);
    CHECK(unseen(D::prefill).ceiling.time.value == now.prefill.ceiling.time.value);
    CHECK(unseen(D::prefill).roofline.time.value == now.prefill.roofline.time.value);
    CHECK(unseen(D::prefill).ceiling.system.value == now.prefill.ceiling.system.value);
}
template <class A, class B> void are_the_same() {
    CHECK(A::feasible == B::feasible);
    CHECK(unseen(A::footprint).total == B::footprint.total);
    CHECK(unseen(A::decode).roofline.time.value == B::decode.roofline.time.value);
    CHECK(unseen(A::prefill).ceiling.time.value == B::prefill.ceiling.time.value);
}

struct four_h100 {
    static constexpr cluster spec{.device = parts::nvidia_h100_sxm::spec, .devices = {4, "inventory"}};
};

using serving = deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>,
                           prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>>;
using shuffled = deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, kv_cache<fp8>, output<256>, weights<fp8>,
                            prompt<2048>, plan<tensor_parallel<4>>, batch<32>>;

}  // namespace

TEST_CASE("Llama-3.1-70B in fp8 over 4 H100: fits in 60 GB a device, at most 15 ms a token at the ceiling") {
    CHECK(unseen(serving::feasible));
    CHECK(serving::devices == 4);
    CHECK(unseen(serving::footprint).total < 60_GB);
    CHECK(unseen(serving::decode).ceiling.time < 15_ms);
    CHECK(unseen(serving::decode).ceiling.bound_by == resource::memory);
    // 1,318,912 norms and 2 x 2,101,346,304 / 4 of tables in bf16, the rest of 68,451,041,280 over four in fp8
    CHECK(unseen(serving::footprint).weights.value == 18'166'071'296);
    CHECK(unseen(serving::footprint).cache.value == 3'019'898'880);  // 32 x 2,304 x 163,840 / 4
}

TEST_CASE("a deployment is what assess says") {
    is_what_assess_says<serving>();
    is_what_assess_says<deployment<models::deepseek_v3, parts::nvidia_h100_sxm, plan<expert_parallel<32>>, batch<512>,
                                   prompt<4096>, output<100>, weights<fp8_per_block>>>();
    is_what_assess_says<deployment<models::gpt_oss_120b, parts::amd_mi300x,
                                   weights<bf16, in<tensor_class::routed_expert, mxfp4>>, batch<8>, prompt<1000>>>();
    is_what_assess_says<deployment<models::llama_3_1_405b, parts::nvidia_gb200,
                                   plan<pipeline_parallel<3>, tensor_parallel<8>>, prompts_at_once<5>, prompt<9000>>>();
    is_what_assess_says<deployment<models::mixtral_8x7b, parts::cerebras_wse3, batch<3>, ttft<1_ms>, tpot<1_ms>>>();
    is_what_assess_says<deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<0>>>();
    is_what_assess_says<deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, plan<tensor_parallel<0>>>>();
    is_what_assess_says<deployment<models::llama_3_1_70b, four_h100, plan<tensor_parallel<8>>>>();
}

TEST_CASE("policies and strategies stand in any order") {
    are_the_same<serving, shuffled>();
    are_the_same<deployment<models::mixtral_8x7b, parts::nvidia_h100_sxm,
                            plan<tensor_parallel<4>, pipeline_parallel<2>, expert_parallel<4>>, batch<16>>,
                 deployment<models::mixtral_8x7b, parts::nvidia_h100_sxm, batch<16>,
                            plan<expert_parallel<4>, tensor_parallel<4>, pipeline_parallel<2>>>>();
    are_the_same<deployment<models::llama_3_1_8b, parts::nvidia_a100_80gb, multiply_as<arithmetic::bf16>,
                            memory_percent<90>, weights<fp8>, reserve<1_GB>, batch<4>>,
                 deployment<models::llama_3_1_8b, parts::nvidia_a100_80gb, batch<4>, reserve<1_GB>, weights<fp8>,
                            memory_percent<90>, multiply_as<arithmetic::bf16>>>();
}

TEST_CASE("served by an engine: its memory, and what is said beside it") {
    using by_vllm = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, max_num_seqs<64>, batch<32>, prompt<2048>, output<257>, served_by<engines::vllm>>;
    is_what_assess_says<by_vllm>();
    are_the_same<by_vllm, deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, served_by<engines::vllm>, batch<32>, max_num_seqs<64>, prompt<2048>, output<257>>>();
    CHECK(unseen(by_vllm::footprint).cache.value == 32 * std::int64_t{302'120'960});
    CHECK(unseen(by_vllm::footprint).cache_reserved().value == 32 * std::int64_t{304'087'040});
    request now = unseen(by_vllm::asked);
    now.serving = engine_of(unseen(engines::vllm::spec));
    now.serving.max_num_seqs = 64;
    CHECK(assess(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, now).footprint.total == by_vllm::footprint.total);
    CHECK(!deployment<models::llama_3_1_8b, parts::google_tpu_v5e, plan<tensor_parallel<4>>, served_by<engines::gpt_fast>>::feasible);
}

TEST_CASE("deployments that differ in what is asked only") {
    using small = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<1>, prompt<2111>>;
    using large = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<64>, prompt<2111>>;
    is_what_assess_says<small>();
    is_what_assess_says<large>();
    CHECK(unseen(large::footprint).cache.value == 64 * unseen(small::footprint).cache.value);
    CHECK(unseen(large::decode).roofline.time > small::decode.roofline.time);
}

TEST_CASE("prefixes and drafts are asked of the workload: a deployment is still what assess says") {
    using plain = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<16>, prompt<2048>, output<256>>;
    using own = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<16>, prompt<2048>, output<256>, prefix<1024>>;
    using shared = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<16>, shared_prefix<1024>, prompt<2048>, output<256>>;
    using drafting = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<16>, prompt<2048>, output<256>, speculative<3, 50, 1_ms>>;
    is_what_assess_says<own>();
    is_what_assess_says<shared>();
    is_what_assess_says<drafting>();
    is_what_assess_says<deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<16>, prompt<2048>, output<256>, shared_prefix<1024>, speculative<3, 50, 1_ms>, tpot<1_ms>>>();
    is_what_assess_says<deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, prefix<7>, prompt<7>>>();
    CHECK(unseen(shared::footprint).cache.value == (16 * 1280 + 1024) * std::int64_t{131'072});
    CHECK(unseen(own::footprint).cache == plain::footprint.cache);
    CHECK(unseen(own::prefill).roofline.time.value == shared::prefill.roofline.time.value);
    CHECK(unseen(own::prefill).ceiling.time < plain::prefill.ceiling.time);
    CHECK(unseen(drafting::prefill).ceiling.time.value == plain::prefill.ceiling.time.value);
    CHECK(unseen(drafting::decode).ceiling.time < plain::decode.ceiling.time);
    // an objective that only drafts meet, for they are granted
    CHECK(!deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<1>, prompt<2048>, output<256>, tpot<4_ms>>::feasible);
    CHECK(deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<1>, prompt<2048>, output<256>, tpot<4_ms>, speculative<3>>::feasible);
}

TEST_CASE("a cluster stands where an accelerator does") {
    CHECK(deployment<models::llama_3_1_70b, four_h100, plan<tensor_parallel<4>>>::feasible);
    CHECK(!deployment<models::llama_3_1_70b, four_h100, plan<tensor_parallel<8>>>::feasible);
    CHECK(unseen(deployment<models::llama_3_1_70b, four_h100, plan<tensor_parallel<8>>>::findings)
              .of(rule::cluster_size)
              .available == 4);
}
