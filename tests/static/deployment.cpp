// Deployments in constant expressions: what a user of the library writes.
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/rafter.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

using serving = deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>,
                           prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>>;
static_assert(serving::feasible);
static_assert(serving::footprint.total < 60_GB);
static_assert(serving::decode.ceiling.time < 15_ms && serving::decode.ceiling.bound_by == resource::memory);
static_assert(serving::devices == 4);

// Llama-3.1-70B in bf16 needs two H100.
using one = deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, prompt<2111>>;
static_assert(!one::feasible && one::findings.of(rule::memory_capacity).required == 142'101'463'040);
static_assert(
    deployment<models::llama_3_1_70b, parts::nvidia_h100_sxm, prompt<2111>, plan<tensor_parallel<2>>>::feasible);
static_assert(nearest_fix(models::llama_3_1_70b::spec, {.device = parts::nvidia_h100_sxm::spec}, one::asked)
                  .asked.plan == split{.tensor = 2});

// Searches, and the neighbour of the answer.
constexpr request alone{.load = {.prompt = 4095}};
constexpr cluster h100s{.device = parts::nvidia_h100_sxm::spec};
static_assert(largest_batch(models::llama_3_1_8b::spec, h100s, alone) == 129);
static_assert(longest_context(models::llama_3_1_8b::spec, h100s, {}) == 531'675);
static_assert(fewest_devices(models::llama_3_1_70b::spec, h100s, alone).devices == 2);

// Degrees of 0 or below, and batches of none, are findings in a constant expression too.
static_assert(deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, plan<tensor_parallel<0>>>::findings.has(
    rule::degrees_positive));
static_assert(deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, plan<data_parallel<0>>>::findings.has(
    rule::degrees_positive));
static_assert(
    deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<-1>>::findings.has(rule::workload_in_range));

// What is no model, no part and no policy is none.
static_assert(Model<models::llama_3_1_8b> && !Model<parts::nvidia_h100_sxm> && !Model<int>);
static_assert(Accelerator<parts::nvidia_h100_sxm> && !Accelerator<models::llama_3_1_8b> && !Hardware<int>);
static_assert(Policy<batch<1>> && Policy<plan<>> && !Policy<models::llama_3_1_8b> && !Policy<int>);

}  // namespace

// A demand that holds compiles.
template struct rafter::require<serving>;
