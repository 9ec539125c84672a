// Counts what the program allocates. In a file of its own, so that no call is inlined into its caller.
#include <cstdint>
#include <cstdlib>
#include <new>

extern std::int64_t allocations;
std::int64_t allocations = 0;

void* operator new(std::size_t size) {
    ++allocations;
    if (void* p = std::malloc(size)) return p;
    std::abort();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
