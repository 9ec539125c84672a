// Two plans on the same devices hold the weights twice: 2 x 35 GB and the cache do not fit into 85.9 GB.
// EXPECT: RAFTER-M001
// EXPECT: available_bytes<85899345920>
// EXPECT: short_by_bytes<
// EXPECT(c++26): RAFTER-M001: the fullest device needs
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

template <class Plan> using of = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, Plan, batch<96>, prompt<2048>, output<256>>;
using decoding = of<plan<tensor_parallel<4>>>;
#ifdef RAFTER_REPAIRED
using prefill = of<plan<tensor_parallel<4>>>;
#else
using prefill = of<plan<tensor_parallel<2>, pipeline_parallel<2>>>;
#endif
template struct rafter::require<per_phase<prefill, decoding>>;
