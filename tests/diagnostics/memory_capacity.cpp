// Llama-3.1-70B in bf16 on one H100: 141,107,412,992 bytes of weights alone.
// EXPECT: RAFTER-M001
// EXPECT: required_bytes<142101463040>
// EXPECT: available_bytes<85899345920>
// EXPECT: short_by_bytes<56202117120>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<2>
// EXPECT: llama_3_1_70b
// EXPECT: nvidia_h100_sxm
// EXPECT(c++26): the fullest device needs 142.10 GB and has 85.90 GB, 56.20 GB too little. Feasible with tensor_parallel<2>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
