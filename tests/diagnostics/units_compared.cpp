// A footprint is not shorter than a time.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert(1_GB < 2_GB);
#else
static_assert(1_GB < 2_s);
#endif
