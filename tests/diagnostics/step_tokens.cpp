// A step of 128 tokens for 256 sequences: vLLM refuses to start.
// EXPECT: RAFTER-E003
// EXPECT: sequences<256>
// EXPECT: limit<128>
// EXPECT: fits_from<
// EXPECT: max_num_batched_tokens<256>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, served_by<engines::vllm>, max_num_seqs<256>, max_num_batched_tokens<256>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, batch<8>, prompt<2048>, output<64>, served_by<engines::vllm>, max_num_seqs<256>, max_num_batched_tokens<128>>;
#endif
template struct rafter::require<judged>;
