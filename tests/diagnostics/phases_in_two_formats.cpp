// The pool that decodes keeps its cache in fp8, the one before it in bf16.
// EXPECT: RAFTER-W007
// EXPECT: in_prefill<2621440>
// EXPECT: in_decode<1310720>
// EXPECT(c++26): RAFTER-W007: the cache has another format in the decode
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/serving.hpp>

using namespace rafter;
using namespace rafter::catalog;

using decoding = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<8>>, kv_cache<fp8>, batch<32>, prompt<2048>, output<256>>;
#ifdef RAFTER_REPAIRED
using prefill = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, kv_cache<fp8>, prompt<2048>>;
#else
using prefill = deployment<models::llama_3_1_70b, accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, prompt<2048>>;
#endif
template struct rafter::require<disaggregated<prefill, decoding>>;
