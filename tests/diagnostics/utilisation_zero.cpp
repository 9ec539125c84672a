// An engine that may use nothing.
// EXPECT: RAFTER-W002
// EXPECT: given<0>
// EXPECT: limit<1>
// EXPECT: fits_from<
// EXPECT: memory_percent<100>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<64>, gpu_memory_utilization<90>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<64>, gpu_memory_utilization<0>>;
#endif
template struct rafter::require<judged>;
