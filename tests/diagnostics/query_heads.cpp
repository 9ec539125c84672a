// Eight ranks do not divide the 28 query heads of Qwen2.5-7B.
// EXPECT: RAFTER-P002
// EXPECT: degree<8>
// EXPECT: query_heads<28>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<4>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::qwen2_5_7b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<1>>;
#else
using judged = deployment<models::qwen2_5_7b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<1>>;
#endif
template struct rafter::require<judged>;
