// Bytes and seconds do not add up.
// EXPECT: error: 
#include <rafter/quantity/literals.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
constexpr auto sum = 1_GB + 1_GB;
#else
constexpr auto sum = 1_GB + 1_s;
#endif
