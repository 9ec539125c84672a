// A time is not added to bytes.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
void grow(bytes& all) { all += 1_GB; }
#else
void grow(bytes& all) { all += 1_s; }
#endif
