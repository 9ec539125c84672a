// The units of rafter and the products and quotients between them that mean something. No others compile.
//
// Amounts that can be counted (bytes, parameters, tokens) are exact 64-bit integers; rates, times and expectations
// are double. GB is 10^9 bytes and GiB 2^30. A rate of a link is per direction. A FLOP rate is dense.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/scalar.hpp>

namespace rafter {

// --- counted exactly ---

struct bytes : scalar<bytes, std::int64_t> {
    std::int64_t value{};
    constexpr bytes() noexcept = default;
    template <ExactlyAs<std::int64_t> N>
    constexpr explicit bytes(N n) noexcept : value(static_cast<std::int64_t>(n)) {}
    [[nodiscard]] constexpr std::int64_t in_bytes() const noexcept { return value; }
    [[nodiscard]] constexpr double in_GB() const noexcept { return static_cast<double>(value) / 1e9; }
    [[nodiscard]] constexpr double in_GiB() const noexcept { return static_cast<double>(value) / 1073741824.0; }
};

struct parameters : scalar<parameters, std::int64_t> {
    std::int64_t value{};
    constexpr parameters() noexcept = default;
    template <ExactlyAs<std::int64_t> N>
    constexpr explicit parameters(N n) noexcept : value(static_cast<std::int64_t>(n)) {}
};

struct tokens : scalar<tokens, std::int64_t> {
    std::int64_t value{};
    constexpr tokens() noexcept = default;
    template <ExactlyAs<std::int64_t> N>
    constexpr explicit tokens(N n) noexcept : value(static_cast<std::int64_t>(n)) {}
};

// --- measured or expected ---

/// Bytes that move in a step. A mixture of experts moves an expected number of them, so this one is not an integer.
struct traffic : scalar<traffic, double> {
    double value{};
    constexpr traffic() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit traffic(N n) noexcept : value(static_cast<double>(n)) {}
    constexpr explicit traffic(bytes b) noexcept : value(static_cast<double>(b.value)) {}
    [[nodiscard]] constexpr double in_bytes() const noexcept { return value; }
};

struct flops : scalar<flops, double> {
    double value{};
    constexpr flops() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit flops(N n) noexcept : value(static_cast<double>(n)) {}
};

struct seconds : scalar<seconds, double> {
    double value{};
    constexpr seconds() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit seconds(N n) noexcept : value(static_cast<double>(n)) {}
    [[nodiscard]] constexpr double in_seconds() const noexcept { return value; }
    [[nodiscard]] constexpr double in_ms() const noexcept { return value * 1e3; }
    [[nodiscard]] constexpr double in_us() const noexcept { return value * 1e6; }
};

struct bytes_per_second : scalar<bytes_per_second, double> {
    double value{};
    constexpr bytes_per_second() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit bytes_per_second(N n) noexcept : value(static_cast<double>(n)) {}
};

struct flops_per_second : scalar<flops_per_second, double> {
    double value{};
    constexpr flops_per_second() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit flops_per_second(N n) noexcept : value(static_cast<double>(n)) {}
};

struct tokens_per_second : scalar<tokens_per_second, double> {
    double value{};
    constexpr tokens_per_second() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit tokens_per_second(N n) noexcept : value(static_cast<double>(n)) {}
};

/// Arithmetic intensity of a piece of work, or the ridge point of a machine.
struct flops_per_byte : scalar<flops_per_byte, double> {
    double value{};
    constexpr flops_per_byte() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit flops_per_byte(N n) noexcept : value(static_cast<double>(n)) {}
};

struct hertz : scalar<hertz, double> {
    double value{};
    constexpr hertz() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit hertz(N n) noexcept : value(static_cast<double>(n)) {}
};

struct watts : scalar<watts, double> {
    double value{};
    constexpr watts() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit watts(N n) noexcept : value(static_cast<double>(n)) {}
};

struct joules : scalar<joules, double> {
    double value{};
    constexpr joules() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit joules(N n) noexcept : value(static_cast<double>(n)) {}
};

struct dollars : scalar<dollars, double> {
    double value{};
    constexpr dollars() noexcept = default;
    template <ExactlyAs<double> N>
    constexpr explicit dollars(N n) noexcept : value(static_cast<double>(n)) {}
};

// --- between units ---

[[nodiscard]] constexpr seconds operator/(traffic b, bytes_per_second r) noexcept { return seconds{b.value / r.value}; }
[[nodiscard]] constexpr seconds operator/(bytes b, bytes_per_second r) noexcept { return traffic{b} / r; }
[[nodiscard]] constexpr seconds operator/(flops f, flops_per_second r) noexcept { return seconds{f.value / r.value}; }
[[nodiscard]] constexpr seconds operator/(tokens t, tokens_per_second r) noexcept {
    return seconds{static_cast<double>(t.value) / r.value};
}
[[nodiscard]] constexpr bytes_per_second operator/(traffic b, seconds s) noexcept {
    return bytes_per_second{b.value / s.value};
}
[[nodiscard]] constexpr bytes_per_second operator/(bytes b, seconds s) noexcept { return traffic{b} / s; }
[[nodiscard]] constexpr flops_per_second operator/(flops f, seconds s) noexcept {
    return flops_per_second{f.value / s.value};
}
[[nodiscard]] constexpr tokens_per_second operator/(tokens t, seconds s) noexcept {
    return tokens_per_second{static_cast<double>(t.value) / s.value};
}
[[nodiscard]] constexpr flops_per_byte operator/(flops f, traffic b) noexcept { return flops_per_byte{f.value / b.value}; }
[[nodiscard]] constexpr flops_per_byte operator/(flops f, bytes b) noexcept { return f / traffic{b}; }
/// The ridge point: work of a higher intensity is bound by compute, of a lower one by memory.
[[nodiscard]] constexpr flops_per_byte operator/(flops_per_second f, bytes_per_second b) noexcept {
    return flops_per_byte{f.value / b.value};
}
[[nodiscard]] constexpr flops operator*(flops_per_second f, seconds s) noexcept { return flops{f.value * s.value}; }
[[nodiscard]] constexpr flops operator*(seconds s, flops_per_second f) noexcept { return f * s; }
[[nodiscard]] constexpr traffic operator*(bytes_per_second r, seconds s) noexcept { return traffic{r.value * s.value}; }
[[nodiscard]] constexpr traffic operator*(seconds s, bytes_per_second r) noexcept { return r * s; }
[[nodiscard]] constexpr joules operator*(watts w, seconds s) noexcept { return joules{w.value * s.value}; }
[[nodiscard]] constexpr joules operator*(seconds s, watts w) noexcept { return w * s; }
[[nodiscard]] constexpr watts operator/(joules j, seconds s) noexcept { return watts{j.value / s.value}; }

}  // namespace rafter
