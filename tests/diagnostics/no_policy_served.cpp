// Something that is no policy, in what is asked of phases: nothing follows from the error.
// EXPECT: after model and hardware a deployment takes policies: plan<...>, batch<N>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

using decoding = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, batch<32>>;
#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, int>;
#endif
static_assert(judged::feasible);
template struct rafter::require<disaggregated<judged, decoding>>;
template struct rafter::require<per_phase<judged, decoding>>;
template struct rafter::require<served_trace<judged, traced<1, 1>>>;
static_assert(served<judged>::times.ceiling.ttft.time >= seconds{} && max_load<judged>::in_flight >= 0);
