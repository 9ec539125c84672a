#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/rafter.hpp>
#include <rafter/serving.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using namespace rafter::literals;
using doctest::Approx;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

namespace {

template <std::int64_t Devices, class... Asked>
using llama = deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, plan<tensor_parallel<Devices>>, prompt<4000>, output<200>, served_by<engines::vllm>, Asked...>;
using chat = served<llama<8, batch<32>>>;
using pools = disaggregated<llama<4>, llama<8, batch<32>>>;
using twice = per_phase<deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, plan<tensor_parallel<4>, pipeline_parallel<2>>, prompt<4000>, served_by<engines::vllm>>, llama<8, batch<32>>>;


// Nothing that is demanded of these holds.
static_assert(!served_trace<llama<8>>::feasible && served_trace<llama<8>>::findings.has(rule::trace_not_empty));
static_assert(!served_trace<llama<1, batch<32>>, traced<4000, 200>>::feasible, "a trace on a deployment that does not fit does not fit");
static_assert(!disaggregated<llama<4>, llama<8, kv_cache<fp8>>>::feasible && !disaggregated<llama<1>, llama<8>>::feasible);
static_assert(!per_phase<llama<4>, llama<8>>::feasible && per_phase<llama<4>, llama<8>>::findings.of(rule::phases_match).subject == 2);
// An objective is one of both pools together.
static_assert(!disaggregated<llama<4, ttft<10_ms>>, llama<8>>::feasible && disaggregated<llama<4, ttft<10_s>>, llama<8, tpot<100_ms>>>::feasible);

template <class S> concept HasEstimate = requires { S::times.estimate; };

/// No hop time has a source: the type has no estimate, and bounds stand. Nor can drafts be estimated of which nobody knows how many are right.
using wafer = served<deployment<models::llama_3_1_8b, parts::cerebras_wse3, prompt<1000>, output<100>>>;
static_assert(!wafer::times.estimated && !HasEstimate<wafer> && wafer::times.ceiling.ttft.time.value > 0);
static_assert(HasEstimate<chat> && !HasEstimate<served<llama<8, speculative<3>>>> && HasEstimate<served<llama<8, speculative<3, 80>>>>);
static_assert(HasEstimate<pools> && !HasEstimate<disaggregated<llama<4>, llama<8, speculative<3>>>> && !HasEstimate<served_trace<llama<8, speculative<3>>, traced<4000, 200>>>);

/// 90 % of eight devices are 618 GB, of which the weights take 141. A request of 40,000 tokens keeps 13.1 GB: 32 are 419, 64 are 839.
using long_ones = served_trace<llama<8, batch<32>>, traced<40'000, 200>>;
static_assert(long_ones::feasible && !served_trace<llama<8, batch<64>>, traced<40'000, 200>>::feasible);
static_assert(served_trace<llama<8, batch<64>>, traced<40'000, 200>>::findings.has(rule::memory_capacity));
static_assert(served_trace<llama<8, batch<64>>, traced<40'000, 200>, traced<1000, 200, 0, 3>>::feasible, "one long request in four");
static_assert(served_trace<llama<8, batch<32>, max_model_len<8192>>, traced<4000, 200>, traced<8000, 200>>::findings.has(rule::sequence_length));

/// An objective must hold with as many as are in flight too.
using hurried = max_load<llama<8, batch<1>, tpot<8_ms>>>;
static_assert(llama<8, batch<1>, tpot<8_ms>>::feasible && hurried::rates.ceiling.tpot.time > 8_ms && !hurried::feasible && hurried::findings.has(rule::tpot_objective));
static_assert(max_load<llama<8, batch<1>, tpot<80_ms>>>::feasible && !max_load<llama<1, batch<1>>>::feasible);

/// What is out of range has no times, and says so.
using none = served<llama<8, batch<0>>>;
static_assert(!none::feasible && none::times.roofline.ttft.time.value == 0 && max_load<llama<8, batch<0>>>::in_flight == 0);

}  // namespace

template struct rafter::require<chat>;
template struct rafter::require<pools>;
template struct rafter::require<twice>;
template struct rafter::require<max_load<llama<8>>>;
template struct rafter::require<served_trace<llama<8, batch<32>>, traced<4000, 200>>>;

TEST_CASE("a served deployment is that deployment, and one trace of it is it again") {
    using traced_alone = served_trace<llama<8, batch<32>>, traced<4000, 200>>;
    CHECK(chat::footprint.total == llama<8, batch<32>>::footprint.total);
    CHECK(claims::unseen(traced_alone::times).estimate.end_to_end.time.value == Approx(chat::times.estimate.end_to_end.time.value));
    // TPOT is the mean of the steps behind the first token: half a token of context shorter than the mean step of the deployment.
    CHECK(claims::within(chat::times.roofline.tpot.time.value, chat::decode.roofline.time.value, 1e-4));
    CHECK(chat::times.ceiling.ttft.time == chat::prefill.ceiling.time);
}

TEST_CASE("prefill apart sends 1.31 GB over four network links of 50 GB/s: 6.55 ms") {
    CHECK(claims::unseen(pools::times).roofline.transfer.time.in_ms() == Approx(4000 * 327'680.0 / 4 / 50e9 * 1e3));
    CHECK(pools::times.roofline.ttft.time.value == Approx(served<llama<4>>::times.roofline.ttft.time.value + pools::times.roofline.transfer.time.value));
    const instances n = pools::on_devices(32);
    CHECK(n.prefill * 4 + n.decode * 8 <= 32);
    CHECK((n.prefill > 0 && n.decode > 0));
}

namespace {

/// Four nodes of eight H800 with expert parallel 32; requests of 4,989 tokens of which 56.3 % are found. How long prompts are and
/// how many a GPU takes at once is not published: here 16,384 tokens.
using prefill_unit = deployment<models::deepseek_v3, parts::nvidia_h800, plan<tensor_parallel<1>, expert_parallel<32>>, weights<fp8>, dispatch<fp8>,
                                prompts_at_once<7 * 32>, prompt<4989>, prefix<2809>, output<2>, prefill_chunk<16'384>>;
using day = served_trace<prefill_unit, traced<4989, 2, 2809>>;
constexpr double of_node(tokens_per_second computed_by_device) { return with_cached(computed_by_device * 8, day::found).value; }

}  // namespace

TEST_CASE("DeepSeek's prefill nodes take 73,700 tokens a second in, cache hits among them: estimated within 15 %, below the bound") {
    // DeepSeek open-infra-index, day 6: "each H800 node delivers ~73.7k tokens/s input (including cache hits)", 56.3 % hits.
    CHECK(claims::within(day::found, 0.563, 1e-3));
    CHECK(claims::within(of_node(claims::unseen(day::times).estimate.prefill_per_device), 73'700, 0.15));
    CHECK(of_node(day::times.roofline.prefill_per_device) > 73'700);
    CHECK(of_node(day::times.ceiling.prefill_per_device) > of_node(day::times.roofline.prefill_per_device));
}
