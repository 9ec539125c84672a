// A time to first token in gigabytes.
// EXPECT: an objective is a time: ttft<500_ms>, tpot<15_ms>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, ttft<1_s>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, ttft<1_GB>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
