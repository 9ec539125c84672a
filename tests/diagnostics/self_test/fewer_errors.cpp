// REPORTS: 1 errors instead of 2
#ifndef RAFTER_REPAIRED
static_assert(sizeof(int) == 5, "five bytes");
#endif
// ERRORS: 2
// EXPECT: five bytes
