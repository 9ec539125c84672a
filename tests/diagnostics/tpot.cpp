// 70 GB a device at 3.35 TB/s take 20.8 ms: no engine gives a token in 15 ms.
// EXPECT: RAFTER-S002
// EXPECT: required_nanoseconds<20
// EXPECT: allowed_nanoseconds<15000000>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<4>
// EXPECT(c++26): RAFTER-S002: the time per output token is at least 20,8
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<1>, prompt<2048>, output<64>, tpot<15_ms>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>, tpot<15_ms>>;
#endif
template struct rafter::require<judged>;
