// A class of tensors that is given two formats.
// EXPECT: weights name each class of tensors once
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using formats = weights<fp8, in<tensor_class::head, bf16>, in<tensor_class::embedding, fp16>>;
#else
using formats = weights<fp8, in<tensor_class::head, bf16>, in<tensor_class::head, fp16>>;
#endif
using judged = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, formats>;
template struct rafter::require<judged>;
static_assert(judged::feasible && judged::devices > 0);  // nothing follows from the error
