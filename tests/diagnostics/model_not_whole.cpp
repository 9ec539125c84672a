// Layers 40 to 79 have no form.
// EXPECT: RAFTER-D001
// EXPECT: layer_count<
// EXPECT: layers_with_a_form<
// EXPECT: no_near_change_fits
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
struct half { static constexpr transformer spec = make_transformer({.hidden = 64, .vocabulary = 100}, block{layers(0, 4), grouped_query_attention{4, 4, 16}, gated_feed_forward{128}}); };
#else
struct half { static constexpr transformer spec = make_transformer({.hidden = 64, .vocabulary = 100}, block{layers(0, 4), grouped_query_attention{4, 4, 16}, gated_feed_forward{128}}, block{layers(2, 6), grouped_query_attention{4, 4, 16}, gated_feed_forward{128}}); };
#endif
using judged = deployment<half, accelerators::nvidia_h100_sxm, plan<>, batch<1>>;
template struct rafter::require<judged>;
