// Three expert ranks do not divide the 8 experts of Mixtral.
// EXPECT: RAFTER-P008
// EXPECT: degree<3>
// EXPECT: routed_experts<8>
// EXPECT: fits_from<
// EXPECT: expert_parallel<2>
// EXPECT(c++26): expert parallel 3 does not divide 8 experts.
// EXPECT(c++26): RAFTER-P008: expert parallel 3 does not divide 8 experts.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::mixtral_8x7b, accelerators::nvidia_h100_sxm, plan<expert_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::mixtral_8x7b, accelerators::nvidia_h100_sxm, plan<expert_parallel<3>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
