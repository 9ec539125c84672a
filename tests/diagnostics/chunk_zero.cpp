// A pass of no tokens never ends.
// EXPECT: RAFTER-W002
// EXPECT: given<0>
// EXPECT: limit<1>
// EXPECT: fits_from<
// EXPECT: prefill_chunk<2048>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<64>, prefill_chunk<2048>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<64>, prefill_chunk<0>>;
#endif
template struct rafter::require<judged>;
