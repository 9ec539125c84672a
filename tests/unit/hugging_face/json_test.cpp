// A JSON text into the table of its members, and those of objects in it.
#include "files.hpp"

#include <cstring>
#include <memory>

using namespace rafter;
using namespace rafter::test;
using hugging_face::document;
using hugging_face::error_code;
using hugging_face::value_kind;

namespace {

/// A text that ends where its memory does, and what was read of it.
struct scanned {
    std::unique_ptr<char[]> text;
    std::unique_ptr<document> all = std::make_unique<document>(), text_config = std::make_unique<document>(), quantization_config = std::make_unique<document>();

    explicit scanned(const std::string& s) : text(new char[s.size()]) {
        std::memcpy(text.get(), s.data(), s.size());
        hugging_face::read_json(text.get(), static_cast<std::int64_t>(s.size()), *all, {.text_config = text_config.get(), .quantization_config = quantization_config.get()});
    }
    const hugging_face::member* find(const document& d, const char* key) const {
        const hugging_face::key k = key;
        return d.find(text.get(), k.text, k.length, k.hash);
    }
    std::string value(const document& d, const char* key) const {
        const hugging_face::member* m = find(d, key);
        return m == nullptr ? "none" : std::string(text.get() + m->value, static_cast<std::size_t>(m->value_length));
    }
};

error_code code_of(const std::string& text) { return scanned(text).all->error; }

std::string repeated(const std::string& s, int n) {
    std::string all;
    for (int i = 0; i < n; ++i) all += s;
    return all;
}

}  // namespace

TEST_CASE("members of each kind, with their places") {
    const scanned s(R"({"a": 12, "b":"x\"y" , "c": [1, [], {}],"d":{"e": {"f": []}}, "g": true, "h":null, "i": -1.5e+3})");
    REQUIRE(s.all->error == error_code::none);
    CHECK(s.all->count == 7);
    CHECK(s.find(*s.all, "a")->integer == 12);
    CHECK(s.value(*s.all, "a") == "12");
    CHECK(s.value(*s.all, "b") == R"(x\"y)");
    CHECK(s.value(*s.all, "c") == "[1, [], {}]");
    CHECK(s.value(*s.all, "d") == R"({"e": {"f": []}})");
    CHECK(s.find(*s.all, "g")->kind == value_kind::boolean);
    CHECK(s.find(*s.all, "h")->kind == value_kind::null);
    CHECK(s.find(*s.all, "i")->kind == value_kind::real);
    CHECK(s.value(*s.all, "i") == "-1.5e+3");
    CHECK(s.find(*s.all, "e") == nullptr);
}

TEST_CASE("members of two objects are kept: the first of each name, in the outermost object or in another kept one") {
    SUBCASE("beside each other") {
        const scanned s(R"({"x": {"text_config": {"a": 1}}, "text_config": {"a": 2, "y": [{"quantization_config": {"b": 3}}]}, "quantization_config": {"b": 4}, "z": 5})");
        REQUIRE(s.all->error == error_code::none);
        CHECK(s.find(*s.text_config, "a")->integer == 2);
        CHECK(s.find(*s.quantization_config, "b")->integer == 4);
        CHECK(s.text_config->count == 2);
        CHECK(s.find(*s.all, "z")->integer == 5);
        CHECK(s.value(*s.all, "quantization_config") == R"({"b": 4})");
    }
    SUBCASE("one in the other, and a second of a name") {
        const scanned s(R"({"text_config": {"a": 1, "quantization_config": {"b": {"text_config": {}}, "text_config": {"a": 9}}, "c": 2}, "quantization_config": {"b": 7}, "d": 3})");
        REQUIRE(s.all->error == error_code::none);
        CHECK(s.text_config->count == 3);
        CHECK(s.find(*s.text_config, "c")->integer == 2);
        CHECK(s.value(*s.quantization_config, "b") == R"({"text_config": {}})");
        CHECK(s.quantization_config->count == 2);
        CHECK(s.all->count == 3);
        CHECK(s.find(*s.all, "d")->integer == 3);
    }
    SUBCASE("no objects, empty ones, and one that is not closed") {
        CHECK(scanned(R"({"text_config": [{"a": 1}], "quantization_config": 4})").text_config->count == 0);
        CHECK(scanned(R"({"text_config": {}, "quantization_config": { }})").all->count == 2);
        CHECK(code_of(R"({"text_config": {"a": 1, "quantization_config": {"b": 2})") == error_code::truncated);
        CHECK(code_of(R"({"text_config": {"a": 1, "a": 2}})") == error_code::duplicate_key);
        CHECK(code_of(R"({"x": {"a": 1, "a": 2}})") == error_code::none);
    }
}

TEST_CASE("an object is read again where it stands") {
    const scanned s(R"({"x": [1, 2], "y": {"a": {"b": 1}, "c": 7} , "z": {"d": 8}})");
    document inner;
    hugging_face::read_object(s.text.get(), *s.find(*s.all, "y"), inner);
    REQUIRE(inner.error == error_code::none);
    CHECK(inner.count == 2);
    CHECK(s.find(inner, "c")->integer == 7);
    CHECK(s.value(inner, "a") == R"({"b": 1})");
}

TEST_CASE("what is not JSON, and texts that end early") {
    for (const char* text : {"", " ", "\n"}) CHECK(code_of(text) == error_code::empty);
    for (const char* text : {"{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\": ", "{\"a\": 1", "{\"a\": 1,", "{\"a\": 1, ", "{\"a\": \"", "{\"a\": \"\\", "{\"a\": [", "{\"a\":[1", "{\"a\":[1,",
                             "{\"a\":[1, ", "{\"a\":[]", "{\"a\":{}", "{\"a\": 1.", "{\"a\": 1e", "{\"a\": 1e+", "{\"a\": -", "{\"a\": tru", "{\"a\": [\"b\",", "{\"a\": [\"b\", \"b\", ",
                             "{\"text_config\":{", "{\"text_config\": {\"a\": 1,"}) {
        CAPTURE(text);
        CHECK(code_of(text) == error_code::truncated);
    }
    for (const char* text : {"[", "a", "1", "{a", "{1: 2}", "{,}", "{\"a\"}", "{\"a\" 1}", "{\"a\": }", "{\"a\": 1,}", "{\"a\": 1 \"b\": 2}", "{\"a\": [1,]}", "{\"a\": [,]}", "{\"a\": [1 2]}",
                             "{\"a\": [\"b\",]}", "{\"a\": [\"b\", \"b\",]}", "{\"a\": [\"b\" \"b\"]}", "{\"a\": [}", "{\"a\": {]}", "{\"a\": [}]}", "{\"a\": 1]", "{\"a\":: 1}", "{\"a\": 1,, \"b\": 2}",
                             "{\"a\": +1}", "{\"a\": .5}", "{\"a\": 1.}", "{\"a\": 1.e5}", "{\"a\": 1e}", "{\"a\": 01}", "{\"a\": -01}", "{\"a\": 00}", "{\"a\": 1-2}", "{\"a\": 1+2}", "{\"a\": 1.5.2}",
                             "{\"a\": 0x10}", "{\"a\": -}", "{\"a\": truer}", "{\"a\": 'b'}", "{\"a\": 1\v}", "{\"a\": 1\x80}", "{\"a\":\xA0" "1}", "{\"a\": [01", "{\"a\": [\"\\x"}) {
        CAPTURE(text);
        CHECK(code_of(text) == error_code::syntax);
    }
    CHECK(code_of("{} {}") == error_code::trailing_text);
}

TEST_CASE("integers of 16 to 19 digits, and numbers of other kinds") {
    const auto integer = [](const std::string& value) {
        const scanned s("{\"a\": " + value + ", \"b\": 1}");
        CAPTURE(value);
        CHECK(s.all->error == error_code::none);
        CHECK(s.find(*s.all, "a")->kind == value_kind::integer);
        return s.find(*s.all, "a")->integer;
    };
    CHECK(integer("9999999999999999") == 9'999'999'999'999'999);
    CHECK(integer("99999999999999999") == 99'999'999'999'999'999);
    CHECK(integer("999999999999999999") == 999'999'999'999'999'999);
    CHECK(integer("9223372036854775807") == INT64_MAX);
    CHECK(integer("-9223372036854775807") == -INT64_MAX);
    CHECK(integer("0") == 0);
    CHECK(integer("-0") == 0);
    CHECK(code_of("{\"a\": 9223372036854775808, \"b\": 1}") == error_code::number_out_of_range);
    CHECK(code_of("{\"a\": 18446744073709551617, \"b\": 1}") == error_code::number_out_of_range);  // 2^64 + 1
    for (const char* value : {"0.5", "12.5e+3", "1E5", "0e0", "-0.0", "1.5e-300", "NaN", "-Infinity", "99999999999999999999.5"}) {
        const scanned s("{\"b\": [], \"a\":" + std::string(value) + "}");
        CAPTURE(value);
        CHECK(s.all->error == error_code::none);
        CHECK(s.find(*s.all, "a")->kind == value_kind::real);
    }
}

TEST_CASE("64 deep, not 65") {
    const struct {
        const char *open, *close;
    } ways[] = {{"[", "]"}, {"{\"a\":", "}"}, {"{\"a\": [1, ", "]}"}};
    for (const auto& way : ways) {
        const int levels = way.open[0] == '{' && way.close[0] == ']' ? 2 : std::strlen(way.close) == 2 ? 2 : 1, most = 63 / levels;
        const auto deep = [&](int n, const char* within) { return "{\"a\": " + repeated(way.open, n) + within + repeated(way.close, n) + "}"; };
        CHECK(code_of(deep(most, "1")) == error_code::none);
        CHECK(code_of(deep(63 / levels + 1, "1")) == error_code::nested_too_deep);
        if (most * levels == 63) {
            for (const char* empty : {"[]", "{}", "[ ]", "{ }", "[\n]"}) CHECK(code_of(deep(most, empty)) == error_code::nested_too_deep);
            continue;
        }
        for (const char* empty : {"[]", "{}", "[ ]", "{ }"}) CHECK(code_of(deep(most, empty)) == error_code::none);
    }
}

TEST_CASE("lists of strings, in any order and as long as they like") {
    const auto list = [](const std::string& strings) { return code_of("{\"a\": [" + strings + "], \"b\": 1}"); };
    const std::string other = repeated("\"a\", ", 300) + "\"b\", ";
    for (const std::string& strings : {repeated("\"sliding\", ", 5) + "\"full\"", repeated(repeated("\"sliding\", ", 5) + "\"full\", ", 20) + "\"x\"", other + other + other + "\"c\"",
                                       other + repeated("\"a\", ", 299) + "\"c\"", std::string(R"("\\", "\\", "\"", "\\\"", "\\\"", "a,", "], ")")}) {
        CHECK(list(strings) == error_code::none);
        CHECK(list(strings + ", 1, [\"a\", \"a\"], \"a\"") == error_code::none);
        CHECK(list(strings + ",") == error_code::syntax);
        CHECK(list(strings + ", \"a\tb\"") == error_code::syntax);
        CHECK(list(strings + ", \"a\" \"a\"") == error_code::syntax);
        CHECK(code_of("{\"a\": [" + strings) == error_code::truncated);
        CHECK(code_of("{\"a\": [" + strings + ", \"a") == error_code::truncated);
    }
}

TEST_CASE("lists of numbers that repeat themselves, and lists within") {
    const auto list = [](const std::string& elements) { return code_of("{\"a\": [" + elements + "], \"b\": 1}"); };
    for (const std::string& numbers : {repeated("1, ", 61) + "1", repeated("1,", 40) + " 1,1,\n 1", repeated("1, 1, 1, 0, ", 11) + "1, 1, 2", repeated("-1.5e3,\n", 9) + "7"}) {
        CHECK(list(numbers) == error_code::none);
        CHECK(list(numbers + ", [1, 1, 1], [1, 1, 1], {\"a\": [], \"b\": {}}, {\"a\": []}, null, null, null") == error_code::none);
        CHECK(list(numbers + ", ") == error_code::syntax);
        CHECK(list(numbers + ", 1, 1, 01, 1") == error_code::syntax);
        CHECK(list(numbers + ", 1 1, 1") == error_code::syntax);
        CHECK(list(numbers + "}, 1") == error_code::syntax);
        CHECK(code_of("{\"a\": [" + numbers + ", ") == error_code::truncated);
    }
}

TEST_CASE("a key in a table is judged when it is asked for, one that is not kept may have escapes") {
    const scanned s("{\"ab\": 1, \"c\\\": 2, \"d\x01\": 3, \"\": 4, \"e\xC3\xA9\": 5}");
    REQUIRE(s.all->error == error_code::none);
    REQUIRE(s.all->count == 5);
    const auto fault = [&](int i) { return hugging_face::key_error(s.text.get(), s.all->members[i]); };
    CHECK(fault(0).code == error_code::none);
    CHECK(fault(1).code == error_code::escaped_key);
    CHECK(fault(1).at == 12);
    CHECK(fault(2).code == error_code::syntax);
    CHECK(fault(2).at == 21);
    CHECK(fault(3).code == error_code::none);
    CHECK(fault(4).code == error_code::none);
    CHECK(hugging_face::first_key_error(s.text.get(), *s.all).at == 12);
    CHECK(hugging_face::first_key_error(s.text.get(), *s.text_config).code == error_code::none);
    CHECK(code_of(R"({"x": {"caf\u00e9": 0, "\"": 1, "\\" : {"\\\"": 2}}, "y": [{"\n": 3}]})") == error_code::none);
    CHECK(code_of(R"({"x": {"\u00g9": 0}})") == error_code::syntax);
    CHECK(code_of("{\"x\": {\"a\nb\": 0}}") == error_code::syntax);
}
