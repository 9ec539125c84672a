// An all-reduce in the switches of an A100, which do not add.
// EXPECT: RAFTER-L003
// EXPECT: cannot_run<
// EXPECT: in_switch
// EXPECT: fits_from<
// EXPECT: all_reduce_by<
// EXPECT(c++26): RAFTER-L003: the links can run no all-reduce by in_switch, but by ring or two_shot or one_shot or tree. Feasible with all_reduce_by<algorithm::automatic>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_a100_80gb, plan<tensor_parallel<4>>, all_reduce_by<algorithm::ring | algorithm::tree>, batch<1>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_70b, accelerators::nvidia_a100_80gb, plan<tensor_parallel<4>>, all_reduce_by<algorithm::in_switch>, batch<1>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
