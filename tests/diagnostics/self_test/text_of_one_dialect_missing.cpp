// REPORTS: missing: six bytes
#ifndef RAFTER_REPAIRED
static_assert(sizeof(int) == 5, "five bytes");
#endif
// EXPECT: five bytes
// EXPECT(c++20): six bytes
// EXPECT(c++26): six bytes
