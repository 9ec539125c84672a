// One kind of request of a trace is all prefix.
// EXPECT: RAFTER-W003
// EXPECT: prefix_tokens<6000>
// EXPECT: limit<5999>
// EXPECT: mend_its_deployments
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

using serving = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, batch<32>, prompt<2048>, output<256>>;
#ifdef RAFTER_REPAIRED
using judged = served_trace<serving, traced<1000, 200>, traced<6000, 100, 4000, 3>>;
#else
using judged = served_trace<serving, traced<1000, 200>, traced<6000, 100, 6000, 3>>;
#endif
template struct rafter::require<judged>;
