// A part where a format belongs.
// EXPECT: what is stored or sent has a format: bf16, fp8, mxfp4
// EXPECT: kv_cache<
// EXPECT: nvidia_h100_sxm
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, kv_cache<fp8>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, kv_cache<accelerators::nvidia_h100_sxm>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
