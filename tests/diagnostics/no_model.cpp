// A part where a model belongs.
// EXPECT: the first argument of a deployment is a model
// EXPECT: nvidia_h100_sxm
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>>;
#else
using judged = deployment<accelerators::nvidia_h100_sxm, accelerators::nvidia_h100_sxm, plan<>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
