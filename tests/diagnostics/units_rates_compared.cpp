// A memory is not slower than a matrix unit: their rates are of different things.
// EXPECT: bytes_per_second'
// EXPECT: flops_per_second'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert(1_GB_per_s < 1_TB_per_s);
#else
static_assert(1_GB_per_s < 1_TFLOPS);
#endif
