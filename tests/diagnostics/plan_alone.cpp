// A plan says what it joins without a deployment too.
// EXPECT: a plan joins strategies: tensor_parallel<N>, pipeline_parallel<N>, expert_parallel<N>, data_parallel<N>
#include <rafter/parallelism/strategies.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
using judged = plan<tensor_parallel<2>>;
#else
using judged = plan<int>;
#endif
static_assert(judged::spec.devices() >= 1);  // nothing follows from the error
