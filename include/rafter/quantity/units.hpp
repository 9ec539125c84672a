// The units of rafter and the products and quotients between them that mean something. No others compile.
//
// Amounts that can be counted (bytes, parameters, tokens) are exact 64-bit integers; rates, times and expectations
// are double. GB is 10^9 bytes and GiB 2^30. A rate of a link is per direction. A FLOP rate is dense.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/scalar.hpp>

namespace rafter {

// --- counted exactly ---

struct bytes : scalar {
    std::int64_t value{};
    constexpr bytes() noexcept = default;
    constexpr explicit bytes(whole_number n) noexcept : value(n.value) {}
#if defined(__CUDACC__)  // which writes reserve<2_GB> as reserve<bytes{{}, 2000000000}>
    constexpr bytes(scalar, std::int64_t n) noexcept : value(n) {}
#endif
    [[nodiscard]] constexpr std::int64_t in_bytes() const noexcept { return value; }
    [[nodiscard]] constexpr double in_GB() const noexcept { return static_cast<double>(value) / 1e9; }
    [[nodiscard]] constexpr double in_GiB() const noexcept { return static_cast<double>(value) / 1073741824.0; }
};

struct parameters : scalar {
    std::int64_t value{};
    constexpr parameters() noexcept = default;
    constexpr explicit parameters(whole_number n) noexcept : value(n.value) {}
};

struct tokens : scalar {
    std::int64_t value{};
    constexpr tokens() noexcept = default;
    constexpr explicit tokens(whole_number n) noexcept : value(n.value) {}
};

// --- measured or expected ---

/// Bytes that move in a step. A mixture of experts moves an expected number of them, so this one is not an integer.
struct traffic : scalar {
    double value{};
    constexpr traffic() noexcept = default;
    constexpr explicit traffic(plain_number n) noexcept : value(n.value) {}
    constexpr explicit traffic(bytes b) noexcept : value(static_cast<double>(b.value)) {}
    [[nodiscard]] constexpr double in_bytes() const noexcept { return value; }
};

struct flops : scalar {
    double value{};
    constexpr flops() noexcept = default;
    constexpr explicit flops(plain_number n) noexcept : value(n.value) {}
};

struct seconds : scalar {
    double value{};
    constexpr seconds() noexcept = default;
    constexpr explicit seconds(plain_number n) noexcept : value(n.value) {}
#if defined(__CUDACC__)  // which writes tpot<15_ms> as tpot<seconds{{}, 0.015}>
    constexpr seconds(scalar, double n) noexcept : value(n) {}
#endif
    [[nodiscard]] constexpr double in_seconds() const noexcept { return value; }
    [[nodiscard]] constexpr double in_ms() const noexcept { return value * 1e3; }
    [[nodiscard]] constexpr double in_us() const noexcept { return value * 1e6; }
};

struct bytes_per_second : scalar {
    double value{};
    constexpr bytes_per_second() noexcept = default;
    constexpr explicit bytes_per_second(plain_number n) noexcept : value(n.value) {}
};

struct flops_per_second : scalar {
    double value{};
    constexpr flops_per_second() noexcept = default;
    constexpr explicit flops_per_second(plain_number n) noexcept : value(n.value) {}
};

struct tokens_per_second : scalar {
    double value{};
    constexpr tokens_per_second() noexcept = default;
    constexpr explicit tokens_per_second(plain_number n) noexcept : value(n.value) {}
};

/// Arithmetic intensity of a piece of work, or the ridge point of a machine.
struct flops_per_byte : scalar {
    double value{};
    constexpr flops_per_byte() noexcept = default;
    constexpr explicit flops_per_byte(plain_number n) noexcept : value(n.value) {}
};

struct hertz : scalar {
    double value{};
    constexpr hertz() noexcept = default;
    constexpr explicit hertz(plain_number n) noexcept : value(n.value) {}
};

struct watts : scalar {
    double value{};
    constexpr watts() noexcept = default;
    constexpr explicit watts(plain_number n) noexcept : value(n.value) {}
};

struct joules : scalar {
    double value{};
    constexpr joules() noexcept = default;
    constexpr explicit joules(plain_number n) noexcept : value(n.value) {}
};

struct dollars : scalar {
    double value{};
    constexpr dollars() noexcept = default;
    constexpr explicit dollars(plain_number n) noexcept : value(n.value) {}
};

// --- between units: no other product or quotient of two units exists ---

template <> struct unit_of_quotient<bytes, bytes_per_second> { using type = seconds; };
template <> struct unit_of_quotient<traffic, bytes_per_second> { using type = seconds; };
template <> struct unit_of_quotient<flops, flops_per_second> { using type = seconds; };
template <> struct unit_of_quotient<tokens, tokens_per_second> { using type = seconds; };

template <> struct unit_of_quotient<bytes, seconds> { using type = bytes_per_second; };
template <> struct unit_of_quotient<traffic, seconds> { using type = bytes_per_second; };
template <> struct unit_of_quotient<flops, seconds> { using type = flops_per_second; };
template <> struct unit_of_quotient<tokens, seconds> { using type = tokens_per_second; };
template <> struct unit_of_quotient<joules, seconds> { using type = watts; };

template <> struct unit_of_quotient<flops, bytes> { using type = flops_per_byte; };
template <> struct unit_of_quotient<flops, traffic> { using type = flops_per_byte; };
/// The ridge point: work of a higher intensity is bound by compute, of a lower one by memory.
template <> struct unit_of_quotient<flops_per_second, bytes_per_second> { using type = flops_per_byte; };

template <> struct unit_of_product<flops_per_second, seconds> { using type = flops; };
template <> struct unit_of_product<seconds, flops_per_second> { using type = flops; };
template <> struct unit_of_product<bytes_per_second, seconds> { using type = traffic; };
template <> struct unit_of_product<seconds, bytes_per_second> { using type = traffic; };
template <> struct unit_of_product<watts, seconds> { using type = joules; };
template <> struct unit_of_product<seconds, watts> { using type = joules; };

}  // namespace rafter
