// A time where bytes belong.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
bytes twice(bytes all);
bytes held() { return twice(1_GB); }
#else
bytes twice(bytes all);
bytes held() { return twice(1_s); }
#endif
