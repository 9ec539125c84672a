// The common form of every quantity: one number, one unit, and only the operations that keep the unit.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/checked.hpp>

namespace rafter {

struct scalar;

/// bytes, seconds, ...: see quantity/units.hpp.
template <class Q> concept Unit = __is_base_of(scalar, Q);

/// Any number, and one without a fraction. No class is asked for its traits: that is cheaper.
template <class N> concept PlainNumber = !__is_class(N) && !__is_enum(N) && !__is_same(N, bool) && requires(N n) { n * n; };
template <class N> concept WholeNumber = PlainNumber<N> && requires(N n) { n % n; } && sizeof(N) <= sizeof(std::int64_t);
/// A number by which this quantity can be multiplied: a whole one, where it is a count.
template <class N, class Q> concept NumberFor = PlainNumber<N> && (__is_same(decltype(Q::value), double) || WholeNumber<N>);

// In a constant expression an overflow is the compiler's own error; at run time it is checked::overflowed.
[[nodiscard]] constexpr std::int64_t strict_sum(std::int64_t a, std::int64_t b) noexcept { return __builtin_is_constant_evaluated() ? a + b : checked::sum(a, b); }
[[nodiscard]] constexpr std::int64_t strict_difference(std::int64_t a, std::int64_t b) noexcept { return __builtin_is_constant_evaluated() ? a - b : checked::difference(a, b); }
[[nodiscard]] constexpr std::int64_t strict_product(std::int64_t a, std::int64_t b) noexcept { return __builtin_is_constant_evaluated() ? a * b : checked::product(a, b); }

/// What makes a measure.
struct plain_number {
    double value;
    template <PlainNumber N>
    constexpr plain_number(N n) noexcept : value(static_cast<double>(n)) {}
};
/// What makes a count. What 64 signed bits do not hold is an overflow like any other.
struct whole_number {
    std::int64_t value;
    template <WholeNumber N>
    constexpr whole_number(N n) noexcept : value(static_cast<std::int64_t>(n)) {
        if constexpr (static_cast<N>(-1) > N{} && sizeof(N) == sizeof(std::int64_t))
            if (value < 0) value = strict_sum(checked::overflowed, 1);
    }
};

/// The unit of A * B and of A / B, where that means something: between units a line in quantity/units.hpp.
template <class A, class B> struct unit_of_product;
template <class A, class B> struct unit_of_quotient;

// clang-format off
template <Unit A, class N> requires NumberFor<N, A> struct unit_of_product<A, N> { using type = A; };
template <class N, Unit A> requires NumberFor<N, A> struct unit_of_product<N, A> { using type = A; };
/// Only where nothing is lost: counts are divided with checked::ceil_div or not at all.
template <Unit A, class N> requires(NumberFor<N, A> && __is_same(decltype(A::value), double)) struct unit_of_quotient<A, N> { using type = A; };
/// The ratio of two amounts of one unit is a plain number: 3_GB / 2_GB == 1.5.
template <Unit A> struct unit_of_quotient<A, A> { using type = double; };
// clang-format on

template <class A, class B> concept ProductHasUnit = requires { typename unit_of_product<A, B>::type; };
template <class A, class B> concept QuotientHasUnit = requires { typename unit_of_quotient<A, B>::type; };
// Compared with true where they are required: of an expression a compiler says that it is false, of a concept why, over ten lines.

/// Base of a quantity, which holds one number named `value`, std::int64_t or double (`struct bytes : scalar`). Sums,
/// differences and comparisons within one unit; products and quotients that have a unit. Counts are checked for
/// overflow (quantity/checked.hpp). One operator each for all units, so that a mistake names two units and no more.
struct scalar {
    // clang-format off
    template <Unit Q> friend constexpr bool operator==(Q a, Q b) noexcept { return a.value == b.value; }
    template <Unit Q> friend constexpr bool operator<(Q a, Q b) noexcept { return a.value < b.value; }
    template <Unit Q> friend constexpr bool operator>(Q a, Q b) noexcept { return a.value > b.value; }
    template <Unit Q> friend constexpr bool operator<=(Q a, Q b) noexcept { return a.value <= b.value; }
    template <Unit Q> friend constexpr bool operator>=(Q a, Q b) noexcept { return a.value >= b.value; }
    // clang-format on

    template <Unit Q>
    [[nodiscard]] friend constexpr Q operator+(Q a, Q b) noexcept {
        if constexpr (__is_same(decltype(a.value), double)) return Q{a.value + b.value};
        else return Q{strict_sum(a.value, b.value)};
    }
    template <Unit Q>
    [[nodiscard]] friend constexpr Q operator-(Q a, Q b) noexcept {
        if constexpr (__is_same(decltype(a.value), double)) return Q{a.value - b.value};
        else return Q{strict_difference(a.value, b.value)};
    }
    template <Unit Q>
    friend constexpr Q& operator+=(Q& a, Q b) noexcept { return a = a + b; }
    template <Unit Q>
    friend constexpr Q& operator-=(Q& a, Q b) noexcept { return a = a - b; }

    template <class A, class B>
        requires(ProductHasUnit<A, B> == true)
    [[nodiscard]] friend constexpr typename unit_of_product<A, B>::type operator*(A a, B b) noexcept {
        if constexpr (!Unit<A>) return b * a;
        else if constexpr (Unit<B>) return typename unit_of_product<A, B>::type{a.value * b.value};
        else if constexpr (__is_same(decltype(a.value), double)) return A{a.value * static_cast<double>(b)};
        else return A{strict_product(a.value, whole_number(b).value)};
    }
    template <class A, class B>
        requires(QuotientHasUnit<A, B> == true)
    [[nodiscard]] friend constexpr typename unit_of_quotient<A, B>::type operator/(A a, B b) noexcept {
        if constexpr (Unit<B>) return typename unit_of_quotient<A, B>::type{static_cast<double>(a.value) / static_cast<double>(b.value)};
        else return A{a.value / static_cast<double>(b)};
    }
};

}  // namespace rafter
