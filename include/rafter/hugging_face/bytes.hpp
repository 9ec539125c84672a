// Steps over the bytes of a text that are cheap while compiling, where every evaluated expression costs.
//
// GCC folds functions of the C library over literals, and Clang some over any text: a call is one step then, where a loop
// takes ten a byte. A function that cannot be folded is no constant expression, so GCC is asked first.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, uint32_t

namespace rafter::hugging_face {

/// A hash of a key that looks at three of its bytes: whoever finds it equal compares the bytes.
[[nodiscard]] constexpr std::uint32_t key_hash(const char* key, std::int32_t length) noexcept {
    if (length == 0) return 0;
    return static_cast<std::uint32_t>(((key[0] * 31 + key[length / 2]) * 31 + key[length - 1]) * 31 + length);
}

[[nodiscard]] constexpr bool same_bytes(const char* a, const char* b, std::int32_t length) noexcept {
#if defined(__clang__)
    return __builtin_memcmp(a, b, static_cast<std::size_t>(length)) == 0;
#else
#if !defined(__CUDACC__)
    if (__builtin_constant_p(__builtin_memcmp(a, b, static_cast<std::size_t>(length)))) return __builtin_memcmp(a, b, static_cast<std::size_t>(length)) == 0;
#endif
    std::int32_t same = 0;
    while (same < length && a[same] == b[same]) ++same;
    return same == length;
#endif
}

/// The first place from i on, below n, that has no white space; n if there is none.
[[nodiscard]] constexpr std::int32_t space_end(const char* p, std::int32_t i, std::int32_t n) noexcept {
#if !defined(__clang__) && !defined(__CUDACC__)
    if (__builtin_constant_p(__builtin_strspn(p + i, " \n\r\t"))) {
        i += static_cast<std::int32_t>(__builtin_strspn(p + i, " \n\r\t"));
        return i < n ? i : n;
    }
#endif
    while (i < n && p[i] <= ' ' && (p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t')) {
        ++i;
        while (i + 1 < n && p[i] == ' ' && p[i + 1] == ' ') i += 2;
    }
    return i;
}

/// The place of the last quote below n, -1 for none: up to it a search for one ends by itself.
[[nodiscard]] constexpr std::int32_t last_quote(const char* p, std::int32_t n) noexcept {
    while (n > 0 && p[n - 1] != '"') --n;
    return n - 1;
}

/// The first place of a byte, given as a string of it, from i on; n if there is none below. While GCC compiles, a zero byte ends the
/// search too: it is a control character, which no JSON text has.
[[nodiscard]] constexpr std::int32_t find_byte(const char* p, const char* byte, std::int32_t i, std::int32_t n) noexcept {
#if defined(__clang__)
    const char* const found = __builtin_char_memchr(p + i, byte[0], static_cast<std::size_t>(n - i));
    return found == nullptr ? n : static_cast<std::int32_t>(found - p);
#else
#if !defined(__CUDACC__)
    if (__builtin_constant_p(__builtin_strcspn(p + i, byte))) {
        i += static_cast<std::int32_t>(__builtin_strcspn(p + i, byte));
        return i < n ? i : n;
    }
#endif
    while (i < n && p[i] != byte[0]) ++i;
    return i;
#endif
}

/// The first place from i on, below n, of a quote, a backslash or a control character; n if there is none. `sure` is a place with a
/// quote, or -1.
[[nodiscard]] constexpr std::int32_t plain_end(const char* p, std::int32_t i, std::int32_t n, std::int32_t sure = -1) noexcept {
#if !defined(__clang__) && !defined(__CUDACC__)
    constexpr const char* ends = "\"\\\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F";
    if (__builtin_constant_p(__builtin_strcspn(p + i, ends))) {
        i += static_cast<std::int32_t>(__builtin_strcspn(p + i, ends));
        return i < n ? i : n;
    }
#endif
    if (i <= sure)
        for (const char* q = p + i;;) {
            while (*q++ > '\\') {}  // letters mostly
            const auto c = static_cast<unsigned char>(q[-1]);
            if (c > '"' ? c == '\\' : c == '"' || c < ' ') return static_cast<std::int32_t>(q - p) - 1;
        }
    for (; i < n; ++i) {
        const auto c = static_cast<unsigned char>(p[i]);
        if (c < '#' ? c == '"' || c < ' ' : c == '\\') return i;
    }
    return n;
}

/// Past what repeats the bytes from `begin` up to i, as often as it does, or the beginning of these bytes that repeats: they are a
/// few whole elements of a list, and so is what is passed. Below n. A list repeats a few: a long beginning is not compared, which would
/// take time with the square of its length.
[[nodiscard]] constexpr std::int32_t repeated_end(const char* p, std::int32_t begin, std::int32_t i, std::int32_t n) noexcept {
    const std::int32_t period = i - begin;
    if (period > 1024) return i;
    std::int32_t span = period;  // a number of periods, doubled while that many follow
    for (; i + span < n && same_bytes(p + i, p + begin, span); span *= 2) i += span;
    while (span > period) {
        span /= 2;
        if (i + span < n && same_bytes(p + i, p + begin, span)) i += span;
    }
    return i;
}

}  // namespace rafter::hugging_face
