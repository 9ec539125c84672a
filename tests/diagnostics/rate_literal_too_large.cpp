// A rate that a double does not hold.
// EXPECT(g++): a_literal_must_be_a_number_that_a_double_holds
// EXPECT(clang): a literal is a number that a double holds
#include <rafter/quantity/literals.hpp>

using namespace rafter::literals;

#ifdef RAFTER_REPAIRED
inline constexpr auto stated = 1e9_TFLOPS;
#else
inline constexpr auto stated = 1e400_TFLOPS;
#endif
