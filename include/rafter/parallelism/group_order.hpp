// In which order the groups of a plan take neighbouring devices.
#pragma once

#include <cstdint>  // int64_t, uint8_t

namespace rafter {

/// What the devices of a plan are numbered by. Expert ranks are none of their own: they overlay those of a stage.
enum class group : std::uint8_t { tensor, context, data, pipeline };
inline constexpr std::int64_t group_count = 4;

[[nodiscard]] constexpr const char* name_of(group g) noexcept {
    constexpr const char* names[group_count] = {"tensor", "context", "data", "pipeline"};
    return names[static_cast<int>(g)];
}

/// From the innermost outward: ranks of the first are neighbours, those of the next stand as far apart as the first has
/// ranks, and so on. By rule what sends most stands innermost.
struct group_order {
    std::int64_t named = 0;     ///< of these, how many the user placed; the rest follow by rule
    std::int64_t different = 0; ///< and how many of those are not the same
    group from_inside[group_count]{group::tensor, group::context, group::data, group::pipeline};

    friend constexpr bool operator==(const group_order&, const group_order&) = default;
};

/// order_of(group::pipeline): stages side by side, then tensor, context and data ranks.
template <class... Groups>
[[nodiscard]] constexpr group_order order_of(Groups... innermost_first) noexcept {
    constexpr group by_rule[] = {group::tensor, group::context, group::data, group::pipeline};
    group_order o{.named = sizeof...(Groups)};
    std::int64_t placed = 0;
    const auto place = [&](group g) {
        for (std::int64_t i = 0; i < placed; ++i)
            if (o.from_inside[i] == g) return;
        o.from_inside[placed++] = g;
    };
    (place(innermost_first), ...);
    o.different = placed;
    for (const group g : by_rule) place(g);
    return o;
}

}  // namespace rafter
