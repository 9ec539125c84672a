// Sizes whose product needs more than 64 bits: placed at the largest of them.
// EXPECT: RAFTER-C008
// EXPECT: at_line<1>
// EXPECT: at_column<40>
// EXPECT: 'h', 'i', 'd', 'd', 'e', 'n', '_', 's', 'i', 'z', 'e'
#include <rafter/hugging_face/config.hpp>

#ifdef RAFTER_REPAIRED
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 128, "vocab_size": 100})")> {};
#else
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 268435456, "num_hidden_layers": 2, "num_attention_heads": 268435456,
    "head_dim": 268435456, "intermediate_size": 268435456, "vocab_size": 100})")> {};
#endif
static_assert(parsed::spec.layer_count > 0);  // nothing follows from the error
