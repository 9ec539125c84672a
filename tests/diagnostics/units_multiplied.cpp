// Seconds times bytes mean nothing; seconds times bytes per second are bytes.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((1_s * 1_GB_per_s).value > 0);
#else
static_assert((1_s * 1_GB).value > 0);
#endif
