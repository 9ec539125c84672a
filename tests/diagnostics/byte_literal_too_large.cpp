// More bytes than 64 bits hold.
// EXPECT(g++): a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold
// EXPECT(clang): a byte literal is a whole number of bytes that 64 bits hold
#include <rafter/quantity/literals.hpp>

using namespace rafter::literals;

#ifdef RAFTER_REPAIRED
inline constexpr auto stated = 9000000_TB;
#else
inline constexpr auto stated = 99999999999_GB;
#endif
