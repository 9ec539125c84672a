// A time less a frequency is nothing.
// EXPECT: seconds'
// EXPECT: hertz'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((2_s - 1_s).value > 0);
#else
static_assert((2_s - 1_MHz).value > 0);
#endif
