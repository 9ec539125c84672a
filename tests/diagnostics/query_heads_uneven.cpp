// Four query heads do not share three key/value heads.
// EXPECT: RAFTER-D001
// EXPECT: layer_count<6>
// EXPECT: layers_with_a_form<0>
// EXPECT: no_near_change_fits
// EXPECT(c++26): RAFTER-D001: query heads are no multiple of key/value heads in a model of 6 layers.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
constexpr std::int64_t shared_heads = 2;
#else
constexpr std::int64_t shared_heads = 3;
#endif
struct mine { static constexpr transformer spec = make_transformer({.hidden = 64, .vocabulary = 100}, block{layers(0, 6), grouped_query_attention{4, shared_heads, 16}, gated_feed_forward{128}}); };
using judged = deployment<mine, accelerators::nvidia_h100_sxm, plan<>, batch<1>>;
template struct rafter::require<judged>;
