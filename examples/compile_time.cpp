// A compile-time user: to compile is to know that the deployment works.
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

using serving = deployment<catalog::models::llama_3_1_70b, catalog::accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>,
                           batch<32>, prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>, tpot<15_ms>>;
template struct rafter::require<serving>;
static_assert(serving::footprint.total < 60_GB);
static_assert(serving::decode.ceiling.bound_by == resource::memory);

int main() { return serving::feasible ? 0 : 1; }
