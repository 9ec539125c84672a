// REPORTS: the fault compiles
static_assert(sizeof(int) == 4);
// EXPECT: anything
