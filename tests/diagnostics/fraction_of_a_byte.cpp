// A literal that is no whole number of bytes, in a constant.
// EXPECT(g++): a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold
// EXPECT(clang): a byte literal is a whole number of bytes that 64 bits hold
#include <rafter/quantity/literals.hpp>

using namespace rafter::literals;

#ifdef RAFTER_REPAIRED
inline constexpr auto stated = 0.123456789_GB;
#else
inline constexpr auto stated = 0.1234567891234_GB;
#endif
