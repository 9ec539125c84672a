// A part whose specification lacks static constexpr.
// EXPECT: the second argument of a deployment is hardware: a type with a static constexpr accelerator or cluster spec
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct mine {
#ifdef RAFTER_REPAIRED
    static constexpr accelerator spec = accelerators::nvidia_h100_sxm::spec;
#else
    accelerator spec = accelerators::nvidia_h100_sxm::spec;
#endif
};
using judged = deployment<models::llama_3_1_8b, mine, plan<>, batch<1>, prompt<2048>, output<64>, tpot<15_ms>>;
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
