// No source gives the memory behind an Ethos-U85.
// EXPECT: RAFTER-M004
// EXPECT: required_bytes<
// EXPECT: available_bytes<0>
// EXPECT: no_near_change_fits
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::stories15m, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<16>, output<240>, multiply_as<arithmetic::int8>, activations<int8>>;
#else
using judged = deployment<models::stories15m, accelerators::arm_ethos_u85, plan<>, batch<1>, prompt<16>, output<240>, multiply_as<arithmetic::int8>, activations<int8>>;
#endif
template struct rafter::require<judged>;
