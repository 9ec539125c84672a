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

/// The first place from i on, below n, of a quote, a backslash or a control character; n if there is none.
[[nodiscard]] constexpr std::int32_t plain_end(const char* p, std::int32_t i, std::int32_t n) noexcept {
#if defined(__clang__)
    if (__builtin_is_constant_evaluated() && i < n) {  // a quote is near: up to it no end of the text need be looked for
        const std::int32_t near = n - i < 256 ? n - i : 256;
        if (__builtin_char_memchr(p + i, '"', static_cast<std::size_t>(near)) != nullptr)
            for (const char* q = p + i;; ++q) {
                while (*q > '\\') ++q;  // letters mostly
                if (*q > '"' && *q < '\\') continue;
                const unsigned char c = static_cast<unsigned char>(*q);
                if (c < '#' ? c == '"' || c < ' ' : c == '\\') return static_cast<std::int32_t>(q - p);
            }
    }
#elif !defined(__CUDACC__)
    constexpr const char* ends = "\"\\\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F";
    if (__builtin_constant_p(__builtin_strcspn(p + i, ends))) {
        i += static_cast<std::int32_t>(__builtin_strcspn(p + i, ends));
        return i < n ? i : n;
    }
#endif
    const std::int32_t last = n - 4;
    for (;;) {
        while (i <= last && p[i] > '\\' && p[i + 1] > '\\' && p[i + 2] > '\\' && p[i + 3] > '\\') i += 4;  // letters mostly
        if (i == n) return i;
        const unsigned char c = static_cast<unsigned char>(p[i]);
        if (c < '#' ? c == '"' || c < ' ' : c == '\\') return i;
        ++i;
    }
}

}  // namespace rafter::hugging_face
