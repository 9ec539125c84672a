// No micro-batch at all.
// EXPECT: RAFTER-P001
// EXPECT: degree<-1>
// EXPECT: limit<1>
// EXPECT: fits_from<
// EXPECT: micro_batches<1>
// EXPECT(c++26): RAFTER-P001: -1 micro-batches, the limit is 1. Feasible with micro_batches<1>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<pipeline_parallel<4>, micro_batches<1>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<pipeline_parallel<4>, micro_batches<-1>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
