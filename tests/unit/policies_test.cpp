// Every policy changes what it names, and nothing else.
#include <doctest/doctest.h>

#include <initializer_list>
#include <rafter/engine/profiles.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/policies.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;

template <class... Policies> request asked() {
    request r = unseen(request{});
    (apply_policy<Policies>(r), ...);
    return r;
}

struct my_format { static constexpr number_format spec{.element_bits = 6}; };
struct my_strategy { static constexpr void apply(split& s) { s.tensor = 2; } };
struct some_part { static constexpr accelerator spec{}; };

static_assert(Format<fp8> && Format<int4<128>> && Format<my_format> && !Format<int> && !Format<some_part>);
static_assert(Strategy<tensor_parallel<2>> && Strategy<my_strategy> && !Strategy<batch<4>> && !Strategy<plan<>> && !Strategy<int>);
static_assert(Policy<batch<4>> && Policy<plan<>> && Policy<weights<fp8>> && !Policy<tensor_parallel<2>> && !Policy<int>);
static_assert(ClassFormat<in<tensor_class::head, fp8>> && !ClassFormat<fp8> && !ClassFormat<weights<fp8>>);

}  // namespace

TEST_CASE("workload") {
    const request r = asked<batch<32>, prompt<2048>, output<256>, prompts_at_once<4>, expert_routing<routing::unknown>,
                            ttft<500_ms>, tpot<15_ms>>();
    CHECK(r.load.batch == 32);
    CHECK(r.load.prompt == 2048);
    CHECK(r.load.output == 256);
    CHECK(r.load.prompts_at_once == 4);
    CHECK(r.load.experts == routing::unknown);
    CHECK(r.load.ttft.stated);
    CHECK(r.load.ttft.limit.in_ms() == doctest::Approx(500));
    CHECK(r.load.tpot.limit.in_ms() == doctest::Approx(15));
}

TEST_CASE("formats: narrow weights leave tables, router, norms and biases as they are") {
    const request r = asked<weights<fp8>, kv_cache<fp8>, activations<fp16>, dispatch<fp8>>();
    CHECK(r.formats.of(tensor_class::attention) == fp8::spec);
    CHECK(r.formats.of(tensor_class::routed_expert) == fp8::spec);
    CHECK(r.formats.of(tensor_class::head) == bf16::spec);
    CHECK(r.formats.of(tensor_class::router) == bf16::spec);
    CHECK(r.formats.cache == fp8::spec);
    CHECK(r.formats.activations == fp16::spec);
    CHECK(r.formats.dispatch == fp8::spec);
    CHECK(r.formats.state == bf16::spec);
    CHECK(r.formats.index == bf16::spec);
    CHECK(asked<recurrent_state<fp32>>().formats.state == fp32::spec);
    CHECK(asked<index_cache<fp8_per_row_of_128>, kv_cache<fp16>>().formats.index == fp8_per_row_of_128::spec);
    CHECK(!r.formats.multiply_as_stated);
}

TEST_CASE("formats: a class of its own") {
    const request oss = asked<weights<bf16, in<tensor_class::routed_expert, mxfp4>>>();
    CHECK(oss.formats.of(tensor_class::routed_expert) == mxfp4::spec);
    CHECK(oss.formats.of(tensor_class::attention) == bf16::spec);
    CHECK(oss.formats.of(tensor_class::bias) == bf16::spec);
    const request all = asked<weights<fp8, in<tensor_class::head, fp8>, in<tensor_class::embedding, int8>>>();
    CHECK(all.formats.of(tensor_class::head) == fp8::spec);
    CHECK(all.formats.of(tensor_class::embedding) == int8::spec);
    CHECK(asked<multiply_as<arithmetic::fp16>>().formats.multiply_as == arithmetic::fp16);
    CHECK(asked<multiply_as<arithmetic::fp16>>().formats.multiply_as_stated);
}

TEST_CASE("engine") {
    CHECK(asked<memory_percent<90>>().serving.memory_percent == 90);
    CHECK(asked<memory_percent<90>>().serving.basis == fraction_of::total);
    CHECK(asked<cache_percent_of_free<85>>().serving.memory_percent == 85);
    CHECK(asked<cache_percent_of_free<85>>().serving.basis == fraction_of::free_after_weights);
    CHECK(asked<reserve<2_GB>>().serving.reserve.value == 2'000'000'000);
    CHECK(asked<embedding_tables<tables::replicated>>().serving.embedding == tables::replicated);
    CHECK(asked<prefill_chunk<512>>().serving.prefill_chunk == 512);
    CHECK(asked<cache_in_tier<3>>().serving.cache_tier == 3);
    CHECK(asked<all_reduce_by<algorithm::ring | algorithm::tree>>().serving.all_reduce == (algorithm::ring | algorithm::tree));
    CHECK(asked<>().serving.all_reduce == algorithm::automatic);
}

TEST_CASE("an engine and its own words") {
    CHECK(asked<served_by<engines::vllm>>().serving.memory_percent == 90);
    CHECK(asked<served_by<engines::vllm>>().serving.cache_page == 16);
    CHECK(asked<gpu_memory_utilization<95>>().serving.memory_percent == 95);
    CHECK(asked<mem_fraction_static<88>>().serving.basis == fraction_of::total_static);
    CHECK(asked<mem_fraction_static<88>>().serving.memory_percent == 88);
    CHECK(asked<max_model_len<8192>>().serving.max_model_len == 8192);
    CHECK(asked<max_num_seqs<64>>().serving.max_num_seqs == 64);
    CHECK(asked<max_num_batched_tokens<4096>>().serving.max_num_batched_tokens == 4096);
    CHECK(asked<max_num_batched_tokens<4096>>().serving.prefill_chunk == not_stated);
    CHECK(asked<max_num_batched_tokens<4096>>().serving.chunk() == 4096);
    CHECK(asked<max_num_batched_tokens<4096>, prefill_chunk<512>>().serving.chunk() == 512);
    CHECK(asked<max_num_batched_tokens<4096>, prefill_chunk<512>>().serving.max_num_batched_tokens == 4096);
    CHECK(asked<cache_page<32>>().serving.cache_page == 32);
    CHECK(asked<windowed_layers<windowed_cache::full_length>>().serving.windows == windowed_cache::full_length);
}

TEST_CASE("what is said goes before what an engine does by itself, in any order") {
    request before, behind;
    apply_policies<cache_page<32>, gpu_memory_utilization<80>, served_by<engines::vllm>>(before);
    apply_policies<served_by<engines::vllm>, gpu_memory_utilization<80>, cache_page<32>>(behind);
    for (const request& r : {before, behind}) {
        CHECK(r.serving.cache_page == 32);
        CHECK(r.serving.memory_percent == 80);
        CHECK(r.serving.windows == windowed_cache::in_groups);
    }
}

TEST_CASE("a plan is a policy") {
    CHECK(asked<plan<tensor_parallel<4>, pipeline_parallel<2>>>().plan == split{.tensor = 4, .pipeline = 2});
    CHECK(asked<plan<my_strategy, pipeline_parallel<2>>>().plan == split{.tensor = 2, .pipeline = 2});
    CHECK(asked<>().plan == split{});
}

TEST_CASE("prefixes, of one's own or shared, and drafts") {
    CHECK(asked<>().load.prefix == 0);
    CHECK(asked<prefix<1024>>().load.prefix == 1024);
    CHECK(!asked<prefix<1024>>().load.prefix_shared);
    CHECK(asked<shared_prefix<1024>>().load.prefix == 1024);
    CHECK(asked<shared_prefix<1024>>().load.prefix_shared);
    CHECK(asked<>().load.drafts == speculation{});
    CHECK(asked<speculative<3>>().load.drafts == speculation{.drafted = 3});
    CHECK(asked<speculative<3, 80>>().load.drafts == speculation{.drafted = 3, .acceptance_known = true, .acceptance = 0.8});
    CHECK(asked<speculative<3, 80, 400_us>>().load.drafts.per_draft == seconds{400e-6});
    CHECK(asked<speculative<3, 0>>().load.drafts.acceptance_known);
}
