// A tensor-parallel group of 16 in NVLink domains of 8.
// EXPECT: RAFTER-L001
// EXPECT: required_devices<16>
// EXPECT: available_devices<8>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<8>
// EXPECT(c++26): RAFTER-L001: a tensor-parallel group of 16 devices spans link domains of 8. Feasible with tensor_parallel<8>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>, pipeline_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<16>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
