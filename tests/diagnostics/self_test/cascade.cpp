// REPORTS: 2 errors instead of 1
#ifndef RAFTER_REPAIRED
static_assert(sizeof(int) == 5, "five bytes");
static_assert(sizeof(int) == 6, "six bytes");
#endif
// EXPECT: five bytes
