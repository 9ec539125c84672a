// REPORTS: the repaired file does not compile in silence
#ifdef RAFTER_REPAIRED
short narrowed(int value) { return value; }
#else
static_assert(sizeof(int) == 5, "five bytes");
#endif
// EXPECT: five bytes
