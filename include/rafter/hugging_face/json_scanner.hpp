// The words of a JSON text: white space, strings, numbers, literals. One cursor, no allocation, no recursion.
//
// Strings are not decoded: bytes from 0x80 on pass through, escapes are checked. Beside what JSON allows, the numbers
// NaN, Infinity and -Infinity are read, since Python writes them; no field may have one.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t, uint32_t, uint8_t
#include <rafter/hugging_face/config_error.hpp>

namespace rafter::hugging_face {

enum class value_kind : std::uint8_t { null, boolean, integer, real, string, array, object };

/// A hash of a key that looks at a few of its bytes: cheap while compiling, and whoever finds it equal compares the bytes.
[[nodiscard]] constexpr std::uint32_t key_hash(const char* key, std::int32_t length) noexcept {
    if (length < 2) return static_cast<std::uint32_t>(length);
    const std::uint32_t ends = static_cast<unsigned char>(key[0]) * 31U + static_cast<unsigned char>(key[length / 2]);
    return ((ends * 31U + static_cast<unsigned char>(key[length - 2])) * 31U + static_cast<unsigned char>(key[length - 1])) * 31U + static_cast<std::uint32_t>(length);
}

/// Clang compares in one step while compiling, GCC only literals.
[[nodiscard]] constexpr bool same_bytes(const char* a, const char* b, std::int32_t length) noexcept {
#if defined(__clang__)
    return __builtin_memcmp(a, b, static_cast<std::size_t>(length)) == 0;
#else
    std::int32_t same = 0;
    while (same < length && a[same] == b[same]) ++same;
    return same == length;
#endif
}

namespace detail {

/// What a scalar is; its place is the reader's to remember.
struct scalar {
    value_kind kind = value_kind::null;
    std::int64_t integer = 0;  ///< also a boolean: 0 or 1
};

class json_scanner {
public:
    constexpr json_scanner(const char* text, std::int32_t length) noexcept : t(text), n(length) {}

    [[nodiscard]] constexpr error_code error() const noexcept { return found; }
    [[nodiscard]] constexpr std::int32_t error_at() const noexcept { return found_at; }

protected:
    const char* t;
    std::int32_t n;
    std::int32_t at = 0;

    constexpr bool failed() const noexcept { return found != error_code::none; }
    constexpr void fail(error_code e) noexcept { fail_at(e, at); }
    /// The first error stays. One at the end of the text says that the text is cut.
    constexpr void fail_at(error_code e, std::int32_t where) noexcept {
        if (failed()) return;
        found = at >= n && e == error_code::syntax ? error_code::truncated : e;
        found_at = where;
    }

    constexpr void skip_space() noexcept {
        const char* const p = t;
        std::int32_t i = at;
        while (i < n && p[i] <= ' ' && (p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t')) {
            ++i;
            while (i + 1 < n && p[i] == ' ' && p[i + 1] == ' ') i += 2;
        }
        at = i;
    }
    constexpr bool next_is(char c) const noexcept { return at < n && t[at] == c; }

    /// Past a key, its colon and the space behind; the length of the key. Keys have no escapes, so equal bytes are equal keys.
    constexpr std::int32_t read_key() noexcept {
        if (!next_is('"')) return fail(error_code::syntax), 0;
        const std::int32_t key = ++at;
        skip_plain();
        const std::int32_t length = at - key;
        if (at >= n) return fail(error_code::truncated), 0;
        if (t[at] != '"') return fail(t[at] == '\\' ? error_code::escaped_key : error_code::syntax), 0;
        ++at;
        read_colon();
        return length;
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
        ++at;
        for (;;) {
            skip_plain();
            if (at >= n) return fail(error_code::truncated);
            if (t[at] == '"') break;
            if (t[at] != '\\') return fail(error_code::syntax);
            read_escape();
            if (failed()) return;
        }
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

    /// Up to a quote, a backslash or a control character.
    constexpr void skip_plain() noexcept {
        const char* const p = t;
        const std::int32_t last = n - 4;
        std::int32_t i = at;
        for (;;) {
            while (i <= last && p[i] > '\\' && p[i + 1] > '\\' && p[i + 2] > '\\' && p[i + 3] > '\\') i += 4;  // letters mostly
            if (i == n) break;
            const unsigned char c = static_cast<unsigned char>(p[i]);
            if (c < '#' ? c == '"' || c < ' ' : c == '\\') break;
            ++i;
        }
        at = i;
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

    constexpr scalar read_number() noexcept {
        constexpr std::int64_t largest = INT64_MAX;
        const std::int32_t begin = at;
        const bool negative = t[at] == '-';
        if (negative) ++at;
        if (negative && next_is('I')) return word("Infinity"), scalar{value_kind::real};
        if (!digit()) return fail(error_code::syntax), scalar{};
        if (t[at] == '0' && at + 1 < n && t[at + 1] >= '0' && t[at + 1] <= '9') return ++at, fail(error_code::syntax), scalar{};
        bool fits = true;
        scalar s{value_kind::integer};
        const char* const p = t;
        std::int32_t i = at;
        std::int64_t value = 0;
        for (; i < n && p[i] >= '0' && p[i] <= '9'; ++i) {
            const std::int64_t d = p[i] - '0';
            if (i - at > 16 && value > (largest - d) / 10) fits = false;
            else value = value * 10 + d;
        }
        at = i;
        s.integer = value;
        if (i < n && (p[i] == ',' || p[i] == '\n') && fits && !negative) return s;
        if (next_is('.')) {
            s.kind = value_kind::real;
            ++at;
            digits();
        }
        if (!failed() && (next_is('e') || next_is('E'))) {
            s.kind = value_kind::real;
            ++at;
            if (next_is('+') || next_is('-')) ++at;
            digits();
        }
        if (s.kind == value_kind::integer && !fits) fail_at(error_code::number_out_of_range, begin);
        if (negative) s.integer = -s.integer;
        return s;
    }

    constexpr void word(const char* w) noexcept {
        for (; *w != '\0'; ++w, ++at) {
            if (at >= n) return fail(error_code::truncated);
            if (t[at] != *w) return fail(error_code::syntax);
        }
    }
};

}  // namespace detail

}  // namespace rafter::hugging_face
