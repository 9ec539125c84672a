// A tier before the innermost.
// EXPECT: cache_in_tier<N> counts tiers from the innermost, 0 first
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, cache_in_tier<2>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, cache_in_tier<-1>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
