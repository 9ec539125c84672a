// The same reader at compile time: the parsed model is a template argument, the text is not.
#include <rafter/catalog/models/llama.hpp>
#include <rafter/hugging_face/config.hpp>

namespace {

constexpr char text[] = R"({
  "model_type": "llama", "hidden_size": 8192, "num_hidden_layers": 80, "num_attention_heads": 64, "num_key_value_heads": 8,
  "intermediate_size": 28672, "vocab_size": 128256, "max_position_embeddings": 131072, "rope_scaling": {"factor": 8.0, "rope_type": "llama3"}
})";

struct parsed_70b : rafter::hugging_face::model<rafter::hugging_face::parse(text)> {};
static_assert(parsed_70b::spec == rafter::catalog::models::llama_3_1_70b::spec);

constexpr auto broken = rafter::hugging_face::parse("{\n  \"model_type\": llama}");
static_assert(broken.error.code == rafter::hugging_face::error_code::syntax && broken.error.line == 2 && broken.error.column == 17);

// The text model of a file of several media.
constexpr char nested[] = R"({
  "model_type": "gemma3", "vision_config": {"hidden_size": 1152},
  "text_config": {"model_type": "gemma3_text", "hidden_size": 2560, "intermediate_size": 10240, "num_hidden_layers": 34, "sliding_window": 1024}
})";
constexpr auto parsed_4b = rafter::hugging_face::parse(nested);
static_assert(parsed_4b.ok() && parsed_4b.model.layer_count == 34 && parsed_4b.model.vocabulary() == 262'208 && parsed_4b.model.tied);
static_assert(parsed_4b.model.forms[0].where.count() == 29 && parsed_4b.model.forms[0].back.window == 1024);

constexpr auto broken_inside = rafter::hugging_face::parse("{\"model_type\": \"gemma3\",\n  \"text_config\": {\"hidden_size\": -1}}");
static_assert(broken_inside.error.code == rafter::hugging_face::error_code::not_positive && broken_inside.error.line == 2 && broken_inside.error.column == 34);

static_assert(rafter::hugging_face::nearest_families("gpt_os").names[0] == rafter::hugging_face::families::gpt_oss.model_type);

// 60 KB under the default limits of each compiler: 180 keys that nobody knows, with 310 bytes each.
#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define KEY(n) ", \"some_other_option_name_" n "\": \"" HUNDRED HUNDRED HUNDRED TEN "\""
#define TEN_KEYS(n) KEY(n "0") KEY(n "1") KEY(n "2") KEY(n "3") KEY(n "4") KEY(n "5") KEY(n "6") KEY(n "7") KEY(n "8") KEY(n "9")
#define SIXTY_KEYS(n) TEN_KEYS(n "0") TEN_KEYS(n "1") TEN_KEYS(n "2") TEN_KEYS(n "3") TEN_KEYS(n "4") TEN_KEYS(n "5")
constexpr char long_text[] = "{\"model_type\": \"llama\", \"hidden_size\": 64, \"num_hidden_layers\": 2, \"num_attention_heads\": 4, \"intermediate_size\": 128, "
                             "\"vocab_size\": 100" SIXTY_KEYS("0") SIXTY_KEYS("1") SIXTY_KEYS("2") "}";
static_assert(sizeof long_text > 60'000);
struct parsed_long : rafter::hugging_face::model<rafter::hugging_face::parse(long_text)> {};
static_assert(parsed_long::spec.layer_count == 2);

}  // namespace
