// Something that is no policy.
// EXPECT: after model and hardware a deployment takes policies: plan<...>, batch<N>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, int>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
