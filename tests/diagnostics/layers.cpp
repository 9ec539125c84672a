// 96 stages for 80 layers.
// EXPECT: RAFTER-P005
// EXPECT: degree<96>
// EXPECT: layer_count<80>
// EXPECT: fits_from<
// EXPECT: pipeline_parallel<80>
// EXPECT(c++26): RAFTER-P005: 96 pipeline stages for 80 layers. Feasible with pipeline_parallel<80>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>, pipeline_parallel<80>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>, pipeline_parallel<96>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
