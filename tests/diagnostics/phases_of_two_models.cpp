// A prefill of one model cannot be decoded by another: 131,072 and 327,680 bytes of cache a token.
// EXPECT: RAFTER-W007
// EXPECT: in_prefill<1048576>
// EXPECT: in_decode<2621440>
// EXPECT(c++26): RAFTER-W007: prefill and decode serve different models: of a token 1,048,576 bits are kept by the prefill, 2,621,440 by the decode.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

using decoding = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, batch<32>, prompt<2048>, output<256>>;
#ifdef RAFTER_REPAIRED
using prefill = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, prompt<2048>>;
#else
using prefill = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, prompt<2048>>;
#endif
template struct rafter::require<disaggregated<prefill, decoding>>;
