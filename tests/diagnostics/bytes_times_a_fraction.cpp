// A count takes whole factors: bytes times 1.5 might be half a byte.
// EXPECT: bytes'
// EXPECT: double'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((1_GB * 3).value > 0);
#else
static_assert((1_GB * 1.5).value > 0);
#endif
