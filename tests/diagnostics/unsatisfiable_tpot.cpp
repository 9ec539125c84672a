// 17.6 GB a device at 3.35 TB/s take 5.3 ms: one domain of eight never gives a token in 2 ms.
// EXPECT: RAFTER-S002
// EXPECT: required_nanoseconds<5
// EXPECT: allowed_nanoseconds<2000000>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<1>, prompt<2048>, output<64>, tpot<10_ms>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<1>, prompt<2048>, output<64>, tpot<2_ms>>;
#endif
template struct rafter::require<judged>;
