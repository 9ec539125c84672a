// A plan names each strategy once.
// EXPECT: a plan names each strategy once
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = plan<tensor_parallel<2>, pipeline_parallel<2>>;
#else
using judged = plan<tensor_parallel<2>, tensor_parallel<4>>;
#endif
static_assert(judged::spec.tensor >= 2);
