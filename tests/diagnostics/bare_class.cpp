// A class of tensors beside the weights.
// EXPECT: in<...> stands in weights: weights<fp8, in<tensor_class::head, bf16>>
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, weights<bf16, in<tensor_class::head, fp8>>>;
#else
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, plan<>, in<tensor_class::head, fp8>>;
#endif
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
