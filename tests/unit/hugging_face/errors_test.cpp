// What is wrong with a config.json is said with a code and a place: never a crash, never a silent default.
#include "files.hpp"

#include <rafter/feasibility/rules/model_complete.hpp>

#include <random>
#include <sstream>

using namespace rafter;
using namespace rafter::test;
using hugging_face::error_code;

namespace {

const std::string head = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,)";

bool placed(const hugging_face::config_error& e, const std::string& text) {
    std::int32_t lines = 1;
    for (const char c : text) lines += c == '\n' ? 1 : 0;
    return e.line >= 1 && e.line <= lines && e.column >= 1;
}

void expect(const std::string& text, error_code code, std::int32_t line, std::int32_t column, const std::string& key = "") {
    const auto e = error_of(text);
    CAPTURE(text.substr(0, 200));
    CHECK(static_cast<int>(e.code) == static_cast<int>(code));
    CHECK(e.line == line);
    CHECK(e.column == column);
    CHECK(std::string(e.key.text) == key);
}

}  // namespace

TEST_CASE("empty, cut, trailing") {
    expect("", error_code::empty, 1, 1);
    expect(" \n ", error_code::empty, 2, 2);
    expect("{", error_code::truncated, 1, 2);
    expect("[]", error_code::syntax, 1, 1);
    expect("{}", error_code::missing_field, 1, 2, "model_type");
    expect("{} x", error_code::trailing_text, 1, 4);
    expect("\xEF\xBB\xBF{}", error_code::byte_order_mark, 1, 1);
}

TEST_CASE("every prefix of a real file is an error with a place") {
    for (const char* file : {"DeepSeek-V3", "gpt-oss-120b", "Mixtral-8x7B", "Llama-4-Scout", "Gemma-3-27B"}) {
        std::string text = text_of(file);
        while (text.back() == '\n') text.pop_back();
        for (std::size_t n = 0; n < text.size(); ++n) {
            const std::string cut = text.substr(0, n);
            const auto e = error_of(cut);
            REQUIRE(e.code != error_code::none);
            REQUIRE(placed(e, cut));
        }
    }
}

TEST_CASE("nested 10,000 deep") {
    const std::string deep = R"({"a": )" + std::string(10'000, '[') + std::string(10'000, ']') + "}";
    expect(deep, error_code::nested_too_deep, 1, 7 + 63);
    expect(R"({"a": )" + std::string(10'000, '['), error_code::nested_too_deep, 1, 7 + 63);
    std::string objects = "{";
    for (int i = 0; i < 10'000; ++i) objects += R"("a":{)";
    CHECK(error_of(objects).code == error_code::nested_too_deep);
}

TEST_CASE("60 KB are read; what is not known in them is listed") {
    std::string text = text_of("Llama-3.1-8B");
    text.resize(text.rfind('}'));
    text += ", \"my_notes\": [";
    for (int i = 0; i < 3'000; ++i) text += std::string(i == 0 ? "" : ",") + "\"note " + std::to_string(i) + " \\u00e9\"";
    text += "]}";
    REQUIRE(text.size() > 50'000);
    CHECK(read(text).result.ok());
}

TEST_CASE("keys") {
    expect(R"({"a":1,"a":2})", error_code::duplicate_key, 1, 9, "a");
    expect(R"({"ab":{"a":1},"b":2,"ab":2})", error_code::duplicate_key, 1, 22, "ab");
    expect(R"({"hidden\u005fsize":1})", error_code::escaped_key, 1, 9);
    std::string many = "{";
    for (int i = 0; i < 193; ++i) many += (i == 0 ? "" : ",") + std::string("\"k") + std::to_string(i) + "\":1";
    CHECK(error_of(many + "}").code == error_code::too_many_members);
}

TEST_CASE("a key that is none goes before all else that is wrong") {
    const std::string llama = head + R"("intermediate_size":128,"vocab_size":100)";
    CHECK(error_of(llama + R"(,"label2id":{"caf\u00e9":0}})").code == error_code::none);  // of what is only skipped
    const std::int32_t begin = static_cast<std::int32_t>(llama.size()) + 1;
    expect(llama + R"(,"caf\u00e9":0})", error_code::escaped_key, 1, begin + 5);
    expect(llama + R"(,"caf\": "x": 0})", error_code::escaped_key, 1, begin + 5);  // the key ends behind the x
    expect(llama + R"(,"caf\": 0, "n_experts": 1})", error_code::escaped_key, 1, begin + 5);
    expect(llama + ",\"n_experts\": 1, \"a\tb\": 0}", error_code::syntax, 1, begin + 19);
    expect(llama + ",\"a\tb\": 0, \"c\": [", error_code::syntax, 1, begin + 3);
    expect(llama + std::string(",\"a\0b\": 0, \"a\": 1}", 19), error_code::syntax, 1, begin + 3);
    expect(R"({"text_config": {"a\": 1}, "b": 2})", error_code::escaped_key, 1, 20);
    expect(R"({"quantization_config": {"a\": 1}, "model_type": "llama"})", error_code::escaped_key, 1, 28);
    const auto groups = [&](const std::string& key) {
        return llama + R"(,"quantization_config": {"quant_method": "compressed-tensors", "config_groups": {)" + key + R"(: {"weights": {}}}}})";
    };
    CHECK(error_of(groups(R"("a\u0062")")).code == error_code::escaped_key);
    CHECK(error_of(groups(R"("a\": \"b")")).code == error_code::escaped_key);
    CHECK(error_of(groups("\"a\nb\"")).code == error_code::syntax);

    // of a family that knows a text_config to be harmless
    static constexpr hugging_face::key harmless[] = {"text_config"};
    static constexpr hugging_face::family own{"mine", hugging_face::families::llama_reads, harmless, {}, hugging_face::families::build_llama};
    const auto mine = [&](const std::string& inner) {
        const std::string text = R"({"model_type":"mine")" + llama.substr(21) + R"(,"text_config":{)" + inner + "}}";
        return hugging_face::parse(text.data(), static_cast<std::int64_t>(text.size()), &own).error.code;
    };
    CHECK(mine(R"("a": 1)") == error_code::none);
    CHECK(mine(R"("a\u0062": 1)") == error_code::escaped_key);
}

TEST_CASE("numbers") {
    const auto with = [](const std::string& value) { return head + "\n\"intermediate_size\": " + value + ",\"vocab_size\":100}"; };
    CHECK(error_of(with("128")).code == error_code::none);
    expect(with("-128"), error_code::not_positive, 2, 22, "intermediate_size");
    expect(with("0"), error_code::not_positive, 2, 22, "intermediate_size");
    expect(with("1.28e2"), error_code::wrong_type, 2, 22, "intermediate_size");
    expect(with("128.0"), error_code::wrong_type, 2, 22, "intermediate_size");
    expect(with("null"), error_code::wrong_type, 2, 22, "intermediate_size");
    expect(with("\"128\""), error_code::wrong_type, 2, 23, "intermediate_size");
    expect(with("true"), error_code::wrong_type, 2, 22, "intermediate_size");
    expect(with("[128]"), error_code::wrong_type, 2, 22, "intermediate_size");
    expect(with("99999999999999999999"), error_code::number_out_of_range, 2, 22);
    expect(with("9223372036854775807"), error_code::number_out_of_range, 2, 22, "intermediate_size");
    CHECK(error_of(with("0128")).code == error_code::syntax);
    CHECK(error_of(with("1.")).code == error_code::syntax);
    CHECK(error_of(with("1e")).code == error_code::syntax);
    CHECK(error_of(with("-")).code == error_code::syntax);
    // Python writes these; no field may have one
    for (const char* value : {"NaN", "Infinity", "-Infinity"}) expect(with(value), error_code::wrong_type, 2, 22, "intermediate_size");
    for (const char* value : {"nan", "Inf", "-NaN", "+Infinity"}) CHECK(error_of(with(value)).code == error_code::syntax);
}

TEST_CASE("the longest sequence, which no count depends on, is a size like any other where it is stated") {
    const auto with = [](const std::string& value) { return head + R"("intermediate_size":128,"vocab_size":100,)" + "\n\"max_position_embeddings\": " + value + "}"; };
    CHECK(read(with("4096")).result.model.max_positions == 4096);
    CHECK(read(with("null")).result.model.max_positions == 0);
    expect(with("-1"), error_code::not_positive, 2, 28, "max_position_embeddings");
    expect(with("\"zzz\""), error_code::wrong_type, 2, 29, "max_position_embeddings");
    expect(with("[1,2]"), error_code::wrong_type, 2, 28, "max_position_embeddings");
    expect(with("{}"), error_code::wrong_type, 2, 28, "max_position_embeddings");
    expect(with("4611686018427387904"), error_code::number_out_of_range, 2, 28, "max_position_embeddings");
}

TEST_CASE("strings: escapes and bytes beyond ASCII pass, broken ones do not") {
    const auto with = [](const std::string& value) { return head + R"("intermediate_size":128,"vocab_size":100,"my_comment":)" + value + "}"; };
    CHECK(error_of(with(R"("\u00e9\ud83d\ude00 \"\\\/\b\f\n\r\t")")).code == error_code::none);
    CHECK(error_of(with("\"caf\xC3\xA9 \xE6\xA8\xA1\xE5\x9E\x8B\"")).code == error_code::none);
    CHECK(error_of(with(R"("\u00g9")")).code == error_code::syntax);
    CHECK(error_of(with(R"("\x")")).code == error_code::syntax);
    CHECK(error_of(with("\"a\nb\"")).code == error_code::syntax);
    CHECK(error_of(with("\"a")).code == error_code::truncated);
}

TEST_CASE("fields") {
    expect(head + R"("vocab_size":100})", error_code::missing_field, 1, static_cast<std::int32_t>(head.size()) + 17, "intermediate_size");
    expect(R"({"model_type":"nobody_knows_me"})", error_code::unknown_family, 1, 16, "model_type");
    expect(R"({"time_step_limit":[0.0, Infinity],"my_scale":NaN,"model_type":"nemotron_x"})", error_code::unknown_family, 1, 65, "model_type");
    expect(R"({"model_type":7})", error_code::wrong_type, 1, 15, "model_type");
    CHECK(error_of(head + R"("intermediate_size":128,"vocab_size":100,"num_key_value_heads":3})").code == error_code::inconsistent);
    CHECK(error_of(R"({"model_type":"llama","hidden_size":65,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":1,"vocab_size":1})").code == error_code::inconsistent);
    CHECK(error_of(R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":257,"num_attention_heads":4,"intermediate_size":1,"vocab_size":1})").code == error_code::number_out_of_range);
}

TEST_CASE("a key that may change the shape is refused by name") {
    for (const char* key : {"num_local_experts", "sliding_window", "layer_types", "q_lora_rank", "new_window_size", "ssm_state", "n_inner",
                            "expert_count", "attn_layer_period", "kv_rank", "num_nextn_predict_layers", "linear_conv_kernel_dim"}) {
        const std::string text = head + R"("intermediate_size":128,"vocab_size":100,")" + key + R"(":4})";
        const auto e = error_of(text);
        CAPTURE(key);
        CHECK(e.code == error_code::not_modelled);
        CHECK(std::string(e.key.text) == key);
    }
}

TEST_CASE("so is one in other letters, or of another library; names that only look so are read") {
    for (const char* key : {"use_qk_norm", "d_model", "d_ff", "n_embd", "n_layer", "n_head", "ffn_size", "numExperts", "SlidingWindow", "MoE", "text_config",
                            "vision_config", "audio_encoder", "hybrid_override_pattern", "useQKNorm", "kvHeads", "multi_query", "parallel_residual"}) {
        CAPTURE(key);
        const auto e = error_of(head + R"("intermediate_size":128,"vocab_size":100,")" + key + R"(":4})");
        CHECK(e.code == error_code::not_modelled);
        CHECK(std::string(e.key.text) == key);
    }
    for (const char* key : {"rope_parameters", "rope_interleaved", "is_llama_config", "unsloth_version", "properties", "tokenizer_class", "layer_norm_eps",
                            "max_sequence_length", "temperature", "id2label", "", "n", "K"}) {
        CAPTURE(key);
        CHECK(error_of(head + R"("intermediate_size":128,"vocab_size":100,")" + key + R"(":4})").code == error_code::none);
    }
}

TEST_CASE("what gives one family its shape is refused in every other") {
    for (const hugging_face::family* f : hugging_face::known_families)
        for (const hugging_face::key& k : f->reads) {
            CAPTURE(k.text);
            CHECK(hugging_face::speaks_of_shape(k.text, k.length));
        }
}

TEST_CASE("keys are told apart by their bytes") {
    // the first collides with hidden_size in 32 bits of FNV-1a; the others agree with a key in length and all that is hashed
    for (const char* key : {"num_djq23nu", "hidxen_size", "vocaX_size"}) {
        std::string text = head + R"("intermediate_size":128,"vocab_size":100})";
        CAPTURE(key);
        CHECK(error_of(text).code == error_code::none);
        text.insert(text.size() - 1, R"(,")" + std::string(key) + R"(":4)");
        CHECK(error_of(text).code == error_code::not_modelled);
    }
}

TEST_CASE("a key with one value that changes nothing") {
    const std::string moe = R"({"model_type":"qwen3_moe","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"head_dim":16,
        "moe_intermediate_size":32,"num_experts":8,"num_experts_per_tok":2,"vocab_size":100,)";
    CHECK(error_of(moe + R"("qkv_bias":false,"shared_expert_intermediate_size":0,"use_qk_norm":true})").code == error_code::none);
    CHECK(error_of(moe + R"("qkv_bias":true})").code == error_code::unsupported_value);
    CHECK(error_of(moe + R"("shared_expert_intermediate_size":32})").code == error_code::unsupported_value);
    CHECK(error_of(moe + R"("use_qk_norm":false})").code == error_code::unsupported_value);
    CHECK(error_of(moe + R"("is_encoder_decoder":false,"pruned_heads":{}})").code == error_code::none);
    CHECK(error_of(moe + R"("is_encoder_decoder":true})").code == error_code::unsupported_value);
}

TEST_CASE("key/value heads: no library's count of one model becomes another's") {
    const std::string rest = R"("hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":32,"vocab_size":100,"sliding_window":8,
        "layer_types":["full_attention","full_attention"],"num_local_experts":4,"num_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":8,)";
    const struct {
        const char* family;
        const char* without;  // keys of `rest` that it does not know
    } all[] = {{"mistral", "layer_types num_local_experts num_experts num_experts_per_tok moe_intermediate_size"},
               {"mixtral", "layer_types num_experts moe_intermediate_size"},
               {"qwen2", "sliding_window num_local_experts num_experts num_experts_per_tok moe_intermediate_size"},
               {"qwen3", "sliding_window num_local_experts num_experts num_experts_per_tok moe_intermediate_size"},
               {"qwen3_moe", "sliding_window layer_types"},
               {"gpt_oss", "num_experts moe_intermediate_size"}};
    for (const auto& f : all) {
        std::string text = rest;
        std::istringstream words(f.without);
        for (std::string word; words >> word;) {
            const std::size_t from = text.find("\"" + word + "\":");
            const std::size_t value = text.find(':', from) + 1;
            text.erase(from, text.find(',', text[value] == '[' ? text.find(']', value) : value) + 1 - from);
        }
        CAPTURE(f.family);
        text = R"({"model_type":")" + std::string(f.family) + R"(",)" + text;
        const auto absent = error_of(text + R"("tie_word_embeddings":false})");
        CHECK(absent.code == error_code::missing_field);
        CHECK(std::string(absent.key.text) == "num_key_value_heads");
        const auto null = read(text + R"("num_key_value_heads":null})");
        CHECK(null.result.ok());
        CHECK(null.result.model.forms[0].back.kv_heads == 4);
    }
    CHECK(error_of(head + R"("intermediate_size":128,"vocab_size":100})").code == error_code::none);  // llama documents: as many as heads
}

TEST_CASE("windows are never silent") {
    const std::string qwen = R"({"model_type":"qwen2","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
"intermediate_size":32,"vocab_size":100,"max_window_layers":1,)";
    CHECK(error_of(qwen + R"("use_sliding_window":true,"sliding_window":8})").code == error_code::none);
    expect(qwen + R"("use_sliding_window":true})", error_code::missing_field, 2, 88, "sliding_window");
    expect(qwen + R"("use_sliding_window":true,"sliding_window":null})", error_code::inconsistent, 2, 106, "sliding_window");
    CHECK(error_of(qwen + R"("use_sliding_window":false})").code == error_code::none);
    const std::string kinds = R"("sliding_window":8,"layer_types":["full_attention","sliding_attention"])";
    CHECK(error_of(qwen + R"("use_sliding_window":true,)" + kinds + "}").code == error_code::none);
    CHECK(error_of(qwen + R"("use_sliding_window":false,)" + kinds + "}").code == error_code::inconsistent);
    CHECK(error_of(qwen + kinds + "}").code == error_code::inconsistent);
    const std::string mistral = R"({"model_type":"mistral","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
        "intermediate_size":32,"vocab_size":100)";
    CHECK(std::string(error_of(mistral + "}").key.text) == "sliding_window");
    CHECK(error_of(mistral + "}").code == error_code::missing_field);
    CHECK(error_of(mistral + R"(,"sliding_window":null})").code == error_code::none);
    CHECK(read(mistral + R"(,"sliding_window":8})").result.model.forms[0].back.window == 8);
}

TEST_CASE("a model that 64 bits cannot count is refused at its largest size") {
    const auto llama = [](const std::string& size) {
        return R"({"model_type":"llama","hidden_size":)" + size + R"(,"num_hidden_layers":256,"num_attention_heads":)" + size + R"(,"head_dim":)" + size +
               R"(,"intermediate_size":)" + size + R"(,"vocab_size":100})";
    };
    expect(llama("268435457"), error_code::number_out_of_range, 1, 37, "hidden_size");  // 2^28 + 1
    expect(llama("268435456"), error_code::number_out_of_range, 1, 37, "hidden_size");  // 2^28: 256 x 4 x 2^84
    expect(llama("65536"), error_code::number_out_of_range, 1, 37, "hidden_size");      // 256 x 4 x 2^48 = 2^58
    CHECK(error_of(llama("1024")).code == error_code::none);                            // 256 x 4 x 2^30 = 2^40 and little more
}

TEST_CASE("a name that is cut ends with a whole character") {
    std::string name = "size";                         // 4 bytes, then characters of 3: 12 of them fit into 40
    for (int i = 0; i < 20; ++i) name += "\xE6\xA8\xA1";
    const auto e = error_of(head + "\"" + name + "\":1}");
    CHECK(e.code == error_code::not_modelled);
    CHECK(std::string(e.key.text) == name.substr(0, 40));
    CHECK(std::string(error_of(head + "\"x" + name + "\":1}").key.text) == "x" + name.substr(0, 37));
}

TEST_CASE("lists of layer kinds") {
    const std::string oss = R"({"model_type":"gpt_oss","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
        "head_dim":16,"intermediate_size":32,"vocab_size":100,"sliding_window":8,"num_local_experts":4,"num_experts_per_tok":2,"layer_types":)";
    CHECK(error_of(oss + R"(["full_attention","sliding_attention"]})").code == error_code::none);
    CHECK(error_of(oss + R"(["full_attention"]})").code == error_code::inconsistent);
    CHECK(error_of(oss + R"(["full_attention","linear_attention"]})").code == error_code::unsupported_value);
    CHECK(error_of(oss + R"(["full_attention",7]})").code == error_code::wrong_type);
    CHECK(error_of(oss + R"("full_attention"})").code == error_code::wrong_type);
    CHECK(error_of(oss + "null}").code == error_code::missing_field);
}

TEST_CASE("one changed byte gives an error with a place, or a whole model") {
    std::mt19937 random(20'250'600);
    for (const char* file : {"DeepSeek-V3", "gpt-oss-120b", "Qwen3-235B-A22B", "Llama-3.1-70B", "Llama-4-Scout", "Gemma-3-4B", "Gemma-3-27B", "Gemma-3-1B",
                             "Gemma-2-9B", "Phi-3-mini-4k", "Phi-4", "GLM-4.5", "DeepSeek-V2", "GPT-2", "OPT-6.7B", "BLOOM-176B", "Falcon-7B", "Falcon-180B",
                             "MiniMax-M2.5", "MiMo-7B", "Mistral-7B", "Mixtral-8x7B", "Qwen2.5-7B", "Kimi-K2"}) {
        CAPTURE(file);
        const std::string text = text_of(file);
        for (int i = 0; i < 2'500; ++i) {
            std::string changed = text;
            changed[random() % changed.size()] = static_cast<char>(random() % 256);
            const auto r = read(changed);
            if (r.result.ok()) REQUIRE(rules::model_complete(r.result.model).ok());
            else REQUIRE(placed(r.result.error, changed));
        }
    }
}

TEST_CASE("every code of a config.json, with an input that has it") {
    std::string many = "{";
    for (int i = 0; i < 193; ++i) many += (i == 0 ? "" : ",") + std::string("\"k") + std::to_string(i) + "\":1";
    const struct {
        const char* code;
        std::string text;
    } all[] = {{"RAFTER-C001", ""},
               {"RAFTER-C002", "{\"a\":"},
               {"RAFTER-C003", "{a}"},
               {"RAFTER-C004", "{\"a\":" + std::string(64, '[')},
               {"RAFTER-C005", many},
               {"RAFTER-C006", R"({"a":1,"a":1})"},
               {"RAFTER-C007", "{}{}"},
               {"RAFTER-C008", R"({"a":9223372036854775808})"},
               {"RAFTER-C009", R"({"model_type":[]})"},
               {"RAFTER-C010", R"({"model_type":"llama","hidden_size":0})"},
               {"RAFTER-C011", R"({"model_type":"llama"})"},
               {"RAFTER-C012", R"({"model_type":"x"})"},
               {"RAFTER-C013", R"({"model_type":"llama","n_experts":1})"},
               {"RAFTER-C014", head + R"("intermediate_size":1,"vocab_size":1,"num_key_value_heads":3})"},
               {"RAFTER-C015", R"({"model_type":"gpt_oss","num_key_value_heads":1,"hidden_size":1,"num_hidden_layers":1,"num_attention_heads":1,"vocab_size":1,"intermediate_size":1,
                    "num_local_experts":1,"num_experts_per_tok":1,"sliding_window":1,"layer_types":["chunked_attention"]})"},
               {"RAFTER-C016", "\xEF\xBB\xBF{}"},
               {"RAFTER-C017", R"({"\u0061":1})"}};
    for (const auto& c : all) CHECK(std::string(hugging_face::code_of(error_of(c.text).code)) == c.code);
    const std::string endless(static_cast<std::size_t>(hugging_face::max_text) + 1, ' ');
    CHECK(std::string(hugging_face::code_of(error_of(endless).code)) == "RAFTER-C018");
}
