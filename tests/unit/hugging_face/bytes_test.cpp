// The same steps over bytes while compiling, where they are folded, and while running.
#include <doctest/doctest.h>

#include <rafter/hugging_face/bytes.hpp>
#include <rafter/hugging_face/read.hpp>

namespace {

namespace h = rafter::hugging_face;

constexpr char text[] = "  \n\t\r a_long_name with: A9\xC3\xA9\" and \\n and \x1F";

constexpr bool steps() {
    const std::int32_t n = sizeof text - 1;
    return h::space_end(text, 0, n) == 6 && h::space_end(text, 0, 4) == 4 && h::space_end(text, 6, n) == 6 && h::space_end(text, n, n) == n &&
           h::plain_end(text, 6, n) == 28 &&    // the quote, behind a character of two bytes
           h::plain_end(text, 29, n) == 34 &&   // the backslash
           h::plain_end(text, 35, n) == 41 &&   // a control character
           h::plain_end(text, 6, n, 28) == 28 && h::plain_end(text, 0, n, 28) == 2 && h::plain_end(text, 29, n, 28) == 34 &&  // a quote is sure
           h::find_byte(text, "\"", 6, n) == 28 && h::find_byte(text, "\"", 28, n) == 28 && h::find_byte(text, "\"", 6, 28) == 28 &&
           h::find_byte(text, "\"", 29, n) == n && h::find_byte(text, "A", n, n) == n && h::last_quote(text, n) == 28 && h::last_quote(text, 28) == -1 &&
           h::plain_end(text, 6, 20) == 20 && h::plain_end(text, 0, n) == 2 && h::plain_end(text, n, n) == n;
}
static_assert(sizeof text - 1 == 42 && steps());

// Bytes that are no literal.
constexpr bool steps_over_a_copy() {
    char copy[8] = {' ', ' ', 'a', 'b', '"', '\0', 'c', '\\'};
    return h::space_end(copy, 0, 8) == 2 && h::plain_end(copy, 0, 8) == 4 && h::plain_end(copy, 5, 8) == 5 && h::plain_end(copy, 6, 8) == 7 &&
           h::find_byte(copy, "b", 0, 8) == 3 && h::find_byte(copy, "c", 0, 5) == 5 && h::last_quote(copy, 8) == 4 && h::last_quote(copy, 0) == -1 &&
           h::same_bytes(copy, "  ab", 4) && !h::same_bytes(copy, "  ac", 4) && h::same_bytes(copy, "x", 0);
}
static_assert(steps_over_a_copy());

// One element; then three times two; then as many as there are before the last place, which is not passed.
constexpr bool repetitions() {
    return h::repeated_end("1,1,1,1,2,1", 0, 2, 11) == 8 && h::repeated_end("1,2,1,2,1,2,1,3", 0, 4, 15) == 12 && h::repeated_end("1,2,1,2,1,2,1,2", 0, 4, 15) == 12 &&
           h::repeated_end("1,2,1", 2, 4, 5) == 4 && h::repeated_end("1,1,1,", 0, 2, 6) == 4;
}
static_assert(repetitions());

// A list that repeats its strings, with one line that is indented less: well formed. And one whose last string is cut.
#define START "{\"model_type\": \"none\", \"layer_types\": [\n      \"full\",\n      \"full\",\n     \"full\",\n      \"full\",\n     \"part\",\n      \"full\",\n"
constexpr h::error_code read_list(const char* list, std::int32_t length) {
    h::document d;
    h::read_json(list, length, d);
    return d.error;
}
constexpr char whole[] = START "      \"full\"\n  ]}", cut[] = START "      \"full", comma[] = START "  ]}";
static_assert(read_list(whole, sizeof whole - 1) == h::error_code::none);
static_assert(read_list(cut, sizeof cut - 1) == h::error_code::truncated);
static_assert(read_list(comma, sizeof comma - 1) == h::error_code::syntax);

}  // namespace

TEST_CASE("bytes of a text are stepped over alike while compiling and while running") {
    CHECK(steps());
    CHECK(steps_over_a_copy());
    CHECK(repetitions());
    CHECK(read_list(whole, sizeof whole - 1) == h::error_code::none);
    CHECK(read_list(cut, sizeof cut - 1) == h::error_code::truncated);
    CHECK(read_list(comma, sizeof comma - 1) == h::error_code::syntax);
}
