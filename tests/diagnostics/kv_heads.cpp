// 12 key/value heads of 12 query heads in 8: neither divides the other.
// EXPECT: RAFTER-P003
// EXPECT: degree<6>
// EXPECT: kv_heads<4>
// EXPECT: fits_from<
// EXPECT: tensor_parallel<
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct small { static constexpr transformer spec = make_transformer({.hidden = 96, .vocabulary = 96}, block{layers(0, 4), grouped_query_attention{12, 4, 8}, gated_feed_forward{192}}); };
#ifdef RAFTER_REPAIRED
using judged = deployment<small, accelerators::google_tpu_v5e, plan<tensor_parallel<4>>, batch<1>>;
#else
using judged = deployment<small, accelerators::google_tpu_v5e, plan<tensor_parallel<6>>, batch<1>>;
#endif
template struct rafter::require<judged>;
