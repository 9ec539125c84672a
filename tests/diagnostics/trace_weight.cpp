// A trace of which the second request comes less than never.
// EXPECT: RAFTER-W006
// EXPECT(c++20): the trace has no request that comes, or one of an impossible weight
// EXPECT: given<2>
// EXPECT: limit<3>
// EXPECT(c++26): RAFTER-W006: the weight of request 2 of 3 in the trace is no number from 0 on.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

using serving = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, batch<32>, prompt<2048>, output<256>>;
#ifdef RAFTER_REPAIRED
using judged = served_trace<serving, traced<1000, 200>, traced<6000, 100, 4000, 3>, traced<10, 10, 0, 0>>;
#else
using judged = served_trace<serving, traced<1000, 200>, traced<6000, 100, 4000, -3>, traced<10, 10, 0, 0>>;
#endif
template struct rafter::require<judged>;
