// The formats of a checkpoint, from its config.json: stored bytes to the unit, by hand or as published.
#include "files.hpp"

#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/rules/engine_in_range.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>

#include <random>

using namespace rafter;
using namespace rafter::test;
using hugging_face::error_code;

namespace {

std::int64_t stored(const std::string& text) {
    const auto r = read(text);
    CAPTURE(text.substr(0, 300));
    CAPTURE(std::string(hugging_face::code_of(r.result.error.code)) + " " + r.result.error.key.text);
    REQUIRE(r.result.ok());
    return stored_weights(r.result.model, r.result.formats).value;
}

void refused(const std::string& text, error_code code, const std::string& key) {
    const auto e = error_of(text);
    CAPTURE(text);
    CHECK(std::string(hugging_face::code_of(e.code)) == hugging_face::code_of(code));
    CHECK(std::string(e.key.text) == key);
    CHECK(e.line >= 1);
    CHECK(e.column >= 1);
}

bool leaves_out(const hugging_face::reading& r, const std::string& what, std::int64_t bytes) {
    for (const auto& n : r.said)
        if (n.kind == hugging_face::note_kind::left_out && std::string(n.name).find(what) != std::string::npos && n.value == bytes) return true;
    return false;
}

// Two layers of width 256: q 256 x 256, k and v 128 x 256, o 256 x 256; gate and up 512 x 256, down 256 x 512; tables 1000 x 256.
constexpr std::int64_t attention_elements = 256 * 256 * 2 + 128 * 256 * 2;
constexpr std::int64_t dense_elements = 3 * 512 * 256;
constexpr std::int64_t layer_elements = attention_elements + dense_elements;
constexpr std::int64_t wide_bytes = 2 * (2 * 1000 * 256 + 5 * 256);  // tables and norms in bf16
constexpr int matrices = 7;

std::string llama(const std::string& quantization, const std::string& more = "") {
    return R"({"model_type":"llama","hidden_size":256,"num_hidden_layers":2,"num_attention_heads":8,"num_key_value_heads":4,"intermediate_size":512,"vocab_size":1000,)" +
           (quantization.empty() ? std::string() : "\"quantization_config\":{" + quantization + "},") + R"("torch_dtype":"bfloat16")" + more + "}";
}
std::string mixture(const std::string& quantization) {
    return R"({"model_type":"qwen3_moe","hidden_size":256,"num_hidden_layers":4,"num_attention_heads":8,"num_key_value_heads":4,"head_dim":32,"intermediate_size":512,
        "moe_intermediate_size":128,"num_experts":8,"num_experts_per_tok":2,"vocab_size":1000,"mlp_only_layers":[0],"quantization_config":{)" + quantization + "}}";
}

std::string compressed(const std::string& format, const std::string& weights, const std::string& inputs = "null", const std::string& targets = "\"Linear\"", const std::string& more = "") {
    return R"("quant_method":"compressed-tensors","format":")" + format + R"(","ignore":["lm_head"],"config_groups":{"group_0":{"targets":[)" + targets +
           R"(],"input_activations":)" + inputs + R"(,"weights":{)" + weights + "}}}" + more;
}

}  // namespace

TEST_CASE("without a quantization_config the formats are the file's dtype") {
    const auto bf = read(llama("")).result;
    CHECK(bf.formats == precision{});
    CHECK(stored(llama("")) == 2 * (2 * layer_elements) + wide_bytes);
    CHECK(stored_weights(read(text_of("Llama-3.1-8B")).result.model, read(text_of("Llama-3.1-8B")).result.formats) == bytes{16'060'522'496});
    const std::string half = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":1,"num_attention_heads":4,"intermediate_size":32,"vocab_size":10,"torch_dtype":)";
    CHECK(read(half + R"("float16"})").result.formats.cache == fp16::spec);
    CHECK(read(half + R"("float32"})").result.formats.of(tensor_class::norm) == fp32::spec);
    CHECK(read(half + "null}").result.formats == precision{});
    refused(half + R"("int4"})", error_code::unsupported_value, "torch_dtype");
}

TEST_CASE("DeepSeek-V3, blocks of 128 x 128 with fp32 scales: 673,150,611,808 bytes in the 61 layers") {
    const auto r = read(text_of("DeepSeek-V3"));
    REQUIRE(r.result.ok());
    CHECK(stored_weights(r.result.model, r.result.formats) == bytes{673'150'611'808});
    CHECK(r.result.formats.of(tensor_class::routed_expert) == fp8_per_block::spec);
    CHECK(r.result.formats.of(tensor_class::router) == bf16::spec);
    CHECK(r.result.formats.of(tensor_class::head) == bf16::spec);
    // The module that predicts a further token, with its own copies of the tables: one mixture layer as the others,
    // 2d x d that joins, three norms, and embedding and head once more.
    request one;
    one.formats = r.result.formats;
    const sheet held = sheet_of(r.result.model, one);
    const std::int64_t layer = held.forms[1].stored_bytes;  // layers 3 to 60
    CHECK(held.forms[1].layers == 58);
    CHECK(673'150'611'808 + layer + 2 * (2 * 7168 * 7168) + 2 * 3 * 7168 + 2 * 2 * std::int64_t{129'280} * 7168 == 688'574'839'360);
}

TEST_CASE("DeepSeek-V3.2: the indexer's queries and keys in fp8, its weights and norms wide") {
    const auto r = read(text_of("DeepSeek-V3.2"));
    REQUIRE(r.result.ok());
    // 61 times: 8,192 x 1,536 and 128 x 7,168 with 64 x 12 and 56 scales; 7,168 x 64 and 2 x 128 in bf16
    const std::int64_t indexer = 61 * (std::int64_t{8'192} * 1'536 + 128 * 7'168 + 4 * (64 * 12 + 56) + 2 * (7'168 * 64 + 256));
    CHECK(stored_weights(r.result.model, r.result.formats) == bytes{673'150'611'808 + indexer});
    std::string bare = text_of("DeepSeek-V3.2");
    bare.insert(bare.find("\"quant_method\""), "\"modules_to_not_convert\":[\"self_attn.indexer\"],");
    CHECK(stored(bare) == 673'150'611'808 + 61 * 2 * std::int64_t{13'959'424});
}

TEST_CASE("recurrent mixers in a quantised file are refused by name") {
    for (const char* file : {"Jamba-1.5-Large", "Mamba-2.8B", "Nemotron-H-8B", "Qwen3-Next-80B-A3B"}) {
        std::string text = text_of(file);
        text.insert(text.rfind('}'), R"(,"quantization_config":{"quant_method":"fp8"})");
        refused(text, error_code::not_modelled, "quantization_config");
    }
}

TEST_CASE("Kimi-K2: 1,029,173,249,888 bytes, and 6,832 of auxiliary buffers are named") {
    const auto r = read(text_of("Kimi-K2"));
    REQUIRE(r.result.ok());
    CHECK(stored_weights(r.result.model, r.result.formats) == bytes{1'029'173'249'888});
    CHECK(leaves_out(r, "auxiliary buffers", 6'832));  // 61 layers x 56 bf16
}

TEST_CASE("gpt-oss, mxfp4 experts: 65,248,815,744 and 13,761,264,768 bytes") {
    CHECK(stored(text_of("gpt-oss-120b")) == 65'248'815'744);
    std::string kinds;
    for (int i = 0; i < 24; ++i) kinds += std::string(i == 0 ? "" : ",") + (i % 2 == 0 ? "\"sliding_attention\"" : "\"full_attention\"");
    CHECK(stored(R"({"model_type":"gpt_oss","hidden_size":2880,"num_hidden_layers":24,"num_attention_heads":64,"num_key_value_heads":8,"head_dim":64,
        "intermediate_size":2880,"vocab_size":201088,"attention_bias":true,"sliding_window":128,"num_local_experts":32,"num_experts_per_tok":4,"tie_word_embeddings":false,
        "layer_types":[)" + kinds + R"(],"quantization_config":{"modules_to_not_convert":["model.layers.*.self_attn","model.layers.*.mlp.router","model.embed_tokens","lm_head"],
        "quant_method":"mxfp4"}})") == 13'761'264'768);
}

TEST_CASE("Llama-3.1-405B FP8, a scale an output row of the feed-forwards of layers 1 to 124: 487,229,259,776 bytes") {
    std::string wide = "\"lm_head\"";
    for (int i = 0; i < 126; ++i) {
        const std::string layer = ",\"model.layers." + std::to_string(i) + ".";
        for (const char* part : {"q_proj", "k_proj", "v_proj", "o_proj"}) wide += layer + "self_attn." + part + "\"";
        if (i == 0 || i == 125)
            for (const char* part : {"gate_proj", "up_proj", "down_proj"}) wide += layer + "mlp." + part + "\"";
    }
    std::string text = text_of("Llama-3.1-405B");
    text = text.substr(0, text.rfind('}')) + R"(,"quantization_config":{"activation_scale_ub":1200.0,"modules_to_not_convert":[)" + wide + R"(],"quant_method":"fbgemm_fp8"}})";
    const auto r = read(text);
    REQUIRE(r.result.ok());
    CHECK(stored_weights(r.result.model, r.result.formats) == bytes{487'229'259'776});
    CHECK(r.result.formats.exception_count == 1);
    CHECK(r.result.formats.exceptions[0].where.count() == 2);
    // 405,853,388,800 in bf16, less a byte for every quantised element, and 4 for every row of them
    CHECK(2 * 405'853'388'800 - 124 * (3 * std::int64_t{53'248} * 16'384) + 124 * 4 * (2 * 53'248 + 16'384) == 487'229'259'776);
    // All of the step follows: a device of two holds what the sheet says, by class and by stage.
    request two;
    two.formats = r.result.formats;
    two.plan.pipeline = 2;
    const sheet held = sheet_of(r.result.model, two);
    CHECK(held.form_count == 2);
    std::int64_t sum = 0;
    for (std::int64_t stage = 0; stage < 2; ++stage)
        for (int c = 0; c < tensor_class_count; ++c) sum += weights_by_class_of(held, stage).of(static_cast<tensor_class>(c)).value;
    CHECK(sum == 487'229'259'776);
}

TEST_CASE("fp8: blocks, rows, tensors") {
    CHECK(stored(llama(R"("quant_method":"fp8","weight_block_size":[128,128],"activation_scheme":"dynamic","fmt":"e4m3")")) ==
          2 * (layer_elements + 4 * (4 + 2 + 2 + 4 + 8 + 8 + 8)) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"fp8","activation_scheme":"dynamic")")) == 2 * (layer_elements + 4 * matrices) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"fp8","activation_scheme":"static","ignored_layers":["lm_head"])")) == 2 * (layer_elements + 8 * matrices) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"fbgemm_fp8","modules_to_not_convert":["self_attn"])")) ==
          2 * (2 * attention_elements + dense_elements + 4 * (512 + 512 + 256)) + wide_bytes);
    // Qwen3 stores its block scales in bf16. Layer 0 is dense.
    const std::int64_t tables = 2 * (2 * 1000 * 256 + 256 + 4 * (2 * 256 + 2 * 32)), routers = 3 * 2 * 8 * 256;
    CHECK(stored(mixture(R"("quant_method":"fp8","weight_block_size":[128,128],"modules_to_not_convert":["lm_head","model.layers.1.mlp.gate","model.layers.1.input_layernorm"])")) ==
          tables + routers + 4 * (attention_elements + 2 * 12) + dense_elements + 2 * 24 + 3 * 8 * (3 * 128 * 256 + 2 * 6));
}

TEST_CASE("compressed-tensors") {
    const std::string head = llama("");
    CHECK(stored(llama(compressed("float-quantized", R"("num_bits":8,"type":"float","strategy":"channel","symmetric":true)", R"({"num_bits":8,"type":"float","strategy":"token","dynamic":true})"))) ==
          2 * (layer_elements + 2 * (256 + 128 + 128 + 256 + 512 + 512 + 256)) + wide_bytes);
    CHECK(stored(llama(compressed("float-quantized", R"("num_bits":8,"type":"float","strategy":"tensor")", R"({"num_bits":8,"type":"float","strategy":"tensor","dynamic":false})"))) ==
          2 * (layer_elements + (2 + 2) * matrices) + wide_bytes);
    CHECK(stored(llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"group","group_size":128)"))) ==
          2 * (layer_elements / 2 + 2 * layer_elements / 128 + 16 * matrices) + wide_bytes);
    CHECK(stored(llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"group","group_size":32,"symmetric":false,"actorder":"group")"))) ==
          2 * (layer_elements / 2 + 5 * (layer_elements / 32) / 2 + 4 * (6 * 256 + 512) + 16 * matrices) + wide_bytes);
    CHECK(stored(llama(compressed("int-quantized", R"("num_bits":8,"type":"int","strategy":"channel")", R"({"num_bits":8,"dynamic":true,"strategy":"token"})"))) ==
          2 * (layer_elements + 2 * 2048) + wide_bytes);
    CHECK(stored(llama(compressed("nvfp4-pack-quantized", R"("num_bits":4,"type":"float","strategy":"tensor_group","group_size":16)",
                                  R"({"num_bits":4,"type":"float","strategy":"tensor_group","group_size":16,"dynamic":"local"})"))) ==
          2 * (layer_elements / 2 + layer_elements / 16 + 8 * matrices) + wide_bytes);
    // without "lm_head" among what is ignored, Linear has it
    CHECK(stored(llama(R"("quant_method":"compressed-tensors","format":"float-quantized","config_groups":{"g":{"targets":["Linear"],"weights":{"num_bits":8,"type":"float","strategy":"tensor"}}})")) ==
          2 * (layer_elements + 2 * matrices) + wide_bytes - 256'000 + 2);
    const auto r = read(llama(compressed("float-quantized", R"("num_bits":8,"type":"float")", "null", "\"Linear\"", R"(,"kv_cache_scheme":{"num_bits":8,"type":"float","strategy":"tensor"})")));
    REQUIRE(r.result.ok());
    CHECK(r.result.formats.cache == fp8::spec);
    CHECK(leaves_out(r, "scales of the cache", 0));
    // two groups: attention in fp8, feed-forwards in int4, told apart by expressions
    CHECK(stored(llama(R"("quant_method":"compressed-tensors","format":"mixed-precision","ignore":["lm_head"],"config_groups":{
        "a":{"format":"float-quantized","targets":["re:.*self_attn\\.(q|k|v|o)_proj$"],"weights":{"num_bits":8,"type":"float","strategy":"tensor"}},
        "b":{"format":"pack-quantized","targets":["re:.*mlp.*"],"weights":{"num_bits":4,"type":"int","strategy":"group","group_size":64}}})")) ==
          2 * (attention_elements + 2 * 4 + dense_elements / 2 + 2 * dense_elements / 64 + 16 * 3) + wide_bytes);
}

TEST_CASE("ModelOpt: an fp8 scale for 16 elements and two fp32 a matrix") {
    const std::string nvfp4 = R"("quant_method":"modelopt","quant_algo":"NVFP4","producer":{"name":"modelopt","version":"0.33.0"},)";
    CHECK(stored(llama(nvfp4 + R"("ignore":["lm_head","model.layers.0.self_attn*"],"kv_cache_scheme":{"dynamic":false,"num_bits":8,"type":"float"})")) ==
          2 * attention_elements + (attention_elements + 2 * dense_elements) * 9 / 16 + 8 * (4 + 6) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"modelopt","quant_algo":"FP8","kv_cache_quant_algo":"FP8","exclude_modules":["lm_head"])")) == 2 * (layer_elements + 8 * matrices) + wide_bytes);
    const auto r = read(llama(nvfp4 + R"("config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float","group_size":16},
        "input_activations":{"num_bits":4,"type":"float","group_size":16},"targets":["Linear"]}},"ignore":["lm_head"])"));
    REQUIRE(r.result.ok());
    CHECK(r.result.formats.of(tensor_class::attention).how == multiplied::natively);
    refused(llama(nvfp4 + R"("config_groups":{"group_0":{"weights":{"num_bits":8,"type":"float"},"targets":["Linear"]}})"), error_code::inconsistent, "num_bits");
    refused(llama(nvfp4 + R"("config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float"},"input_activations":{"num_bits":8},"targets":["Linear"]}})"),
            error_code::unsupported_value, "num_bits");
    refused(llama(nvfp4 + R"("config_groups":{"group_0":{"weights":{"num_bits":4,"type":"float","group_size":32},"targets":["Linear"]}})"), error_code::inconsistent, "group_size");
}

TEST_CASE("GPTQ, AWQ, bitsandbytes") {
    const std::int64_t group_index = 4 * (6 * 256 + 512);  // an int32 an input
    CHECK(stored(llama(R"("quant_method":"gptq","bits":4,"group_size":128,"desc_act":false,"sym":true,"checkpoint_format":"gptq")")) ==
          2 * (layer_elements / 2 + 5 * (layer_elements / 128) / 2 + group_index) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"gptq","bits":8,"group_size":-1,"desc_act":false)")) == 2 * (layer_elements + 3 * 2048 + group_index) + wide_bytes);
    CHECK(stored(llama(R"("quant_method":"awq","bits":4,"group_size":128,"zero_point":true,"version":"gemm","modules_to_not_convert":null)")) ==
          2 * (layer_elements / 2 + 5 * (layer_elements / 128) / 2) + wide_bytes);
    const std::string nf4 = R"("quant_method":"bitsandbytes","load_in_4bit":true,"load_in_8bit":false,"bnb_4bit_quant_type":"nf4","llm_int8_skip_modules":null,)";
    CHECK(stored(llama(nf4 + R"("bnb_4bit_use_double_quant":false)")) == 2 * (layer_elements / 2 + 4 * layer_elements / 64 + 64 * matrices) + wide_bytes);
    // doubly: q has 1,024 blocks and 4 scales of scales, k and v half as many, the others twice
    CHECK(stored(llama(nf4 + R"("bnb_4bit_use_double_quant":true)")) == 2 * (layer_elements / 2 + layer_elements / 64 + 4 * (4 + 2 + 2 + 4 + 8 + 8 + 8) + (64 + 1024) * matrices) + wide_bytes);
    CHECK(leaves_out(read(llama(nf4 + R"("bnb_4bit_use_double_quant":true)")), "describes each 4-bit matrix", 0));
    CHECK(stored(llama(R"("quant_method":"bitsandbytes","load_in_8bit":true,"load_in_4bit":false)")) == 2 * (layer_elements + 4 * 2048 + matrices) + wide_bytes);
    refused(mixture(R"("quant_method":"bitsandbytes","load_in_4bit":true)"), error_code::unsupported_value, "quant_method");
}

TEST_CASE("names and patterns of what stays wide") {
    const auto wide = [](const std::string& names) { return llama(R"("quant_method":"fp8","ignored_layers":[)" + names + "]"); };
    const std::int64_t all = 2 * (layer_elements + 4 * matrices) + wide_bytes;
    const auto of = [](std::int64_t elements, int count) { return elements - 4 * count; };  // what a wide matrix adds
    CHECK(stored(wide("")) == all);
    CHECK(stored(wide(R"("lm_head","model.embed_tokens","model.norm","model.layers.1.input_layernorm","re:.*norm.*")")) == all);
    CHECK(stored(wide(R"("model.layers.1.self_attn")")) == all + of(attention_elements, 4));
    CHECK(stored(wide(R"("self_attn")")) == all + 2 * of(attention_elements, 4));
    CHECK(stored(wide(R"("model.layers.*.self_attn")")) == all + 2 * of(attention_elements, 4));
    CHECK(stored(wide(R"("model.layers.1.self_attn*")")) == all + of(attention_elements, 4));
    CHECK(stored(wide(R"("*self_attn*","model.layers.0*")")) == all + 2 * of(attention_elements, 4) + of(dense_elements, 3));
    CHECK(stored(wide(R"("re:.*self_attn.*")")) == all + 2 * of(attention_elements, 4));
    CHECK(stored(wide(R"("re:.*layers\\.[1-9]\\.mlp\\.(down|other)_proj$")")) == all + of(512 * 256, 1));
    CHECK(stored(wide(R"("re:model.layers.0.*")")) == all + of(layer_elements, 7));
    CHECK(stored(wide(R"("model.language_model.layers.0.mlp.down_proj")")) == all + of(512 * 256, 1));
    CHECK(stored(wide(R"("model.layers.0")")) == all + of(layer_elements, 7));
    CHECK(stored(wide(R"("down_proj")")) == all + 2 * of(512 * 256, 1));
    CHECK(stored(wide(R"("visual","mtp.fc")")) == all);
    // a bare "gate" is a router, never gate_proj
    const auto r = read(mixture(R"("quant_method":"fp8","weight_block_size":[128,128],"modules_to_not_convert":["gate","lm_head"])"));
    REQUIRE(r.result.ok());
    CHECK(r.result.formats.of(tensor_class::feed_forward).element_bits == 8);

    refused(wide(R"("gate")"), error_code::inconsistent, "gate");
    refused(wide(R"("model.layers.2.mlp")"), error_code::inconsistent, "model.layers.2.mlp");
    refused(wide(R"("model.layers.0.mlp.gate")"), error_code::inconsistent, "model.layers.0.mlp.gate");
    refused(wide(R"("model.layers.0.attention")"), error_code::inconsistent, "model.layers.0.attention");
    refused(wide(R"("*experts*")"), error_code::inconsistent, "*experts*");
    refused(wide(R"("model.layers.999.mlp*")"), error_code::inconsistent, "model.layers.999.mlp*");
    CHECK(read(llama("\"quant_method\":\"fp8\",\"foo\":[\t\"a\",\t\"]b\"]")).result.error.code == error_code::not_modelled);
    refused(wide(R"("re:(?!lm_head).*")"), error_code::unsupported_value, "re:(?!lm_head).*");
    refused(wide(R"("re:(a.*)*b")"), error_code::unsupported_value, "re:(a.*)*b");
    refused(wide(R"("re:.*[a")"), error_code::unsupported_value, "re:.*[a");
    refused(wide(R"("re:.{2}")"), error_code::unsupported_value, "re:.{2}");
    refused(wide(R"("")"), error_code::inconsistent, "");
    refused(wide("7"), error_code::wrong_type, "ignored_layers");
    refused(wide(R"("k_proj")"), error_code::unsupported_value, "quantization_config");  // v stays: rafter has them as one
    refused(mixture(R"("quant_method":"fp8","ignored_layers":["model.layers.1.mlp.experts.3.down_proj"])"), error_code::unsupported_value, "model.layers.1.mlp.experts.3.down_proj");
    // layers behind the model that predict further tokens may be named
    std::string v3 = text_of("DeepSeek-V3");
    const std::string at = "\"fmt\": \"e4m3\",";
    v3.replace(v3.find(at), at.size(), at + R"("modules_to_not_convert": ["model.layers.61.self_attn.o_proj", "model.layers.61*"],)");
    CHECK(stored(v3) == 673'150'611'808);
}

TEST_CASE("what contradicts itself or is not known is refused by name") {
    refused(llama(R"("quant_method":"quark")"), error_code::unsupported_value, "quant_method");
    refused(llama(R"("bits":4)"), error_code::missing_field, "quant_method");
    refused(llama(R"("quant_method":4)"), error_code::wrong_type, "quant_method");
    refused(llama(R"("quant_method":"fp8","bits":4)"), error_code::not_modelled, "bits");
    refused(llama(R"("quant_method":"fp8","quant_method":"fp8")"), error_code::duplicate_key, "quant_method");
    refused(llama(R"("quant_method":"fp8","weight_block_size":[128,128],"activation_scheme":"static")"), error_code::inconsistent, "activation_scheme");
    refused(llama(R"("quant_method":"fp8","weight_block_size":[128,0])"), error_code::not_positive, "weight_block_size");
    refused(llama(R"("quant_method":"fp8","weight_block_size":[128])"), error_code::inconsistent, "weight_block_size");
    refused(llama(R"("quant_method":"fp8","fmt":"e3m4")"), error_code::unsupported_value, "fmt");
    refused(llama(R"("quant_method":"mxfp4")"), error_code::inconsistent, "quant_method");
    refused(llama(R"("quant_method":"gptq","bits":5,"group_size":128)"), error_code::unsupported_value, "bits");
    refused(llama(R"("quant_method":"gptq","bits":4,"group_size":0)"), error_code::not_positive, "group_size");
    refused(llama(R"("quant_method":"gptq","bits":4)"), error_code::missing_field, "group_size");
    refused(llama(R"("quant_method":"awq","bits":4,"group_size":128,"version":"gemv")"), error_code::unsupported_value, "version");
    refused(llama(R"("quant_method":"awq","bits":8,"group_size":128)"), error_code::unsupported_value, "bits");
    refused(llama(R"("quant_method":"bitsandbytes","load_in_4bit":true,"load_in_8bit":true)"), error_code::inconsistent, "load_in_4bit");
    refused(llama(R"("quant_method":"modelopt","quant_algo":"W4A8_AWQ")"), error_code::unsupported_value, "quant_algo");
    refused(llama(R"("quant_method":"modelopt","quant_algo":"NVFP4","group_size":32)"), error_code::inconsistent, "group_size");
    refused(llama(compressed("float-quantized", R"("num_bits":4,"type":"float","strategy":"tensor")")), error_code::inconsistent, "num_bits");
    refused(llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"group")")), error_code::missing_field, "group_size");
    refused(llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"group","group_size":0)")), error_code::not_positive, "group_size");
    refused(llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"channel","group_size":128)")), error_code::inconsistent, "group_size");
    refused(llama(compressed("float-quantized", R"("num_bits":8,"type":"float","strategy":"tensor","block_structure":[128,128])")), error_code::inconsistent, "block_structure");
    refused(llama(compressed("float-quantized", R"("num_bits":8,"type":"float","strategy":"tensor")", "null", "\"Linear\"", R"(,"kv_cache_scheme":{"num_bits":4,"type":"float"})")), error_code::unsupported_value, "num_bits");
    refused(llama(R"("quant_method":"compressed-tensors","format":"float-quantized","config_groups":{
        "a":{"targets":["Linear"],"weights":{"num_bits":8,"type":"float","strategy":"tensor"}},
        "b":{"targets":["re:.*mlp.*"],"weights":{"num_bits":8,"type":"float","strategy":"channel"}}})"), error_code::inconsistent, "config_groups");
    refused(llama("", R"(,"quantization_config":[])"), error_code::wrong_type, "quantization_config");
    CHECK(stored(llama("", R"(,"quantization_config":null)")) == stored(llama("")));
    const auto e = error_of("{\"model_type\":\"llama\",\"hidden_size\":64,\"num_hidden_layers\":1,\"num_attention_heads\":4,\"intermediate_size\":32,\"vocab_size\":10,\n"
                            "\"quantization_config\":{\"quant_method\":\"fp8\",\n \"ignored_layers\":[\"lm_head\", \"model.layers.7.mlp\"]}}");
    CHECK(e.line == 3);
    CHECK(e.column == 32);  // of the name, behind its quote
}

TEST_CASE("a quantisation under another name, or one that says two things, is never read as something else") {
    refused(llama("", R"(,"compression_config":{"quant_method":"compressed-tensors"})"), error_code::not_modelled, "compression_config");
    refused(llama("", R"(,"quantization":{"group_size":64,"bits":4})"), error_code::not_modelled, "quantization");
    refused(llama("", R"(,"quantize_config":{"bits":4})"), error_code::not_modelled, "quantize_config");
    refused(llama("", R"(,"dtype":"float32")"), error_code::inconsistent, "dtype");
    CHECK(read(llama("", R"(,"dtype":"bfloat16")")).result.ok());
    refused(llama(R"("quant_method":"awq","bits":4,"group_size":128,"q_group_size":64,"zero_point":true,"version":"gemm")"), error_code::inconsistent, "q_group_size");
    refused(llama(R"("quant_method":"bitsandbytes","load_in_4bit":true,"_load_in_4bit":false,"load_in_8bit":false,"bnb_4bit_quant_type":"nf4")"),
            error_code::inconsistent, "_load_in_4bit");
    // 8-bit weights multiplied with inputs of another kind
    refused(llama(compressed("int-quantized", R"("num_bits":8,"type":"int","strategy":"channel","symmetric":true)",
                             R"({"num_bits":8,"type":"float","strategy":"token","dynamic":true,"symmetric":true})")),
            error_code::unsupported_value, "input_activations");
    refused(llama(compressed("int-quantized", R"("num_bits":8,"type":"int","strategy":"channel","symmetric":true)", "null", "")), error_code::inconsistent, "targets");
    for (const char* nothing : {"normalizer", "mtpxyz", "audiofoo", "visionary.layers.0.foo"}) {
        CAPTURE(nothing);
        CHECK(!read(llama(R"("quant_method":"fp8","activation_scheme":"dynamic","weight_block_size":[128,128],"modules_to_not_convert":[")" + std::string(nothing) + "\"]"))
                   .result.ok());
    }
    // One matrix in the file where the model counts three: what stands once a matrix would be counted three times.
    const std::string phi = R"({"model_type":"phi3","hidden_size":256,"num_hidden_layers":2,"num_attention_heads":8,"num_key_value_heads":4,"intermediate_size":512,
        "vocab_size":1000,"tie_word_embeddings":false,"sliding_window":null,"quantization_config":{"quant_method":"gptq","bits":4,"group_size":128,"desc_act":false,"sym":true}})";
    refused(phi, error_code::unsupported_value, "quantization_config");
}

TEST_CASE("a class without the output table is not counted with one") {
    const auto of = [](const std::string& name, const char* tied) {
        return read(llama("", R"(,"architectures":[")" + name + R"("],"tie_word_embeddings":)" + tied)).result.error.code;
    };
    for (const char* headless : {"LlamaModel", "MistralModel", "LlamaForSequenceClassification", "Qwen2ForRewardModel", "LlamaForTokenClassification"}) {
        CAPTURE(headless);
        CHECK(of(headless, "false") == error_code::unsupported_value);
        CHECK(of(headless, "true") == error_code::none);
    }
    CHECK(of("LlamaForCausalLM", "false") == error_code::none);
    CHECK(of("GPT2LMHeadModel", "false") == error_code::none);
}

TEST_CASE("formats that differ by layer cut forms, at most as many as there is room for") {
    const transformer& m = catalog::models::llama_3_1_8b::spec;
    precision p;
    CHECK(forms_needed(m, p) == 1);
    p.set_weights(fp8::spec);
    for (std::int64_t i = 0; i < max_format_exceptions; ++i) CHECK(p.add_exception({layers(4 * i, 32), tensor_class::attention, {}, i % 2 == 0 ? bf16::spec : fp8::spec}));
    CHECK_FALSE(p.add_exception({layers(0, 1), tensor_class::attention, {}, bf16::spec}));
    CHECK(forms_needed(m, p) == 4);  // [0,4), [4,8), [8,12), [12,32)
    precision plain;
    plain.set_weights(fp8::spec);
    const std::int64_t attention = 2 * 4096 * 4096 + 2 * 1024 * std::int64_t{4096};
    CHECK(stored_weights(m, p).value == stored_weights(m, plain).value + 8 * attention);  // wide in [0,4) and [8,12)
    CHECK(rules::formats_fit(m, p).ok());
    precision dropped = p;
    dropped.set_weights(fp8::spec);  // all of these classes again
    CHECK(dropped == plain);
    // every other layer, every third, every fifth: eight pieces
    precision many = plain;
    many.add_exception({every(2, 0, 32), tensor_class::attention, "q", bf16::spec});
    many.add_exception({every(3, 0, 32), tensor_class::attention, "kv", bf16::spec});
    many.add_exception({every(5, 0, 32), tensor_class::attention, "o", bf16::spec});
    CHECK_FALSE(rules::formats_fit(m, many).ok());
    CHECK(stored_weights(m, many).value == checked::overflowed);
}

TEST_CASE("one changed byte of a quantization_config gives an error with a place, or a whole model") {
    std::mt19937 random(20'251'125);
    const std::string files[] = {
        llama(compressed("pack-quantized", R"("num_bits":4,"type":"int","strategy":"group","group_size":128,"symmetric":false)", "null", R"("re:.*self_attn\\.(q|k|v|o)_proj$","re:.*mlp.*")")),
        llama(R"("quant_method":"modelopt","quant_algo":"NVFP4","ignore":["lm_head","model.layers.0.self_attn*","*mlp.down_proj"],"kv_cache_scheme":{"num_bits":8,"type":"float"})"),
        llama(R"("quant_method":"gptq","bits":4,"group_size":128,"desc_act":false)"),
        mixture(R"("quant_method":"fp8","weight_block_size":[128,128],"modules_to_not_convert":["lm_head","model.layers.1.mlp.gate","model.layers.2.mlp.gate","re:.*q_norm"])")};
    for (const std::string& text : files) {
        REQUIRE(read(text).result.ok());
        const std::size_t begin = text.find("quantization_config"), length = text.size() - begin;
        for (int i = 0; i < 6'000; ++i) {
            std::string changed = text;
            for (int k = 0; k <= i % 3; ++k) changed[begin + random() % length] = static_cast<char>(i % 2 == 0 ? random() % 256 : static_cast<unsigned char>(text[begin + random() % length]));
            const auto r = read(changed).result;
            if (!r.ok()) {
                REQUIRE(r.error.line >= 1);
                REQUIRE(r.error.column >= 1);
                continue;
            }
            REQUIRE(rules::model_complete(r.model).ok());
            REQUIRE(rules::formats_in_range(r.formats).ok());
            REQUIRE(rules::formats_fit(r.model, r.formats).ok());
            REQUIRE(stored_weights(r.model, r.formats).value > 0);
        }
    }
}
