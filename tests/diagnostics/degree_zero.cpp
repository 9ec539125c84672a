// A degree of parallelism that is none.
// EXPECT: RAFTER-P001
// EXPECT: degree<0>
// EXPECT: limit<1>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<
// EXPECT(c++26): RAFTER-P001: tensor parallel of degree 0, the limit is 1. Feasible with tensor_parallel<
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<0>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
