// A field that gives the shape is missing: placed where the object ends.
// EXPECT: RAFTER-C011
// EXPECT: at_line<2>
// EXPECT: at_column<25>
// EXPECT: 'v', 'o', 'c', 'a', 'b', '_', 's', 'i', 'z', 'e'
#include <rafter/hugging_face/config.hpp>

#ifdef RAFTER_REPAIRED
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
    "intermediate_size": 128, "vocab_size": 100})")> {};
#else
struct parsed : rafter::hugging_face::model<rafter::hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
 "intermediate_size": 9 })")> {};
#endif
static_assert(parsed::spec.layer_count >= 0);  // nothing follows from the error
