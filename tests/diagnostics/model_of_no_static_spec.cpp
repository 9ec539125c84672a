// A model whose specification lacks static constexpr.
// EXPECT: the first argument of a deployment is a model: a type with a static constexpr transformer spec
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct mine {
#ifdef RAFTER_REPAIRED
    static constexpr transformer spec = models::llama_3_1_8b::spec;
#else
    transformer spec = models::llama_3_1_8b::spec;
#endif
};
using judged = deployment<mine, accelerators::nvidia_h100_sxm, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
