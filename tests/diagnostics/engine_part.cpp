// gpt-fast has no code for a TPU.
// EXPECT: RAFTER-E001
// EXPECT: served_by<
// EXPECT: gpt_fast
// EXPECT: google_tpu_v5e
// EXPECT: no_near_change_fits
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::google_tpu_v5e, plan<tensor_parallel<4>>, served_by<engines::vllm>, kv_cache<int8>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::google_tpu_v5e, plan<tensor_parallel<4>>, served_by<engines::gpt_fast>, kv_cache<int8>>;
#endif
template struct rafter::require<judged>;
