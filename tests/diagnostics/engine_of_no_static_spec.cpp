// An engine whose profile is a member of every object.
// EXPECT: an engine is a type with a static constexpr engine_profile spec
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct mine {
#ifdef RAFTER_REPAIRED
    static constexpr engine_profile spec{.name = "mine"};
#else
    const engine_profile spec{.name = "mine"};
#endif
};
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, served_by<mine>>;
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
