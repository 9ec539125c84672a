// 2^40 sequences of 2^30 tokens: the batch is out of range, and nothing else is said.
// EXPECT: RAFTER-W001
// EXPECT: given<1099511627776>
// EXPECT: limit<2147483648>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<1099511627776>, prompt<1073741824>, output<64>>;
#endif
template struct rafter::require<judged>;
