// A part where a model belongs.
// EXPECT: Model
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>>;
#else
using judged = deployment<accelerators::nvidia_h100_sxm, accelerators::nvidia_h100_sxm, plan<>>;
#endif
