// A footprint is not shorter than a time.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/quantity/literals.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert(1_GB < 2_GB);
#else
static_assert(1_GB < 2_s);
#endif
