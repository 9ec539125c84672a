// Exact 64-bit integer arithmetic whose overflow cannot go unnoticed.
//
// The result of an overflow is `overflowed`, a value that stays what it is through every later operation, so that a rule
// can report it (RAFTER-N001) and no wrapped number is ever seen. The operators of quantities (quantity/scalar.hpp) go
// further: in a constant expression their overflow is a compile error, as for any signed integer.
#pragma once

#include <cstdint>  // int64_t

namespace rafter::checked {

inline constexpr std::int64_t overflowed = INT64_MAX;

#if defined(__CUDACC__)
// nvcc knows the builtins of GCC and clang neither in constant expressions nor in device code.
namespace detail {
inline constexpr std::int64_t least = INT64_MIN;
inline constexpr std::int64_t most = INT64_MAX;
constexpr bool sum_fits(std::int64_t a, std::int64_t b) noexcept { return b < 0 ? a >= least - b : a <= most - b; }
constexpr bool difference_fits(std::int64_t a, std::int64_t b) noexcept { return b < 0 ? a <= most + b : a >= least + b; }
constexpr bool product_fits(std::int64_t a, std::int64_t b) noexcept {
    if (b == 0) return true;
    if (b == -1) return a >= -most;
    return b > 0 ? a <= most / b && a >= least / b : a >= most / b && a <= least / b;
}
}  // namespace detail

[[nodiscard]] constexpr std::int64_t sum(std::int64_t a, std::int64_t b) noexcept {
    return (a == overflowed || b == overflowed || !detail::sum_fits(a, b)) ? overflowed : a + b;
}

[[nodiscard]] constexpr std::int64_t difference(std::int64_t a, std::int64_t b) noexcept {
    return (a == overflowed || b == overflowed || !detail::difference_fits(a, b)) ? overflowed : a - b;
}

[[nodiscard]] constexpr std::int64_t product(std::int64_t a, std::int64_t b) noexcept {
    return (a == overflowed || b == overflowed || !detail::product_fits(a, b)) ? overflowed : a * b;
}
#else
[[nodiscard]] constexpr std::int64_t sum(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t r = 0;
    return (__builtin_add_overflow(a, b, &r) || a == overflowed || b == overflowed) ? overflowed : r;
}

[[nodiscard]] constexpr std::int64_t difference(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t r = 0;
    return (__builtin_sub_overflow(a, b, &r) || a == overflowed || b == overflowed) ? overflowed : r;
}

[[nodiscard]] constexpr std::int64_t product(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t r = 0;
    return (__builtin_mul_overflow(a, b, &r) || a == overflowed || b == overflowed) ? overflowed : r;
}
#endif

/// a / b rounded up, for a >= 0 and b > 0: the parts of size b that hold a. ceil_div(7, 2) == 4.
[[nodiscard]] constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) noexcept {
    return a == overflowed ? a : a / b + (a % b != 0);
}

/// x without its fraction. What 64 bits do not hold is the largest number that they do, of its sign; what is no number at all
/// is `overflowed`. 2.9: 2; -2.9: -2; -1e300: -overflowed.
[[nodiscard]] constexpr std::int64_t truncated(double x) noexcept {
    constexpr double end = 9223372036854775808.0;  // 2^63
    if (x > -end && x < end) return static_cast<std::int64_t>(x);
    return x < 0 ? -overflowed : overflowed;
}

/// The same, to the next whole number away from zero; what is above one by no more than a millionth, which may be rounding,
/// is that one. 15,000,000.0000001: 15,000,000; 1.5: 2; -0.25: -1.
[[nodiscard]] constexpr std::int64_t rounded_away(double x) noexcept {
    const std::int64_t n = truncated(x);
    const double rest = x - static_cast<double>(n);
    if (n == overflowed || n == -overflowed || (rest <= 1e-6 && rest >= -1e-6)) return n;
    return x < 0 ? n - 1 : n + 1;
}

}  // namespace rafter::checked
