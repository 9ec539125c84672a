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

}  // namespace rafter::checked
