// REPORTS: nothing
#ifdef RAFTER_REPAIRED
static_assert(sizeof(int) == 4);
#else
static_assert(sizeof(int) == 5, "five bytes");
#endif
// EXPECT: five bytes
// EXPECT(g++): static assertion failed: five bytes
// EXPECT(clang): error: static
