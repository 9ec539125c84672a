// An engine that is told of a context that Phi-3-mini-4k does not have.
// EXPECT: RAFTER-E002
// EXPECT: given<131072>
// EXPECT: model_tokens<4096>
// EXPECT: fits_from<
// EXPECT: max_model_len<4096>
// EXPECT(c++26): max_model_len is 131,072, the model is made for sequences of 4,096 tokens.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::phi_3_mini_4k, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<256>, served_by<engines::vllm>, max_model_len<4096>>;
#else
using judged = deployment<models::phi_3_mini_4k, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<256>, served_by<engines::vllm>, max_model_len<131072>>;
#endif
template struct rafter::require<judged>;
