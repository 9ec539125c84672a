// All of rafter in one header: the only one of it that there is.
#include <rafter.hpp>

using namespace rafter;
using serving = deployment<catalog::models::llama_3_1_70b, catalog::accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>,
                           batch<32>, prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>>;
static_assert(serving::feasible);
template struct rafter::require<serving>;

struct my_model : hugging_face::model<hugging_face::parse(R"({"model_type": "llama", "hidden_size": 4096,
    "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
    "vocab_size": 128256})")> {};
static_assert(deployment<my_model, catalog::accelerators::nvidia_h100_sxm, plan<>>::feasible);

int main() { return assess(my_model::spec, catalog::accelerators::nvidia_h100_sxm::spec, {}).feasible ? 0 : 1; }
