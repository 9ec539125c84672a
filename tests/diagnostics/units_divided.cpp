// Bytes over FLOPs per second mean nothing; bytes over bytes per second are a time.
// EXPECT: bytes'
// EXPECT: flops_per_second'
#include <rafter/catalog/accelerators.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
static_assert((1_GB / 1_TB_per_s).value > 0);
#else
static_assert((1_GB / 1_TFLOPS).value > 0);
#endif
