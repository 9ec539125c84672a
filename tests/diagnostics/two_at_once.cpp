// Every rule that fails is an error of its own.
// ERRORS: 2
// EXPECT: RAFTER-M001
// EXPECT: RAFTER-F001
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_a100_80gb, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>, weights<fp8>, multiply_as<arithmetic::bf16>>;
#else
using judged = deployment<models::llama_3_1_405b, accelerators::nvidia_a100_80gb, plan<>, batch<1>, prompt<2048>, output<64>, weights<fp8>>;
#endif
template struct rafter::require<judged>;
