// A key that may change the shape.
// EXPECT: RAFTER-C013
// EXPECT: at_line<2>
// EXPECT: at_column<3>
// EXPECT: 'n', 'u', 'm', '_', 'l', 'o', 'c', 'a', 'l', '_', 'e', 'x', 'p', 'e', 'r', 't', 's'
#include <rafter/hugging_face/config.hpp>

#ifdef RAFTER_REPAIRED
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 128, "vocab_size": 100})")> {};
#else
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
 "num_local_experts": 8, "intermediate_size": 9, "vocab_size": 100})")> {};
#endif
static_assert(parsed::spec.layer_count >= 0);  // nothing follows from the error
