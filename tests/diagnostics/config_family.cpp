// A family that nobody has taught rafter.
// EXPECT: RAFTER-C012
// EXPECT: at_line<1>
// EXPECT: at_column<17>
#include <rafter/hugging_face/config.hpp>

#ifdef RAFTER_REPAIRED
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 128, "vocab_size": 100})")> {};
#else
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "nobody"})")> {};
#endif
static_assert(parsed::spec.layer_count >= 0);  // nothing follows from the error
