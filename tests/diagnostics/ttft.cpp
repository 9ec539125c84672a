// 70B parameters, 2,048 tokens, 2 x 989.4 TFLOPS: no engine answers in 100 ms.
// EXPECT: RAFTER-S001
// EXPECT: required_nanoseconds<142
// EXPECT: allowed_nanoseconds<100000000>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<4>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<1>, prompt<2048>, output<64>, ttft<100_ms>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>, ttft<100_ms>>;
#endif
template struct rafter::require<judged>;
