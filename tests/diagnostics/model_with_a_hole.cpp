// Layer 4 of 8 has no form.
// EXPECT: RAFTER-D001
// EXPECT: layer_count<8>
// EXPECT: layers_with_a_form<7>
// EXPECT(c++26): RAFTER-D001: of 8 layers 7 have a form
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
constexpr std::int64_t next = 4;
#else
constexpr std::int64_t next = 5;
#endif
struct mine {
    static constexpr transformer spec = make_transformer({.hidden = 64, .vocabulary = 100}, block{layers(0, 4), grouped_query_attention{4, 4, 16}, gated_feed_forward{128}},
                                                         block{layers(next, 8), grouped_query_attention{4, 2, 16}, gated_feed_forward{128}});
};
using judged = deployment<mine, accelerators::nvidia_h100_sxm, plan<>, batch<1>>;
template struct rafter::require<judged>;
