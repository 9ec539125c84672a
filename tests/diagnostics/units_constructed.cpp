// Bytes are not made of a time.
// EXPECT: seconds'
// EXPECT(g++): 'const rafter::bytes&'
// EXPECT(clang): bytes
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
bytes held(std::int64_t all) { return bytes{all}; }
#else
bytes held(seconds all) { return bytes{all}; }
#endif
