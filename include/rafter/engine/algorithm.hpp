// How an engine's library adds vectors over a group of devices.
#pragma once

#include <cstdint>  // uint8_t

namespace rafter {

/// Ways of an all-reduce, as a set: of those named the fastest is taken that the links can run at the size of a message.
/// NCCL: ring | tree; vLLM's own kernels: one_shot | two_shot. `automatic` is all that need nothing of the fabric: in_switch
/// must be asked for, since engines mostly leave it off and the roofline does not count on it.
enum class algorithm : std::uint8_t {
    none = 0,
    ring = 1,       ///< pieces pass around, twice
    axes = 2,       ///< torus and mesh: rings along every axis at once
    two_shot = 4,   ///< reduce-scatter and all-gather, each straight to all peers
    one_shot = 8,   ///< the whole vector straight to all peers
    tree = 16,      ///< two binary trees, pipelined
    in_switch = 32, ///< the fabric adds (NVLink SHARP)
    automatic = 31,
};

[[nodiscard]] constexpr algorithm operator|(algorithm a, algorithm b) noexcept {
    return static_cast<algorithm>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
/// Whether the set names any of these.
[[nodiscard]] constexpr bool names(algorithm set, algorithm any) noexcept {
    return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(any)) != 0;
}

/// for (algorithm a = first_algorithm; a != algorithm::none; a = next_algorithm(a))
inline constexpr algorithm first_algorithm = algorithm::ring;
[[nodiscard]] constexpr algorithm next_algorithm(algorithm a) noexcept {
    return a == algorithm::in_switch ? algorithm::none : static_cast<algorithm>(static_cast<std::uint8_t>(a) * 2);
}

/// Of a single one.
[[nodiscard]] constexpr const char* name_of(algorithm a) noexcept {
    switch (a) {
        case algorithm::ring: return "ring";
        case algorithm::axes: return "axes";
        case algorithm::two_shot: return "two_shot";
        case algorithm::one_shot: return "one_shot";
        case algorithm::tree: return "tree";
        case algorithm::in_switch: return "in_switch";
        default: return a == algorithm::automatic ? "automatic" : "none";
    }
}

}  // namespace rafter
