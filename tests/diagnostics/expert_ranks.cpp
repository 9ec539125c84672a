// Eight expert ranks over 4 tensor x 3 data ranks.
// EXPECT: RAFTER-P007
// EXPECT: degree<8>
// EXPECT: ranks_of_a_stage<12>
// EXPECT: fits_from<rafter::data_parallel<2>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::mixtral_8x7b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>, data_parallel<2>, expert_parallel<8>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::mixtral_8x7b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>, data_parallel<3>, expert_parallel<8>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
