// REPORTS: lines, more than 25
void take(char*);
void take(short*);
void take(int*);
void take(long*);
void take(long long*);
void take(float*);
void take(double*);
void take(bool*);
void take(wchar_t*);
void take(void**);

#ifdef RAFTER_REPAIRED
void taken(int* number) { take(number); }
#else
void taken(int number) { take(number); }
#endif
// EXPECT: no matching function
