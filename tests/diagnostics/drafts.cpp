// Five tokens drafted a step, four to be generated in all.
// EXPECT: RAFTER-W004
// EXPECT: drafted_tokens<5>
// EXPECT: limit<4>
// EXPECT: fits_from<
// EXPECT: speculative<4
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<4>, speculative<4, 80, 400_us>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<4>, speculative<5, 80, 400_us>>;
#endif
template struct rafter::require<judged>;
