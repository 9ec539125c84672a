// Where the groups of a plan stand on the domains of a cluster, and so which of them crosses which link.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/split.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter {

/// One group: `ranks` devices, `stride` apart, `inside` of them in one domain.
struct group_place {
    std::int64_t ranks = 1;
    std::int64_t stride = 1;
    std::int64_t inside = 1;
    std::int64_t domains = 1;

    /// Devices from its first rank to behind its last.
    [[nodiscard]] constexpr std::int64_t reach() const noexcept { return checked::product(ranks, stride); }
};

struct group_places {
    group_place of[group_count]{};
    group_place expert{};

    [[nodiscard]] constexpr const group_place& operator[](group g) const noexcept { return of[static_cast<int>(g)]; }
};

/// Devices that reach one another over the scale-up link; 0 where that knows no end.
[[nodiscard]] constexpr std::int64_t domain_of(const accelerator& a) noexcept {
    if (a.scale_up.domain.known()) return a.scale_up.domain.value;
    return !a.scale_up.exists() && a.scale_out.exists() ? 1 : 0;
}

[[nodiscard]] constexpr group_place place_group(std::int64_t ranks, std::int64_t stride, std::int64_t domain) noexcept {
    group_place p{.ranks = ranks, .stride = stride, .inside = ranks};
    if (ranks == 1) return p;
    if (domain > 0 && domain / stride < ranks) p.inside = domain / stride > 1 ? domain / stride : 1;
    p.domains = checked::ceil_div(ranks, p.inside);
    return p;
}

/// The rule: groups take neighbouring devices from the innermost outward, tensor, context, data, pipeline unless the plan
/// says otherwise; as many whole inner groups stand in a domain as fit. Ranks that share the width of an expert are
/// neighbours in their stage, and the ranks of an expert group stand as far apart. `domain` 0: all in one.
/// Tensor 8, pipeline 4 in domains of 8: every stage in its own. 64 expert ranks: 8 domains of 8.
[[nodiscard]] constexpr group_places places_of(const split& s, std::int64_t domain) noexcept {
    group_places p;
    std::int64_t stride = 1, stage_stride = 0;
    const std::int64_t degrees[group_count] = {s.tensor, s.context, s.data_ranks(), s.pipeline};
    for (const group g : s.order.from_inside) {
        const std::int64_t n = degrees[static_cast<int>(g)];
        if (stage_stride == 0 && n > 1 && g != group::pipeline) stage_stride = stride;
        p.of[static_cast<int>(g)] = place_group(n, stride, domain);
        if (n > 1) stride = checked::product(stride, n);
    }
    if (s.expert > 1) p.expert = place_group(s.expert, checked::product(stage_stride > 0 ? stage_stride : 1, s.moe_tensor()), domain);
    return p;
}

[[nodiscard]] constexpr group_places places_of(const split& s, const accelerator& a) noexcept { return places_of(s, domain_of(a)); }

}  // namespace rafter
