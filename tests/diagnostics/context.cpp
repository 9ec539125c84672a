// Context parallel of a model with a sliding window.
// EXPECT: RAFTER-P009
// EXPECT: degree<4>
// EXPECT: window<128>
// EXPECT: fits_from<
// EXPECT: context_parallel<1>
// EXPECT(c++26): RAFTER-P009: context parallel 4 is not modelled for layers that see a window of 128 tokens. Feasible with context_parallel<1>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::gpt_oss_120b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::gpt_oss_120b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>, context_parallel<4>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
