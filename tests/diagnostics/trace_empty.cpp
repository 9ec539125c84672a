// A trace of which no request ever comes.
// EXPECT: RAFTER-W006
// EXPECT: given<0>
// EXPECT: limit<1>
// EXPECT(c++26): RAFTER-W006: the trace has 0 requests that count, it needs 1.
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
using judged = served_trace<serving, traced<1000, 200, 0, 0>>;
#endif
template struct rafter::require<judged>;
