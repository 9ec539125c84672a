// A name of at most ten characters in one integer: a tensor or an operation can be named inside a template argument.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // uint64_t

namespace rafter {

/// Lower-case letters, digits and '_', at most ten. A label that breaks this does not compile.
struct label {
    std::uint64_t code = 0;

    constexpr label() noexcept = default;
    template <std::size_t N>
    consteval label(const char (&text)[N]) {
        static_assert(N <= 11, "a label has at most ten characters");
        for (std::size_t i = 0; i + 1 < N; ++i) code |= digit(text[i]) << (6 * i);
    }

#if defined(__CUDACC__)  // which writes a label inside a template argument as {code}
    constexpr label(std::uint64_t of) noexcept : code(of) {}
#endif

    friend constexpr bool operator==(const label&, const label&) = default;

    /// Writes the characters and a final zero to `out` (at least eleven) and returns their number.
    constexpr int write(char* out) const noexcept {
        int n = 0;
        for (std::uint64_t rest = code; rest != 0; rest >>= 6) out[n++] = alphabet[(rest & 63U) - 1];
        out[n] = '\0';
        return n;
    }

    static void a_label_holds_lower_case_letters_digits_and_underscores();  // not constexpr: calling it is the error
    static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    static consteval std::uint64_t digit(char c) {
        for (std::uint64_t i = 0; i < 37; ++i)
            if (alphabet[i] == c) return i + 1;
        a_label_holds_lower_case_letters_digits_and_underscores();
        return 0;
    }
};

}  // namespace rafter
