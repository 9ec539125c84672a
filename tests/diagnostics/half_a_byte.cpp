// A literal that is no whole number of bytes.
// EXPECT(g++): a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold
// EXPECT(clang): a byte literal is a whole number of bytes that 64 bits hold
#include <rafter/quantity/literals.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
int half() { return static_cast<int>((1.5_kB).value); }
#else
int half() { return static_cast<int>((1.0005_kB).value); }
#endif
