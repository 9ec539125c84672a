// Llama has no experts to divide.
// EXPECT: RAFTER-P008
// EXPECT: degree<2>
// EXPECT: routed_experts<0>
// EXPECT: fits_from<
// EXPECT: expert_parallel<1>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<expert_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
