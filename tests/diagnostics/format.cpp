// An A100 has no fp8 unit.
// EXPECT: RAFTER-F001
// EXPECT: no_unit_for<
// EXPECT: arithmetic::fp8
// EXPECT: multiply_as<
// EXPECT: arithmetic::bf16
// EXPECT(c++26): the part has no unit that multiplies fp8. Feasible with multiply_as<arithmetic::bf16>.
// EXPECT: fits_from<
// EXPECT: multiply_as<
// EXPECT(c++26): RAFTER-F001: the part has no unit that multiplies fp8. Feasible with multiply_as<arithmetic::bf16>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_a100_80gb, plan<>, batch<1>, prompt<2048>, output<64>, weights<fp8>, multiply_as<arithmetic::bf16>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_a100_80gb, plan<>, batch<1>, prompt<2048>, output<64>, weights<fp8>>;
#endif
template struct rafter::require<judged>;
