// Two data-parallel ranks of 64 sequences, where 100 are asked for on each.
// EXPECT: RAFTER-E005
// EXPECT: sequences<100>
// EXPECT: limit<64>
// EXPECT: fits_from<
// EXPECT: max_num_seqs<100>
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<data_parallel<2>>, batch<200>, prompt<1024>, output<64>, max_num_seqs<100>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<data_parallel<2>>, batch<200>, prompt<1024>, output<64>, max_num_seqs<64>>;
#endif
template struct rafter::require<judged>;
