// Bytes and seconds do not add up.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((1_GB + 1_GB).value > 0);
#else
static_assert((1_GB + 1_s).value > 0);
#endif
