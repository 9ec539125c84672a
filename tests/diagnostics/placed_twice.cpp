// Data ranks innermost and outermost.
// EXPECT: RAFTER-P011
// EXPECT: given<3>
// EXPECT: limit<2>
// EXPECT: fits_from<
// EXPECT: placed<
// EXPECT(c++26): RAFTER-P011: 3 groups are placed, of which 2 differ. Feasible with placed<group::tensor>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>, data_parallel<2>, placed<group::data, group::tensor>>, batch<2>, prompt<2048>, output<64>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<2>, data_parallel<2>, placed<group::data, group::tensor, group::data>>, batch<2>, prompt<2048>, output<64>>;
#endif
template struct rafter::require<judged>;
