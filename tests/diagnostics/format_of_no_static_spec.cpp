// A format whose specification is a member of every object.
// EXPECT: a type of your own with a static constexpr number_format spec
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct mine {
#ifdef RAFTER_REPAIRED
    static constexpr number_format spec{.element_bits = 16};
#else
    const number_format spec{.element_bits = 16};
#endif
};
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, weights<mine>>;
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
