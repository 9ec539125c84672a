// A deployment names each policy once.
// EXPECT: a deployment names each policy once
// EXPECT: batch<1>
// EXPECT: batch<2>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>, batch<2>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
