// Which operations between units compile, and which do not: to compile is to pass.
#include <concepts>
#include <cstdint>
#include <rafter/quantity/literals.hpp>
#include <rafter/quantity/units.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;

template <class A, class B>
concept Adds = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Subtracts = requires(A a, B b) {
    a - b;
};
template <class A, class B>
concept Multiplies = requires(A a, B b) {
    a* b;
};
template <class A, class B>
concept Divides = requires(A a, B b) {
    a / b;
};
template <class A, class B>
concept Compares = requires(A a, B b) {
    a < b;
};
template <class A, class B>
concept Equals = requires(A a, B b) {
    a == b;
};
template <class R, class A, class B>
concept QuotientIs = requires(A a, B b) {
    { a / b } -> std::same_as<R>;
};
template <class R, class A, class B>
concept ProductIs = requires(A a, B b) {
    { a* b } -> std::same_as<R>;
};

// What means something has the unit that it should.
static_assert(QuotientIs<seconds, bytes, bytes_per_second> && QuotientIs<seconds, traffic, bytes_per_second>);
static_assert(QuotientIs<seconds, flops, flops_per_second> && QuotientIs<seconds, tokens, tokens_per_second>);
static_assert(QuotientIs<bytes_per_second, bytes, seconds> && QuotientIs<tokens_per_second, tokens, seconds>);
static_assert(QuotientIs<flops_per_byte, flops, bytes> &&
              QuotientIs<flops_per_byte, flops_per_second, bytes_per_second>);
static_assert(QuotientIs<double, bytes, bytes> && QuotientIs<double, seconds, seconds>);
static_assert(ProductIs<traffic, bytes_per_second, seconds> && ProductIs<flops, seconds, flops_per_second>);
static_assert(ProductIs<joules, watts, seconds> && QuotientIs<watts, joules, seconds>);
static_assert(ProductIs<bytes, bytes, int> && ProductIs<bytes, std::int64_t, bytes> &&
              QuotientIs<seconds, seconds, int>);

// Units do not mix.
static_assert(!Adds<bytes, seconds> && !Adds<bytes, traffic> && !Adds<bytes, parameters> && !Adds<tokens, parameters>);
static_assert(!Subtracts<bytes_per_second, flops_per_second> && !Subtracts<seconds, hertz>);
static_assert(!Adds<bytes, int> && !Adds<int, bytes> && !Subtracts<seconds, double> && !Adds<bytes, bool>);
static_assert(!Compares<bytes, traffic> && !Compares<seconds, double> && !Equals<bytes, std::int64_t> &&
              !Equals<watts, joules>);

// Products and quotients that mean nothing do not exist.
static_assert(!Multiplies<bytes, bytes> && !Multiplies<seconds, seconds> && !Multiplies<bytes, bytes_per_second>);
static_assert(!Multiplies<bytes, seconds> && !Multiplies<watts, watts> && !Multiplies<tokens, bytes>);
static_assert(!Divides<seconds, bytes> && !Divides<bytes_per_second, bytes> && !Divides<seconds, bytes_per_second>);
static_assert(!Divides<bytes, flops> && !Divides<bytes, flops_per_second> && !Divides<seconds, joules> &&
              !Divides<int, seconds>);

// Counted amounts lose nothing: no fraction of them, no product with a fraction, no plain division.
static_assert(!Multiplies<bytes, double> && !Multiplies<float, tokens> && !Divides<bytes, int> &&
              !Divides<parameters, double>);
static_assert(Multiplies<seconds, double> && Divides<seconds, double> && Multiplies<traffic, double>);

// No number becomes a quantity, nor one quantity another, unless it is said.
static_assert(!std::convertible_to<int, bytes> && !std::convertible_to<double, seconds> &&
              !std::convertible_to<bytes, std::int64_t>);
static_assert(!std::convertible_to<seconds, bytes_per_second> && !std::constructible_from<bytes_per_second, seconds>);
static_assert(!std::constructible_from<bytes, double> && !std::constructible_from<bytes, bool> &&
              !std::constructible_from<seconds, bool>);
static_assert(std::constructible_from<bytes, int> && std::constructible_from<seconds, float> &&
              std::constructible_from<traffic, bytes>);
static_assert(!std::convertible_to<bytes, traffic> && !std::constructible_from<bytes, traffic>);

// An unsigned count that 64 signed bits do not hold is an overflow: it does not become negative.
template <class Count, std::uint64_t N>
concept Constant = requires {
    typename std::integral_constant<std::int64_t, Count{N}.value>;
};
static_assert(Constant<bytes, 9'223'372'036'854'775'807u> && !Constant<bytes, 9'223'372'036'854'775'808u>);
static_assert(!Constant<tokens, 18'446'744'073'709'551'615u> && bytes{std::uint8_t{255}} == bytes{255});
static_assert(bytes{sizeof(bytes)} == 8_B);

// Literals and constants.
static_assert(80_GiB == bytes{85'899'345'920} && 80_GB == bytes{80'000'000'000});
static_assert(1.5_GB == bytes{1'500'000'000} && 20.25_MiB == bytes{21'233'664});
static_assert(3.35_TB_per_s == 3350_GB_per_s && 15_ms == seconds{0.015});
static_assert(3_GB / 2_GB == 1.5);
static_assert(80_GB < 80_GiB);
static_assert(sizeof(bytes) == 8 && sizeof(seconds) == 8);

// A quantity can be a template argument, also one that holds a double.
template <seconds Limit> inline constexpr double limit_in_seconds = Limit.value;
static_assert(limit_in_seconds<15_ms> == 0.015);
template <bytes Amount> inline constexpr std::int64_t amount = Amount.value;
static_assert(amount<2_GB> == 2'000'000'000);

// In a constant expression an overflow is no constant: these sums exist at run time only.
template <std::int64_t A, std::int64_t B>
concept ConstantSum = requires {
    typename std::integral_constant<std::int64_t, (bytes{A} + bytes{B}).value>;
};
static_assert(ConstantSum<4'611'686'018'427'387'904, 4'611'686'018'427'387'903>);
static_assert(!ConstantSum<4'611'686'018'427'387'904, 4'611'686'018'427'387'904>);
template <std::int64_t A, std::int64_t B>
concept ConstantProduct = requires {
    typename std::integral_constant<std::int64_t, (bytes{A} * B).value>;
};
static_assert(ConstantProduct<3'037'000'499, 3'037'000'499>);
static_assert(!ConstantProduct<3'037'000'500, 3'037'000'500>);

}  // namespace
