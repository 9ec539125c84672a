// Whose parts an engine runs on: a set of makers, in one integer.
#pragma once

#include <cstdint>  // int64_t, uint32_t
#include <rafter/hardware/text.hpp>

namespace rafter {

/// The makers of the parts of the catalogue, by the names that accelerators give.
struct vendor_set {
    std::uint32_t bits = 0;  ///< none: not stated, any part

    constexpr vendor_set() noexcept = default;
    template <class... Names>
    constexpr explicit vendor_set(const char* first, Names... rest) noexcept : bits((bit_of(first) | ... | bit_of(rest))) {}

    [[nodiscard]] constexpr bool stated() const noexcept { return bits != 0; }
    /// Whether a part of this maker is one of them. A maker that the catalogue does not have is none.
    [[nodiscard]] constexpr bool contains(const char* vendor) const noexcept { return (bits & bit_of(vendor) & ~unknown) != 0; }

    /// 0 to 18 in the list below; as many as there are for a maker that is not in it.
    [[nodiscard]] static constexpr std::int64_t number_of(const char* vendor) noexcept {
        constexpr const char* names[] = {"AMD", "AWS", "Apple", "Arm", "Cerebras", "Google", "Graphcore", "Groq", "Hailo", "Huawei",
                                         "Intel", "Meta", "Microsoft", "NVIDIA", "Qualcomm", "SambaNova", "Tenstorrent", "d-Matrix"};
        std::int64_t n = 0;
        for (const char* name : names) {
            if (vendor != nullptr && detail::same_text(name, vendor)) return n;
            ++n;
        }
        return n;
    }

    friend constexpr bool operator==(const vendor_set&, const vendor_set&) = default;

private:
    static constexpr std::uint32_t unknown = std::uint32_t{1} << 31;
    static constexpr std::uint32_t bit_of(const char* vendor) noexcept {
        const std::int64_t n = number_of(vendor);
        return n < 18 ? std::uint32_t{1} << n : unknown;
    }
};

}  // namespace rafter
