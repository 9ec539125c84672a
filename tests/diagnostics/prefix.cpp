// The whole prompt as its prefix: its last token gives the first of the output, so it is computed always.
// EXPECT: RAFTER-W003
// EXPECT: prefix_tokens<2048>
// EXPECT: limit<2047>
// EXPECT: fits_from<
// EXPECT: prefix<2047>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, shared_prefix<2047>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, shared_prefix<2048>>;
#endif
template struct rafter::require<judged>;
