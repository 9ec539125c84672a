// A JSON reader for one object: one pass, no allocation, no recursion, the same at compile time and at run time.
//
// Its result is the table of the object's members; nested values are checked and keep their place in the text. Strings
// are not decoded: bytes from 0x80 on pass through, escapes are checked. Line and column are counted only for an error.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint32_t, uint64_t, uint8_t
#include <limits>   // the largest int64_t
#include <rafter/hugging_face/config_error.hpp>

namespace rafter::hugging_face {

enum class value_kind : std::uint8_t { null, boolean, integer, real, string, array, object };

/// Offsets into the text. A string's span is what stands between its quotes.
struct member {
    std::int32_t key = 0, key_length = 0;
    std::uint32_t key_hash = 0;
    value_kind kind = value_kind::null;
    std::int64_t integer = 0;  ///< also a boolean: 0 or 1
    std::int32_t value = 0, value_length = 0;
};

inline constexpr std::int32_t max_members = 192;
inline constexpr std::int32_t max_depth = 64;
inline constexpr std::int64_t max_text = std::int64_t{16} << 20;

struct document {
    member members[max_members]{};
    std::int32_t count = 0;
    std::int32_t end = 0;         ///< place of the closing brace
    error_code error = error_code::none;
    std::int32_t error_at = 0;
};

/// A step of the hash of a key (FNV-1a, 32 bits).
[[nodiscard]] constexpr std::uint32_t hash_step(std::uint32_t h, char c) noexcept {
    return (h ^ static_cast<unsigned char>(c)) * 16777619U;
}
inline constexpr std::uint32_t hash_start = 2166136261U;

namespace detail {

class json_reader {
public:
    constexpr json_reader(const char* text, std::int32_t length, document& into) noexcept : t(text), n(length), doc(into) {}

    constexpr void read() noexcept {
        if (n >= 3 && t[0] == '\xEF' && t[1] == '\xBB' && t[2] == '\xBF') return fail(error_code::byte_order_mark);
        skip_space();
        if (at == n) return fail(error_code::empty);
        if (t[at] != '{') return fail(error_code::syntax);
        ++at;
        skip_space();
        if (at < n && t[at] == '}') doc.end = at++;
        else read_members();
        if (failed()) return;
        skip_space();
        if (at != n) fail(error_code::trailing_text);
    }

private:
    const char* t;
    std::int32_t n;
    document& doc;
    std::int32_t at = 0;

    constexpr bool failed() const noexcept { return doc.error != error_code::none; }
    constexpr void fail(error_code e) noexcept { fail_at(e, at); }
    constexpr void fail_at(error_code e, std::int32_t where) noexcept {
        if (failed()) return;
        doc.error = at >= n && e == error_code::syntax ? error_code::truncated : e;
        doc.error_at = where;
    }
    constexpr void skip_space() noexcept {
        while (at < n && (t[at] == ' ' || t[at] == '\n' || t[at] == '\r' || t[at] == '\t')) ++at;
    }

    constexpr void read_members() noexcept {
        for (;;) {
            member m;
            read_key(m);
            if (failed()) return;
            for (std::int32_t i = 0; i < doc.count; ++i)
                if (doc.members[i].key_hash == m.key_hash && same_key(doc.members[i], m)) return fail_at(error_code::duplicate_key, m.key);
            if (doc.count == max_members) return fail_at(error_code::too_many_members, m.key);
            skip_space();
            read_value(m);
            if (failed()) return;
            doc.members[doc.count++] = m;
            skip_space();
            if (at < n && t[at] == ',') {
                ++at;
                skip_space();
                continue;
            }
            if (at < n && t[at] == '}') {
                doc.end = at++;
                return;
            }
            return fail(error_code::syntax);
        }
    }

    constexpr bool same_key(const member& a, const member& b) const noexcept {
        if (a.key_length != b.key_length) return false;
        for (std::int32_t i = 0; i < a.key_length; ++i)
            if (t[a.key + i] != t[b.key + i]) return false;
        return true;
    }

    constexpr void read_key(member& m) noexcept {
        if (at >= n || t[at] != '"') return fail(error_code::syntax);
        m.key = ++at;
        std::uint32_t h = hash_start;
        while (at < n && t[at] != '"') {
            if (t[at] == '\\') return fail(error_code::escaped_key);
            if (static_cast<unsigned char>(t[at]) < 0x20) return fail(error_code::syntax);
            h = hash_step(h, t[at]);
            ++at;
        }
        if (at >= n) return fail(error_code::truncated);
        m.key_length = at - m.key;
        m.key_hash = h;
        ++at;
        skip_space();
        if (at >= n || t[at] != ':') return fail(error_code::syntax);
        ++at;
    }

    /// Past the closing quote.
    constexpr void read_string() noexcept {
        ++at;
        for (;;) {
            while (at < n && t[at] != '"' && t[at] != '\\' && static_cast<unsigned char>(t[at]) >= 0x20) ++at;
            if (at >= n) return fail(error_code::truncated);
            if (t[at] == '"') {
                ++at;
                return;
            }
            if (t[at] != '\\') return fail(error_code::syntax);
            read_escape();
            if (failed()) return;
        }
    }

    constexpr void read_escape() noexcept {
        ++at;
        if (at >= n) return fail(error_code::truncated);
        const char c = t[at++];
        if (c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't') return;
        if (c != 'u') return fail_at(error_code::syntax, at - 1);
        for (int i = 0; i < 4; ++i, ++at) {
            if (at >= n) return fail(error_code::truncated);
            const char d = t[at];
            if (!((d >= '0' && d <= '9') || (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F'))) return fail(error_code::syntax);
        }
    }

    constexpr bool digit() const noexcept { return at < n && t[at] >= '0' && t[at] <= '9'; }
    constexpr void digits() noexcept {
        if (!digit()) return fail(error_code::syntax);
        while (digit()) ++at;
    }

    constexpr void read_number(member& m) noexcept {
        constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
        const std::int32_t begin = at;
        const bool negative = t[at] == '-';
        if (negative) ++at;
        if (!digit()) return fail(error_code::syntax);
        bool fits = true;
        if (t[at] == '0') {
            ++at;
            if (digit()) return fail(error_code::syntax);
        }
        std::int64_t value = 0;
        for (; digit(); ++at) {
            const std::int64_t d = t[at] - '0';
            if (value > (largest - d) / 10) fits = false;
            else value = value * 10 + d;
        }
        m.kind = value_kind::integer;
        if (at < n && t[at] == '.') {
            m.kind = value_kind::real;
            ++at;
            digits();
        }
        if (!failed() && at < n && (t[at] == 'e' || t[at] == 'E')) {
            m.kind = value_kind::real;
            ++at;
            if (at < n && (t[at] == '+' || t[at] == '-')) ++at;
            digits();
        }
        if (m.kind == value_kind::integer && !fits) return fail_at(error_code::number_out_of_range, begin);
        m.integer = negative ? -value : value;
    }

    constexpr void word(const char* w) noexcept {
        for (; *w != '\0'; ++w, ++at) {
            if (at >= n) return fail(error_code::truncated);
            if (t[at] != *w) return fail(error_code::syntax);
        }
    }

    constexpr void read_scalar(member& m) noexcept {
        if (at >= n) return fail(error_code::truncated);
        const char c = t[at];
        if (c == '"') {
            m.kind = value_kind::string;
            read_string();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            read_number(m);
        } else if (c == 't' || c == 'f') {
            m.kind = value_kind::boolean;
            m.integer = c == 't' ? 1 : 0;
            word(c == 't' ? "true" : "false");
        } else if (c == 'n') {
            m.kind = value_kind::null;
            word("null");
        } else {
            fail(error_code::syntax);
        }
    }

    constexpr void read_value(member& m) noexcept {
        m.value = at;
        if (at < n && (t[at] == '[' || t[at] == '{')) {
            m.kind = t[at] == '[' ? value_kind::array : value_kind::object;
            skip_nested();
        } else {
            read_scalar(m);
        }
        m.value_length = at - m.value;
        if (m.kind == value_kind::string) {
            ++m.value;
            m.value_length -= 2;
        }
    }

    /// An array or object with all it holds: checked, not kept. One bit of `objects` a level, so nothing recurses.
    constexpr void skip_nested() noexcept {
        std::uint64_t objects = 0;
        int depth = 1;  // the object of the whole text
        for (;;) {      // at a value
            if (at < n && (t[at] == '[' || t[at] == '{')) {
                if (++depth > max_depth) return fail(error_code::nested_too_deep);
                objects = objects << 1 | (t[at] == '{' ? 1U : 0U);
                ++at;
                skip_space();
                if (at < n && t[at] != ((objects & 1U) != 0 ? '}' : ']')) {
                    if ((objects & 1U) != 0) nested_key();
                    if (failed()) return;
                    continue;
                }
            } else {
                member ignored;
                read_scalar(ignored);
                if (failed()) return;
            }
            for (;;) {  // after a value
                skip_space();
                if (at >= n) return fail(error_code::truncated);
                if (t[at] == ',') {
                    ++at;
                    skip_space();
                    if ((objects & 1U) != 0) nested_key();
                    if (failed()) return;
                    break;
                }
                if (t[at] != ((objects & 1U) != 0 ? '}' : ']')) return fail(error_code::syntax);
                ++at;
                objects >>= 1;
                if (--depth == 1) return;
            }
        }
    }

    constexpr void nested_key() noexcept {
        if (at >= n || t[at] != '"') return fail(error_code::syntax);
        read_string();
        skip_space();
        if (at >= n || t[at] != ':') return fail(error_code::syntax);
        ++at;
        skip_space();
    }
};

}  // namespace detail

constexpr void read_json(const char* text, std::int64_t length, document& into) noexcept {
    if (length > max_text) {
        into.error = error_code::too_long;
        return;
    }
    detail::json_reader{text, static_cast<std::int32_t>(length < 0 ? 0 : length), into}.read();
}

/// The error with its line and column, counted from the start of the text.
[[nodiscard]] constexpr config_error place_error(const char* text, error_code code, std::int32_t at) noexcept {
    config_error e{.code = code, .line = 1, .column = 1};
    for (std::int32_t i = 0; i < at; ++i) {
        if (text[i] == '\n') {
            ++e.line;
            e.column = 1;
        } else {
            ++e.column;
        }
    }
    return e;
}

}  // namespace rafter::hugging_face
