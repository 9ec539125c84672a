// A degree below zero, in every strategy.
// ERRORS: 6
// EXPECT: RAFTER-P001
// EXPECT: degree<-3>
// EXPECT: limit<1>
// EXPECT: tensor_parallel<1>
// EXPECT(c++26): RAFTER-P001: tensor parallel of degree -3, the limit is 1. Feasible with
// EXPECT: pipeline_parallel<1>
// EXPECT(c++26): RAFTER-P001: pipeline parallel of degree -3, the limit is 1. Feasible with
// EXPECT: expert_parallel<1>
// EXPECT(c++26): RAFTER-P001: expert parallel of degree -3, the limit is 1. Feasible with
// EXPECT: data_parallel<1>
// EXPECT(c++26): RAFTER-P001: data parallel of degree -3, the limit is 1. Feasible with
// EXPECT: context_parallel<1>
// EXPECT(c++26): RAFTER-P001: context parallel of degree -3, the limit is 1. Feasible with
// EXPECT: micro_batches<1>
// EXPECT(c++26): RAFTER-P001: -3 micro-batches, the limit is 1. Feasible with micro_batches<1>.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
constexpr std::int64_t told = 1;
#else
constexpr std::int64_t told = -3;
#endif
template <class... Strategies> using judged = deployment<models::mixtral_8x7b, accelerators::nvidia_h200, plan<Strategies...>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged<tensor_parallel<told>>>;
template struct rafter::require<judged<pipeline_parallel<told>>>;
template struct rafter::require<judged<expert_parallel<told>>>;
template struct rafter::require<judged<data_parallel<told>>>;
template struct rafter::require<judged<context_parallel<told>>>;
template struct rafter::require<judged<micro_batches<told>>>;
