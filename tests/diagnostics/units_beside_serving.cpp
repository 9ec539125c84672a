// Seconds times bytes, where no more than one header of rafter is included beside the literals.
// EXPECT: seconds'
// EXPECT: bytes'
#include <rafter/serving.hpp>
#include <rafter/quantity/literals.hpp>

using namespace rafter;
using namespace rafter::literals;

#ifdef RAFTER_REPAIRED
static_assert((1_s * 1_GB_per_s).value > 0);
#else
static_assert((1_s * 1_GB).value > 0);
#endif
