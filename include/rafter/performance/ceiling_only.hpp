// What stands in place of an estimate where none can be made.
#pragma once

#include <cstdint>  // uint8_t

namespace rafter {

/// What an estimate would need and nobody gives.
enum class missing : std::uint8_t { nothing, numbers_in_range, memory_rate, unit, hop_time, link_rate, mesh_operation, mesh_recurrence, acceptance };

/// As it goes on: "no source gives ...". Null for nothing.
[[nodiscard]] constexpr const char* words_of(missing what) noexcept {
    constexpr const char* words[] = {nullptr,
                                     "numbers in range",
                                     "the read rate of the memory that holds weights or cache",
                                     "the rate of a unit that multiplies such numbers",
                                     "the hop time of the network on the chip, which sets the pace where weights live in SRAM",
                                     "the rate of the links that the plan sends over",
                                     "what an operation costs on its mesh of cores",
                                     "what a recurrence costs on its mesh of cores",
                                     "the probability that a draft is right"};
    return words[static_cast<int>(what)];
}

/// Only the ceiling stands: there is no time to read. A type of its own, so that a program which asks such a deployment for an
/// expected time does not compile, and the error says what is missing.
template <missing What>
struct ceiling_only {
    static constexpr missing what = What;
    static constexpr const char* lacks = words_of(What);

    [[nodiscard]] static constexpr bool made() noexcept { return false; }
};

}  // namespace rafter
