// REPORTS: the repaired file does not compile in silence
static_assert(sizeof(int) == 5, "five bytes");
// EXPECT: five bytes
