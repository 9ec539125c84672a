// REPORTS: expects no text
#ifndef RAFTER_REPAIRED
static_assert(sizeof(int) == 5, "five bytes");
#endif
