// A batch that is none.
// EXPECT: RAFTER-W001
// EXPECT: given<4611686018427387904>
// EXPECT: limit<2147483648>
// EXPECT: fits_from<
// EXPECT: batch<
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<4611686018427387904>>;
#endif
template struct rafter::require<judged>;
