// A width of 14,336 in blocks of 128 is 112 blocks: 32 ranks do not divide it.
// EXPECT: RAFTER-P004
// EXPECT: degree<32>
// EXPECT: width_in_blocks<112>
// EXPECT: fits_from<
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::google_tpu7x, plan<tensor_parallel<16>>, batch<1>, prompt<2048>, output<64>, weights<fp8_per_block>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::google_tpu7x, plan<tensor_parallel<32>>, batch<1>, prompt<2048>, output<64>, weights<fp8_per_block>>;
#endif
template struct rafter::require<judged>;
