// A footprint is not a time.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert(1_GB == 1000_MB);
#else
static_assert(1_GB == 1_s);
#endif
