// The words of a JSON text: white space, strings, numbers, literals. One cursor, no allocation, no recursion.
//
// Strings are not decoded: bytes from 0x80 on pass through, escapes are checked. Beside what JSON allows, the numbers
// NaN, Infinity and -Infinity are read, since Python writes them; no field may have one.
#pragma once

#include <cstdint>  // int32_t, int64_t
#include <rafter/hugging_face/document.hpp>

namespace rafter::hugging_face {

namespace detail {

/// What a scalar is; its place is the reader's to remember.
struct scalar {
    value_kind kind = value_kind::null;
    std::int64_t integer = 0;  ///< also a boolean: 0 or 1
};

class json_scanner {
public:
    constexpr json_scanner(const char* text, std::int32_t length) noexcept : t(text), n(length), sure(last_quote(text, length)) {}

    [[nodiscard]] constexpr error_code error() const noexcept { return found; }
    [[nodiscard]] constexpr std::int32_t error_at() const noexcept { return found_at; }

protected:
    static constexpr std::int32_t most_digits = 18;  ///< that surely fit

    const char* t;
    std::int32_t n;
    std::int32_t sure;  ///< where a quote is, in front of which the end of a string is looked for without an eye on the end of the text
    std::int32_t at = 0;

    constexpr bool failed() const noexcept { return found != error_code::none; }
    constexpr void fail(error_code e) noexcept { fail_at(e, at); }
    /// The first error stays. One at the end of the text says that the text is cut.
    constexpr void fail_at(error_code e, std::int32_t where) noexcept {
        if (failed()) return;
        found = where >= n && e == error_code::syntax ? error_code::truncated : e;
        found_at = where;
    }

    constexpr void skip_space() noexcept { at = space_end(t, at, n); }
    constexpr bool next_is(char c) const noexcept { return at < n && t[at] == c; }

    /// Past a key, its colon and the space behind; the length of the key, or -1. Keys have no escapes, so equal bytes are equal keys.
    constexpr std::int32_t read_key() noexcept {
        const char* const p = t;
        const std::int32_t key = at + 1;
        if (key > n || p[key - 1] != '"') return fail(error_code::syntax), -1;
        const std::int32_t end = plain_end(p, key, n, sure);
        at = end;
        if (end >= n) return fail(error_code::truncated), -1;
        if (p[end] != '"') return fail(p[end] == '\\' ? error_code::escaped_key : error_code::syntax), -1;
        ++at;
        read_colon();
        return failed() ? -1 : end - key;
    }
    /// The same of a key that is not kept: it may have escapes.
    constexpr void skip_key() noexcept {
        if (!next_is('"')) return fail(error_code::syntax);
        read_string();
        if (!failed()) read_colon();
    }
    constexpr void read_colon() noexcept {
        if (!next_is(':')) {
            skip_space();
            if (!next_is(':')) return fail(error_code::syntax);
        }
        ++at;
        if (at + 1 < n && t[at] == ' ' && t[at + 1] > ' ') ++at;
        else skip_space();
    }

    /// Past the closing quote.
    constexpr void read_string() noexcept {
        const char* const p = t;
        std::int32_t i = plain_end(p, at + 1, n, sure);
        while (i < n && p[i] == '\\') {
            at = i;
            read_escape();
            if (failed()) return;
            i = plain_end(p, at, n, sure);
        }
        at = i;
        if (i >= n) return fail(error_code::truncated);
        if (p[i] != '"') return fail(error_code::syntax);
        ++at;
    }

    constexpr scalar read_scalar() noexcept {
        if (at >= n) return fail(error_code::truncated), scalar{};
        const char c = t[at];
        if (c == '"') return read_string(), scalar{value_kind::string};
        if (c == '-' || (c >= '0' && c <= '9')) return read_number();
        switch (c) {
            case 't': return word("true"), scalar{value_kind::boolean, 1};
            case 'f': return word("false"), scalar{value_kind::boolean, 0};
            case 'n': return word("null"), scalar{value_kind::null};
            case 'N': return word("NaN"), scalar{value_kind::real};
            case 'I': return word("Infinity"), scalar{value_kind::real};
            default: return fail(error_code::syntax), scalar{};
        }
    }

private:
    error_code found = error_code::none;
    std::int32_t found_at = 0;

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

    /// Past digits, of which there must be one.
    constexpr void read_digits() noexcept {
        const char* const p = t;
        const std::int32_t begin = at;
        std::int32_t i = begin;
        while (i < n && static_cast<unsigned>(p[i] - '0') < 10) ++i;
        at = i;
        if (i == begin) fail(error_code::syntax);
    }

    constexpr scalar read_number() noexcept {
        constexpr std::int64_t largest = INT64_MAX;
        const std::int32_t begin = at;
        const bool negative = t[at] == '-';
        if (negative) ++at;
        if (negative && next_is('I')) return word("Infinity"), scalar{value_kind::real};
        const std::int32_t first = at;
        read_digits();
        if (at > first + 1 && t[first] == '0') return fail_at(error_code::syntax, first + 1), scalar{};
        const std::int32_t end = at;
        bool whole = true;
        if (next_is('.')) {
            whole = false;
            ++at;
            read_digits();
        }
        if (next_is('e') || next_is('E')) {
            whole = false;
            ++at;
            if (next_is('+') || next_is('-')) ++at;
            read_digits();
        }
        if (!whole) return {value_kind::real};
        scalar s{value_kind::integer};
        for (std::int32_t i = first; i < end; ++i) {
            const std::int64_t digit = t[i] - '0';
            if (s.integer > (largest - digit) / 10) return fail_at(error_code::number_out_of_range, begin), s;
            s.integer = s.integer * 10 + digit;
        }
        if (negative) s.integer = -s.integer;
        return s;
    }

    constexpr void word(const char* w) noexcept {
        const auto length = static_cast<std::int32_t>(__builtin_strlen(w));
        if (length <= n - at && same_bytes(t + at, w, length)) return static_cast<void>(at += length);
        for (; *w != '\0'; ++w, ++at) {
            if (at >= n) return fail(error_code::truncated);
            if (t[at] != *w) return fail(error_code::syntax);
        }
    }
};

}  // namespace detail

}  // namespace rafter::hugging_face
