// The umbrella, the whole catalogue, a config.json, literals and a demand: what must compile in every standard, with either Boost.
#include <boost/version.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/hugging_face/config.hpp>
#include <rafter/rafter.hpp>

static_assert(__cplusplus >= RAFTER_STANDARD);
static_assert(BOOST_VERSION / 100 == RAFTER_BOOST);

using namespace rafter;
using serving = deployment<catalog::models::llama_3_1_70b, catalog::accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>,
                           prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>, reserve<2_GB>, tpot<15_ms>>;
static_assert(serving::feasible && serving::footprint.total < 62_GB);
static_assert(serving::decode.ceiling.time < 15_ms && serving::decode.ceiling.bound_by == resource::memory);
template struct rafter::require<serving>;

struct my_model : hugging_face::model<hugging_face::parse(R"({"model_type": "llama", "hidden_size": 4096,
    "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
    "vocab_size": 128256})")> {};
static_assert(deployment<my_model, catalog::accelerators::nvidia_h100_sxm, plan<>>::feasible);

assessment assess_at_run_time(const request& asked);

assessment assess_at_run_time(const request& asked) {
    return assess(my_model::spec, catalog::accelerators::nvidia_h100_sxm::spec, asked);
}
