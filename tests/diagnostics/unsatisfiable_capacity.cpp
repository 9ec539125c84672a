// 405B parameters in 16 bits and a device of 230 MB.
// EXPECT: RAFTER-M001
// EXPECT: required_bytes<8
// EXPECT: available_bytes<2
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/catalog/accelerators/groq.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
using judged = deployment<models::llama_3_1_405b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>, pipeline_parallel<2>>, batch<1>, prompt<2048>, output<64>, multiply_as<arithmetic::fp16>, activations<fp16>>;
#else
using judged = deployment<models::llama_3_1_405b, accelerators::groq_lpu_v1, plan<>, batch<1>, prompt<2048>, output<64>, multiply_as<arithmetic::fp16>, activations<fp16>>;
#endif
template struct rafter::require<judged>;
