// The same reader at compile time: the parsed model is a template argument, the text is not.
#include <rafter/catalog/models/llama.hpp>
#include <rafter/hugging_face/config.hpp>

namespace {

constexpr char text[] = R"({
  "model_type": "llama", "hidden_size": 8192, "num_hidden_layers": 80, "num_attention_heads": 64, "num_key_value_heads": 8,
  "intermediate_size": 28672, "vocab_size": 128256, "rope_scaling": {"factor": 8.0, "rope_type": "llama3"}
})";

struct parsed_70b : rafter::hugging_face::model<rafter::hugging_face::parse(text)> {};
static_assert(parsed_70b::spec == rafter::catalog::models::llama_3_1_70b::spec);

constexpr auto broken = rafter::hugging_face::parse("{\n  \"model_type\": llama}");
static_assert(broken.error.code == rafter::hugging_face::error_code::syntax && broken.error.line == 2 && broken.error.column == 17);

}  // namespace
