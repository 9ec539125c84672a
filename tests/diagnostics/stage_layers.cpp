// Listed stages that lack a layer of the model.
// EXPECT: RAFTER-P010
// EXPECT: listed<79>
// EXPECT: there_are<80>
// EXPECT: fits_from<
// EXPECT: stage_layers<
// EXPECT(c++26): RAFTER-P010: the stages list 79 layers, the model has 80. Feasible with stage_layers<>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<pipeline_parallel<4>, stage_layers<19, 21, 21, 19>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<pipeline_parallel<4>, stage_layers<19, 21, 21, 18>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
