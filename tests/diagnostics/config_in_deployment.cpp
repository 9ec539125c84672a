// A config.json that cannot be read, in a deployment that would fail for more than one reason: one error, of the file.
// EXPECT: RAFTER-C011
// EXPECT: at_line<1>
// EXPECT: at_column<24>
// EXPECT: 'h', 'i', 'd', 'd', 'e', 'n', '_', 's', 'i', 'z', 'e'
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/hugging_face/config.hpp>
#include <rafter/rafter.hpp>

#ifdef RAFTER_REPAIRED
struct mine : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 448, "num_hidden_layers": 2, "num_attention_heads": 7,
    "intermediate_size": 1792, "vocab_size": 100})")> {};
using asked = rafter::tpot<rafter::seconds{1.0}>;
#else
struct mine : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama" })")> {};
using asked = rafter::tpot<rafter::seconds{1e-12}>;
#endif
using serving = rafter::deployment<mine, rafter::catalog::accelerators::nvidia_h100_sxm, rafter::plan<rafter::tensor_parallel<7>>,
                                   rafter::batch<1>, rafter::prompt<64>, rafter::output<64>, asked>;
static_assert(serving::footprint.total.value > 0);
template struct rafter::require<serving>;
