// A model where a part belongs.
// EXPECT: the second argument of a deployment is hardware
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>>;
#else
using judged = deployment<models::llama_3_1_8b, models::llama_3_1_8b, plan<>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
