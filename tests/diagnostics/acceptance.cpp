// More drafts accepted than there are.
// EXPECT: RAFTER-W005
// EXPECT: percent<101>
// EXPECT: limit<100>
// EXPECT: fits_from<
// EXPECT: speculative<3, 100
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, speculative<3, 100>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, speculative<3, 101>>;
#endif
template struct rafter::require<judged>;
