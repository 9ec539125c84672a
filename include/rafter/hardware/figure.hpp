// A figure: a quantity and the source that gives it. What no source gives is absent, never zero.
#pragma once

#include <cstdint>  // int64_t

namespace rafter {

/// From converts to To without being asked; std::is_convertible by the compiler alone, since every part is made of figures.
template <class From, class To> concept Becomes = requires(From from, void (*take)(To)) { take(from); };

/// One number of a specification. `source` says where it was read; without a source the figure is absent, and whoever
/// needs it says so. Two ways to write one: `{80_GiB, "vendor datasheet"}`, or nothing at all.
template <class Quantity>
struct figure {
    Quantity value{};
    const char* source = nullptr;

    constexpr figure() noexcept = default;
    constexpr figure(Quantity read, const char* where) noexcept : value(read), source(where) {}

    // Mistakes are one error each: what follows from the part sees a figure that gives no cause for another.

    template <class Other>
        requires(!Becomes<Other, Quantity>)
    constexpr figure(Other read, const char* where) noexcept : value(plausible(read)), source(where) {
        static_assert(__is_same(Other, Quantity), "a figure is given in its own unit: a capacity in bytes, a read rate in bytes_per_second, a peak in flops_per_second");
    }
    template <class Other>
        requires(__is_same(Other, Quantity))
    constexpr figure(Other read) noexcept : value(read), source("") {
        static_assert(!__is_same(Other, Quantity), "a figure has a source: {80_GB, \"data sheet\"}; without one it is left out");
    }

    [[nodiscard]] constexpr bool known() const noexcept { return source != nullptr; }

private:
    /// The number as it was written, of a count more than enough.
    template <class Other>
    static constexpr Quantity plausible(Other read) noexcept {
        if constexpr (requires { requires __is_same(decltype(Quantity::value), std::int64_t); }) return Quantity{1'000'000'000'000'000'000};
        else if constexpr (requires { Quantity{read.value}; }) return Quantity{read.value};
        else if constexpr (requires { Quantity{read}; }) return Quantity{read};
        else return Quantity{1};
    }
};

}  // namespace rafter
