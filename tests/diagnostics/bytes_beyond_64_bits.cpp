// An unsigned count that signed 64 bits do not hold is an overflow, not -1 byte.
// EXPECT: overflow
#include <rafter/quantity/literals.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
inline constexpr bytes held{9223372036854775807u};
#else
inline constexpr bytes held{18446744073709551615u};
#endif
