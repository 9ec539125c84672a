// Four devices of a cluster of two.
// EXPECT: RAFTER-L002
// EXPECT: required_devices<4>
// EXPECT: available_devices<2>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<2>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct two_h100 { static constexpr cluster spec{.device = accelerators::nvidia_h100_sxm::spec, .devices = {2, "this box"}}; };
#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, two_h100, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, two_h100, plan<tensor_parallel<4>>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
