// What is wrong with a config.json is said with a code and a place: never a crash, never a silent default.
#include "files.hpp"

#include <rafter/feasibility/rules/model_complete.hpp>

#include <random>

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
    for (const char* file : {"DeepSeek-V3", "gpt-oss-120b", "Mixtral-8x7B"}) {
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
    expect(R"({"a":1,"a":2})", error_code::duplicate_key, 1, 9);
    expect(R"({"hidden\u005fsize":1})", error_code::escaped_key, 1, 9);
    std::string many = "{";
    for (int i = 0; i < 193; ++i) many += (i == 0 ? "" : ",") + std::string("\"k") + std::to_string(i) + "\":1";
    CHECK(error_of(many + "}").code == error_code::too_many_members);
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
    CHECK(error_of(with("NaN")).code == error_code::syntax);
    CHECK(error_of(with("Infinity")).code == error_code::syntax);
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

TEST_CASE("lists of layer kinds") {
    const std::string oss = R"({"model_type":"gpt_oss","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
        "head_dim":16,"intermediate_size":32,"vocab_size":100,"sliding_window":8,"num_local_experts":4,"num_experts_per_tok":2,"layer_types":)";
    CHECK(error_of(oss + R"(["full_attention","sliding_attention"]})").code == error_code::none);
    CHECK(error_of(oss + R"(["full_attention"]})").code == error_code::inconsistent);
    CHECK(error_of(oss + R"(["full_attention","linear_attention"]})").code == error_code::unsupported_value);
    CHECK(error_of(oss + R"(["full_attention",7]})").code == error_code::wrong_type);
    CHECK(error_of(oss + R"("full_attention"})").code == error_code::wrong_type);
}

TEST_CASE("one changed byte gives an error with a place, or a whole model") {
    std::mt19937 random(20'250'600);
    for (const char* file : {"DeepSeek-V3", "gpt-oss-120b", "Qwen3-235B-A22B", "Llama-3.1-70B"}) {
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
               {"RAFTER-C015", R"({"model_type":"gpt_oss","hidden_size":1,"num_hidden_layers":1,"num_attention_heads":1,"vocab_size":1,"intermediate_size":1,
                    "num_local_experts":1,"num_experts_per_tok":1,"sliding_window":1,"layer_types":["chunked_attention"]})"},
               {"RAFTER-C016", "\xEF\xBB\xBF{}"},
               {"RAFTER-C017", R"({"\u0061":1})"}};
    for (const auto& c : all) CHECK(std::string(hugging_face::code_of(error_of(c.text).code)) == c.code);
    const std::string endless(static_cast<std::size_t>(hugging_face::max_text) + 1, ' ');
    CHECK(std::string(hugging_face::code_of(error_of(endless).code)) == "RAFTER-C018");
}
