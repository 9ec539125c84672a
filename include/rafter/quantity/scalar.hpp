// The common form of every quantity: one number, one unit, and only the operations that keep the unit.
#pragma once

#include <concepts>    // integral, floating_point
#include <cstdint>     // int64_t
#include <rafter/quantity/checked.hpp>
#include <type_traits> // is_same_v

namespace rafter {

/// A number that can initialise a scalar of this representation without losing anything.
template <class N, class Number>
concept ExactlyAs = !std::is_same_v<N, bool> && ((std::integral<Number> && std::integral<N>) ||
                                                 (std::floating_point<Number> && (std::integral<N> || std::floating_point<N>)));

/// Base of a quantity named Self (`struct bytes : scalar<bytes, std::int64_t>`). Sums, differences and comparisons
/// within one unit, products with a plain number, and the ratio of two as a plain number. Integers are checked for
/// overflow (quantity/checked.hpp). Operations between units are in quantity/units.hpp, each by name.
template <class Self, class Number>
struct scalar {
    using number = Number;

    friend constexpr bool operator==(Self a, Self b) noexcept { return a.value == b.value; }
    friend constexpr bool operator<(Self a, Self b) noexcept { return a.value < b.value; }
    friend constexpr bool operator>(Self a, Self b) noexcept { return a.value > b.value; }
    friend constexpr bool operator<=(Self a, Self b) noexcept { return a.value <= b.value; }
    friend constexpr bool operator>=(Self a, Self b) noexcept { return a.value >= b.value; }

    friend constexpr Self operator+(Self a, Self b) noexcept {
        if constexpr (std::integral<Number>) return Self{checked::sum(a.value, b.value)};
        else return Self{a.value + b.value};
    }
    friend constexpr Self operator-(Self a, Self b) noexcept {
        if constexpr (std::integral<Number>) return Self{checked::difference(a.value, b.value)};
        else return Self{a.value - b.value};
    }
    friend constexpr Self& operator+=(Self& a, Self b) noexcept { return a = a + b; }
    friend constexpr Self& operator-=(Self& a, Self b) noexcept { return a = a - b; }

    template <ExactlyAs<Number> N>
    friend constexpr Self operator*(Self a, N n) noexcept {
        if constexpr (std::integral<Number>) return Self{checked::product(a.value, static_cast<Number>(n))};
        else return Self{a.value * static_cast<Number>(n)};
    }
    template <ExactlyAs<Number> N>
    friend constexpr Self operator*(N n, Self a) noexcept {
        return a * n;
    }
    /// Only where nothing is lost: integer quantities are divided with checked::ceil_div or not at all.
    template <ExactlyAs<Number> N>
        requires std::floating_point<Number>
    friend constexpr Self operator/(Self a, N n) noexcept {
        return Self{a.value / static_cast<Number>(n)};
    }
    /// The ratio of two amounts of one unit is a plain number: 3_GB / 2_GB == 1.5.
    friend constexpr double operator/(Self a, Self b) noexcept {
        return static_cast<double>(a.value) / static_cast<double>(b.value);
    }
};

}  // namespace rafter
