// A quantization_config at compile time: a deployment of the file's model begins with the formats it is stored in.
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/hugging_face/config.hpp>
#include <rafter/rafter.hpp>

namespace {

using namespace rafter;

// Qwen3-30B-A3B-FP8: 128 x 128 blocks with bf16 scales, and a list of 145 modules that stay wide.
#define LAYER(n) ", \"model.layers." n ".input_layernorm\", \"model.layers." n ".mlp.gate\", \"model.layers." n ".post_attention_layernorm\""
#define TEN_LAYERS(n) LAYER(n "0") LAYER(n "1") LAYER(n "2") LAYER(n "3") LAYER(n "4") LAYER(n "5") LAYER(n "6") LAYER(n "7") LAYER(n "8") LAYER(n "9")
constexpr char text[] = R"({"model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48, "num_attention_heads": 32, "num_key_value_heads": 4,
  "head_dim": 128, "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128, "num_experts_per_tok": 8, "vocab_size": 151936,
  "decoder_sparse_step": 1, "mlp_only_layers": [], "use_sliding_window": false, "tie_word_embeddings": false, "torch_dtype": "bfloat16",
  "quantization_config": {"activation_scheme": "dynamic", "modules_to_not_convert": ["lm_head")"
    TEN_LAYERS("") TEN_LAYERS("1") TEN_LAYERS("2") TEN_LAYERS("3")
    LAYER("40") LAYER("41") LAYER("42") LAYER("43") LAYER("44") LAYER("45") LAYER("46") LAYER("47")
    R"(], "fmt": "e4m3", "quant_method": "fp8", "weight_block_size": [128, 128]}})";

struct qwen3_30b_fp8 : hugging_face::model<hugging_face::parse(text)> {};

// A layer: q and o 4096 x 2048, k and v 512 x 2048, 128 experts of 3 x 768 x 2048, each 1 + 2/16384 byte an element; router
// 128 x 2048 and norms 2 x 2048 + 2 x 128 in bf16. Around: two tables of 151936 x 2048 and a norm.
constexpr std::int64_t quantised = 2 * 4096 * 2048 + 2 * 512 * 2048 + std::int64_t{128} * 3 * 768 * 2048;
constexpr std::int64_t layer_bytes = quantised + 2 * (quantised / 16384) + 2 * (128 * 2048 + 2 * 2048 + 2 * 128);
static_assert(stored_weights(qwen3_30b_fp8::spec, qwen3_30b_fp8::formats) == bytes{48 * layer_bytes + 2 * (2 * std::int64_t{151'936} * 2048 + 2048)});
static_assert(stored_weights(qwen3_30b_fp8::spec, qwen3_30b_fp8::formats) == bytes{31'170'895'872});

// As the file says, unless a policy says otherwise.
using as_stored = deployment<qwen3_30b_fp8, catalog::accelerators::nvidia_h100_sxm, batch<1>, prompt<128>, output<128>>;
using widened = deployment<qwen3_30b_fp8, catalog::accelerators::nvidia_h100_sxm, weights<bf16>, batch<1>, prompt<128>, output<128>>;
static_assert(as_stored::footprint.weights == bytes{31'170'895'872} && as_stored::feasible);
static_assert(widened::footprint.weights == bytes{61'064'245'248});  // 2 x 30,532,122,624 parameters
static_assert(as_stored::decode.roofline.time < widened::decode.roofline.time);

// Layers that differ: an expression, a shell's pattern, names.
constexpr auto mixed = hugging_face::parse(R"({"model_type": "llama", "hidden_size": 256, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 512, "vocab_size": 100,
  "quantization_config": {"quant_method": "modelopt", "quant_algo": "FP8",
    "ignore": ["lm_head", "model.layers.0.self_attn*", "re:.*layers\\.[23]\\.mlp\\.(gate|up)_proj$"], "kv_cache_scheme": {"num_bits": 8, "type": "float"}}})");
static_assert(mixed.ok() && mixed.formats.exception_count == 2 && mixed.formats.cache == fp8::spec);
static_assert(mixed.formats.exceptions[0].where == layers(0, 1) && mixed.formats.exceptions[1].where == layers(2, 4) && mixed.formats.exceptions[1].only == label{"gate_up"});

constexpr auto unknown = hugging_face::parse(R"({"model_type": "llama", "hidden_size": 256, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 512, "vocab_size": 100,
  "quantization_config": {"quant_method": "quark"}})");
static_assert(unknown.error.code == hugging_face::error_code::unsupported_value && unknown.error.line == 2);

}  // namespace
