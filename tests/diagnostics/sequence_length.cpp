// A request that is longer than the engine admits.
// EXPECT: RAFTER-E004
// EXPECT: sequence_tokens<8448>
// EXPECT: limit<8192>
// EXPECT: fits_from<
// EXPECT: max_model_len<8448>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<256>, max_model_len<8448>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<8192>, output<256>, max_model_len<8192>>;
#endif
template struct rafter::require<judged>;
