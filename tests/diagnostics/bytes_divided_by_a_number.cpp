// A count is divided with ceil_div, which says where the remainder goes.
// EXPECT: bytes'
// EXPECT: int'
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert(checked::ceil_div((1_GB).value, 2) > 0);
#else
static_assert((1_GB / 2).value > 0);
#endif
