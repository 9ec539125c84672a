// A figure: a quantity and the source that gives it. What no source gives is absent, never zero.
#pragma once

namespace rafter {

/// One number of a specification. `source` says where it was read; without a source the figure is absent, and whoever
/// needs it says so. Two ways to write one: `{80_GiB, "vendor datasheet"}`, or nothing at all.
template <class Quantity>
struct figure {
    Quantity value{};
    const char* source = nullptr;

    [[nodiscard]] constexpr bool known() const noexcept { return source != nullptr; }
};

}  // namespace rafter
