// Literals: 80_GB, 80_GiB, 3.35_TB_per_s, 989.4_TFLOPS, 15_ms. `using namespace rafter::literals;`
//
// Byte literals are exact: 1.5_GB is 1,500,000,000 bytes, and a literal that is no whole number of bytes, or more
// than 64 bits hold, does not compile. GB is 10^9, GiB is 2^30.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/units.hpp>

namespace rafter {
namespace detail {

void a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();  // not constexpr: calling it is the error

consteval std::int64_t whole(unsigned long long n, std::int64_t unit) {
    if (n > static_cast<unsigned long long>(INT64_MAX / unit))
        a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();
    return static_cast<std::int64_t>(n) * unit;
}

consteval std::int64_t whole(long double n, std::int64_t unit) {
    const long double scaled = n * static_cast<long double>(unit);
    if (!(scaled < 9.2e18L)) a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();
    const auto nearest = static_cast<std::int64_t>(scaled + 0.5L);
    const long double off = scaled - static_cast<long double>(nearest);
    if (off > 1e-6L || off < -1e-6L) a_byte_literal_must_be_a_whole_number_of_bytes_that_64_bits_hold();
    return nearest;
}

}  // namespace detail

inline namespace literals {

// clang-format off
consteval bytes operator""_B  (unsigned long long n) { return bytes{detail::whole(n, 1)}; }
consteval bytes operator""_kB (unsigned long long n) { return bytes{detail::whole(n, 1'000)}; }
consteval bytes operator""_MB (unsigned long long n) { return bytes{detail::whole(n, 1'000'000)}; }
consteval bytes operator""_GB (unsigned long long n) { return bytes{detail::whole(n, 1'000'000'000)}; }
consteval bytes operator""_TB (unsigned long long n) { return bytes{detail::whole(n, 1'000'000'000'000)}; }
consteval bytes operator""_KiB(unsigned long long n) { return bytes{detail::whole(n, 1LL << 10)}; }
consteval bytes operator""_MiB(unsigned long long n) { return bytes{detail::whole(n, 1LL << 20)}; }
consteval bytes operator""_GiB(unsigned long long n) { return bytes{detail::whole(n, 1LL << 30)}; }
consteval bytes operator""_TiB(unsigned long long n) { return bytes{detail::whole(n, 1LL << 40)}; }
consteval bytes operator""_kB (long double n) { return bytes{detail::whole(n, 1'000)}; }
consteval bytes operator""_MB (long double n) { return bytes{detail::whole(n, 1'000'000)}; }
consteval bytes operator""_GB (long double n) { return bytes{detail::whole(n, 1'000'000'000)}; }
consteval bytes operator""_TB (long double n) { return bytes{detail::whole(n, 1'000'000'000'000)}; }
consteval bytes operator""_KiB(long double n) { return bytes{detail::whole(n, 1LL << 10)}; }
consteval bytes operator""_MiB(long double n) { return bytes{detail::whole(n, 1LL << 20)}; }
consteval bytes operator""_GiB(long double n) { return bytes{detail::whole(n, 1LL << 30)}; }
consteval bytes operator""_TiB(long double n) { return bytes{detail::whole(n, 1LL << 40)}; }

consteval parameters operator""_parameters(unsigned long long n) { return parameters{detail::whole(n, 1)}; }
consteval tokens     operator""_tokens    (unsigned long long n) { return tokens{detail::whole(n, 1)}; }

consteval bytes_per_second operator""_MB_per_s(long double n)        { return bytes_per_second{static_cast<double>(n * 1e6L)}; }
consteval bytes_per_second operator""_GB_per_s(long double n)        { return bytes_per_second{static_cast<double>(n * 1e9L)}; }
consteval bytes_per_second operator""_TB_per_s(long double n)        { return bytes_per_second{static_cast<double>(n * 1e12L)}; }
consteval bytes_per_second operator""_PB_per_s(long double n)        { return bytes_per_second{static_cast<double>(n * 1e15L)}; }
consteval bytes_per_second operator""_MB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e6}; }
consteval bytes_per_second operator""_GB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e9}; }
consteval bytes_per_second operator""_TB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e12}; }
consteval bytes_per_second operator""_PB_per_s(unsigned long long n) { return bytes_per_second{static_cast<double>(n) * 1e15}; }

consteval flops operator""_GFLOP(long double n)        { return flops{static_cast<double>(n * 1e9L)}; }
consteval flops operator""_TFLOP(long double n)        { return flops{static_cast<double>(n * 1e12L)}; }
consteval flops operator""_GFLOP(unsigned long long n) { return flops{static_cast<double>(n) * 1e9}; }
consteval flops operator""_TFLOP(unsigned long long n) { return flops{static_cast<double>(n) * 1e12}; }

// FLOPS is a rate (operations a second); FLOP is an amount. Integer peaks (TOPS) are the same unit.
consteval flops_per_second operator""_GFLOPS(long double n)        { return flops_per_second{static_cast<double>(n * 1e9L)}; }
consteval flops_per_second operator""_TFLOPS(long double n)        { return flops_per_second{static_cast<double>(n * 1e12L)}; }
consteval flops_per_second operator""_PFLOPS(long double n)        { return flops_per_second{static_cast<double>(n * 1e15L)}; }
consteval flops_per_second operator""_TOPS  (long double n)        { return flops_per_second{static_cast<double>(n * 1e12L)}; }
consteval flops_per_second operator""_GFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e9}; }
consteval flops_per_second operator""_TFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e12}; }
consteval flops_per_second operator""_PFLOPS(unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e15}; }
consteval flops_per_second operator""_TOPS  (unsigned long long n) { return flops_per_second{static_cast<double>(n) * 1e12}; }

consteval seconds operator""_s (long double n)        { return seconds{static_cast<double>(n)}; }
consteval seconds operator""_ms(long double n)        { return seconds{static_cast<double>(n * 1e-3L)}; }
consteval seconds operator""_us(long double n)        { return seconds{static_cast<double>(n * 1e-6L)}; }
consteval seconds operator""_ns(long double n)        { return seconds{static_cast<double>(n * 1e-9L)}; }
consteval seconds operator""_s (unsigned long long n) { return seconds{static_cast<double>(n)}; }
consteval seconds operator""_ms(unsigned long long n) { return seconds{static_cast<double>(n) / 1e3}; }
consteval seconds operator""_us(unsigned long long n) { return seconds{static_cast<double>(n) / 1e6}; }
consteval seconds operator""_ns(unsigned long long n) { return seconds{static_cast<double>(n) / 1e9}; }

consteval hertz operator""_MHz(long double n)        { return hertz{static_cast<double>(n * 1e6L)}; }
consteval hertz operator""_GHz(long double n)        { return hertz{static_cast<double>(n * 1e9L)}; }
consteval hertz operator""_MHz(unsigned long long n) { return hertz{static_cast<double>(n) * 1e6}; }
consteval hertz operator""_GHz(unsigned long long n) { return hertz{static_cast<double>(n) * 1e9}; }

consteval watts   operator""_W  (long double n)        { return watts{static_cast<double>(n)}; }
consteval watts   operator""_kW (long double n)        { return watts{static_cast<double>(n * 1e3L)}; }
consteval watts   operator""_W  (unsigned long long n) { return watts{static_cast<double>(n)}; }
consteval watts   operator""_kW (unsigned long long n) { return watts{static_cast<double>(n) * 1e3}; }
consteval joules  operator""_J  (long double n)        { return joules{static_cast<double>(n)}; }
consteval joules  operator""_J  (unsigned long long n) { return joules{static_cast<double>(n)}; }
consteval dollars operator""_USD(long double n)        { return dollars{static_cast<double>(n)}; }
consteval dollars operator""_USD(unsigned long long n) { return dollars{static_cast<double>(n)}; }
// clang-format on

}  // namespace literals
}  // namespace rafter
