// A pass of 4,096 tokens in steps of 2,048.
// EXPECT: RAFTER-E006
// EXPECT: given<4096>
// EXPECT: limit<2048>
// EXPECT: fits_from<
// EXPECT: prefill_chunk<2048>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<64>, max_num_batched_tokens<2048>, prefill_chunk<2048>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<64>, max_num_batched_tokens<2048>, prefill_chunk<4096>>;
#endif
template struct rafter::require<judged>;
