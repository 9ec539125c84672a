// Two of what? A number has no unit.
// EXPECT: bytes'
// EXPECT: int'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((1_GB + 2_B).value > 0);
#else
static_assert((1_GB + 2).value > 0);
#endif
