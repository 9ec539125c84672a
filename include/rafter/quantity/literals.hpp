// Literals: 80_GB, 80_GiB, 3.35_TB_per_s, 989.4_TFLOPS, 15_ms. `using namespace rafter::literals;`
//
// Byte literals are exact: 1.5_GB is 1,500,000,000 bytes, and a literal that is no whole number of bytes, or more
// than 64 bits hold, does not compile. GB is 10^9, GiB is 2^30.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/units.hpp>

// clang says of a consteval function that failed that it failed, and of what follows from it too: there the literal is judged
// by an attribute, and told once.
#if defined(__clang__) && !defined(__CUDACC__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgcc-compat"
#define RAFTER_WHOLE(unit) __attribute__((diagnose_if(!detail::is_whole(n, unit), "a byte literal is a whole number of bytes that 64 bits hold", "error")))
#define RAFTER_HELD(unit) __attribute__((diagnose_if(!detail::is_held(n * (unit)), "a literal is a number that a double holds", "error")))
#define RAFTER_LITERALS_ARE_JUDGED true
#else
#define RAFTER_WHOLE(unit)
#define RAFTER_HELD(unit)
#define RAFTER_LITERALS_ARE_JUDGED false
#endif

namespace rafter {
namespace detail {

// Not constexpr: calling them is the error.
void a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();
void a_literal_must_be_a_number_that_a_double_holds();

constexpr bool is_whole(unsigned long long n, std::int64_t unit) noexcept { return n <= static_cast<unsigned long long>(INT64_MAX / unit); }
constexpr bool is_whole(long double n, std::int64_t unit) noexcept {
    const long double scaled = n * static_cast<long double>(unit);
    if (!(scaled < 9.2e18L)) return false;
    const long double off = scaled - static_cast<long double>(static_cast<std::int64_t>(scaled + 0.5L));
    return off <= 1e-6L && off >= -1e-6L;
}
constexpr bool is_held(long double n) noexcept { return n < 1e300L; }

/// A literal that was told already is more than enough of anything.
template <class Number>
consteval std::int64_t whole(Number n, std::int64_t unit) {
    if (!is_whole(n, unit)) {
        if (!RAFTER_LITERALS_ARE_JUDGED) a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();
        return 1'000'000'000'000'000'000;
    }
    if constexpr (static_cast<Number>(0.5L) == 0) return static_cast<std::int64_t>(n) * unit;
    else return static_cast<std::int64_t>(n * static_cast<long double>(unit) + 0.5L);
}

consteval double held(long double n) {
    if (is_held(n)) return static_cast<double>(n);
    if (!RAFTER_LITERALS_ARE_JUDGED) a_literal_must_be_a_number_that_a_double_holds();
    return 1e18;
}

}  // namespace detail

inline namespace literals {

// clang-format off
consteval bytes operator""_B  (unsigned long long n) RAFTER_WHOLE(1) { return bytes{detail::whole(n, 1)}; }
consteval bytes operator""_kB (unsigned long long n) RAFTER_WHOLE(1'000) { return bytes{detail::whole(n, 1'000)}; }
consteval bytes operator""_MB (unsigned long long n) RAFTER_WHOLE(1'000'000) { return bytes{detail::whole(n, 1'000'000)}; }
consteval bytes operator""_GB (unsigned long long n) RAFTER_WHOLE(1'000'000'000) { return bytes{detail::whole(n, 1'000'000'000)}; }
consteval bytes operator""_TB (unsigned long long n) RAFTER_WHOLE(1'000'000'000'000) { return bytes{detail::whole(n, 1'000'000'000'000)}; }
consteval bytes operator""_KiB(unsigned long long n) RAFTER_WHOLE(1LL << 10) { return bytes{detail::whole(n, 1LL << 10)}; }
consteval bytes operator""_MiB(unsigned long long n) RAFTER_WHOLE(1LL << 20) { return bytes{detail::whole(n, 1LL << 20)}; }
consteval bytes operator""_GiB(unsigned long long n) RAFTER_WHOLE(1LL << 30) { return bytes{detail::whole(n, 1LL << 30)}; }
consteval bytes operator""_TiB(unsigned long long n) RAFTER_WHOLE(1LL << 40) { return bytes{detail::whole(n, 1LL << 40)}; }
consteval bytes operator""_kB (long double n) RAFTER_WHOLE(1'000) { return bytes{detail::whole(n, 1'000)}; }
consteval bytes operator""_MB (long double n) RAFTER_WHOLE(1'000'000) { return bytes{detail::whole(n, 1'000'000)}; }
consteval bytes operator""_GB (long double n) RAFTER_WHOLE(1'000'000'000) { return bytes{detail::whole(n, 1'000'000'000)}; }
consteval bytes operator""_TB (long double n) RAFTER_WHOLE(1'000'000'000'000) { return bytes{detail::whole(n, 1'000'000'000'000)}; }
consteval bytes operator""_KiB(long double n) RAFTER_WHOLE(1LL << 10) { return bytes{detail::whole(n, 1LL << 10)}; }
consteval bytes operator""_MiB(long double n) RAFTER_WHOLE(1LL << 20) { return bytes{detail::whole(n, 1LL << 20)}; }
consteval bytes operator""_GiB(long double n) RAFTER_WHOLE(1LL << 30) { return bytes{detail::whole(n, 1LL << 30)}; }
consteval bytes operator""_TiB(long double n) RAFTER_WHOLE(1LL << 40) { return bytes{detail::whole(n, 1LL << 40)}; }

consteval parameters operator""_parameters(unsigned long long n) RAFTER_WHOLE(1) { return parameters{detail::whole(n, 1)}; }
consteval tokens     operator""_tokens    (unsigned long long n) RAFTER_WHOLE(1) { return tokens{detail::whole(n, 1)}; }

consteval bytes_per_second operator""_MB_per_s(long double n) RAFTER_HELD(1e6L) { return bytes_per_second{detail::held(n * 1e6L)}; }
consteval bytes_per_second operator""_GB_per_s(long double n) RAFTER_HELD(1e9L) { return bytes_per_second{detail::held(n * 1e9L)}; }
consteval bytes_per_second operator""_TB_per_s(long double n) RAFTER_HELD(1e12L) { return bytes_per_second{detail::held(n * 1e12L)}; }
consteval bytes_per_second operator""_PB_per_s(long double n) RAFTER_HELD(1e15L) { return bytes_per_second{detail::held(n * 1e15L)}; }
consteval bytes_per_second operator""_MB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e6}; }
consteval bytes_per_second operator""_GB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e9}; }
consteval bytes_per_second operator""_TB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e12}; }
consteval bytes_per_second operator""_PB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e15}; }

consteval flops operator""_GFLOP(long double n) RAFTER_HELD(1e9L) { return flops{detail::held(n * 1e9L)}; }
consteval flops operator""_TFLOP(long double n) RAFTER_HELD(1e12L) { return flops{detail::held(n * 1e12L)}; }
consteval flops operator""_GFLOP(unsigned long long n) { return flops{static_cast<double>(n) * 1e9}; }
consteval flops operator""_TFLOP(unsigned long long n) { return flops{static_cast<double>(n) * 1e12}; }

// FLOPS is a rate (operations a second); FLOP is an amount. Integer peaks (TOPS) are the same unit.
consteval flops_per_second operator""_GFLOPS(long double n) RAFTER_HELD(1e9L) { return flops_per_second{detail::held(n * 1e9L)}; }
consteval flops_per_second operator""_TFLOPS(long double n) RAFTER_HELD(1e12L) { return flops_per_second{detail::held(n * 1e12L)}; }
consteval flops_per_second operator""_PFLOPS(long double n) RAFTER_HELD(1e15L) { return flops_per_second{detail::held(n * 1e15L)}; }
consteval flops_per_second operator""_TOPS  (long double n) RAFTER_HELD(1e12L) { return flops_per_second{detail::held(n * 1e12L)}; }
consteval flops_per_second operator""_GFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e9}; }
consteval flops_per_second operator""_TFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e12}; }
consteval flops_per_second operator""_PFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e15}; }
consteval flops_per_second operator""_TOPS  (unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e12}; }

consteval seconds operator""_s (long double n) RAFTER_HELD(1) { return seconds{detail::held(n)}; }
consteval seconds operator""_ms(long double n) RAFTER_HELD(1e-3L) { return seconds{detail::held(n * 1e-3L)}; }
consteval seconds operator""_us(long double n) RAFTER_HELD(1e-6L) { return seconds{detail::held(n * 1e-6L)}; }
consteval seconds operator""_ns(long double n) RAFTER_HELD(1e-9L) { return seconds{detail::held(n * 1e-9L)}; }
consteval seconds operator""_s (unsigned long long n) { return seconds{static_cast<double>(n)}; }
consteval seconds operator""_ms(unsigned long long n) { return seconds{static_cast<double>(n) / 1e3}; }
consteval seconds operator""_us(unsigned long long n) { return seconds{static_cast<double>(n) / 1e6}; }
consteval seconds operator""_ns(unsigned long long n) { return seconds{static_cast<double>(n) / 1e9}; }

consteval hertz operator""_MHz(long double n) RAFTER_HELD(1e6L) { return hertz{detail::held(n * 1e6L)}; }
consteval hertz operator""_GHz(long double n) RAFTER_HELD(1e9L) { return hertz{detail::held(n * 1e9L)}; }
consteval hertz operator""_MHz(unsigned long long n) { return hertz{static_cast<double>(n) * 1e6}; }
consteval hertz operator""_GHz(unsigned long long n) { return hertz{static_cast<double>(n) * 1e9}; }

consteval watts   operator""_W  (long double n) RAFTER_HELD(1) { return watts{detail::held(n)}; }
consteval watts   operator""_kW (long double n) RAFTER_HELD(1e3L) { return watts{detail::held(n * 1e3L)}; }
consteval watts   operator""_W  (unsigned long long n) { return watts{static_cast<double>(n)}; }
consteval watts   operator""_kW (unsigned long long n) { return watts{static_cast<double>(n) * 1e3}; }
consteval joules  operator""_J  (long double n) RAFTER_HELD(1) { return joules{detail::held(n)}; }
consteval joules  operator""_J  (unsigned long long n) { return joules{static_cast<double>(n)}; }
consteval dollars operator""_USD(long double n) RAFTER_HELD(1) { return dollars{detail::held(n)}; }
consteval dollars operator""_USD(unsigned long long n) { return dollars{static_cast<double>(n)}; }
// clang-format on

}  // namespace literals
}  // namespace rafter

#undef RAFTER_WHOLE
#undef RAFTER_HELD
#undef RAFTER_LITERALS_ARE_JUDGED
#if defined(__clang__) && !defined(__CUDACC__)
#pragma clang diagnostic pop
#endif
