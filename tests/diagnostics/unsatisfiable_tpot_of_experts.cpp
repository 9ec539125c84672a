// A mixture over 32 devices that no split brings to a token in 1 ms.
// EXPECT: RAFTER-S002
// EXPECT: required_nanoseconds<
// EXPECT: allowed_nanoseconds<1000000>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::deepseek_v3, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>, pipeline_parallel<4>>, batch<1>, prompt<2048>, output<64>, tpot<1_s>>;
#else
using judged = deployment<models::deepseek_v3, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>, pipeline_parallel<4>>, batch<1>, prompt<2048>, output<64>, tpot<1_ms>>;
#endif
template struct rafter::require<judged>;
