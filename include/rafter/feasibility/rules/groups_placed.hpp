// RAFTER-P011: the order in which a plan places its groups is one, and one that is modelled.
// RAFTER-L004: no group spans more link domains than the cluster has.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/placement.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Subject 0: groups that are named, against those of them that differ. Subject 1: expert ranks (required) overlay tensor,
/// context and data ranks, which must then stand side by side, but so many stages (available) stand between them.
[[nodiscard]] constexpr finding groups_placed(const split& s) noexcept {
    if (s.order.named != s.order.different) return {rule::groups_placed, verdict::fails, s.order.named, s.order.different, 0};
    if (s.expert <= 1 || s.pipeline <= 1) return {rule::groups_placed};
    bool inside = false, stages = false, outside = false;
    for (const group g : s.order.from_inside) {
        if (g == group::pipeline) stages = true;
        else if ((g == group::tensor ? s.tensor : g == group::context ? s.context : s.data_ranks()) > 1) (stages ? outside : inside) = true;
    }
    if (inside && outside) return {rule::groups_placed, verdict::fails, s.expert, s.pipeline, 1};
    return {rule::groups_placed};
}

/// Required: domains; available: those of the cluster. Fails (subject 0) where tensor groups, of which none may span two,
/// need more. Warns (subject 1 + the group, 5 experts) where another group does as it is placed. A plan of too many devices
/// is L002's.
[[nodiscard]] constexpr finding domains_enough(const accelerator& a, const figure<std::int64_t>& devices, const split& s) noexcept {
    const std::int64_t domain = domain_of(a);
    if (!devices.known() || domain == 0 || s.devices() > devices.value) return {rule::domains_enough};
    const std::int64_t there_are = checked::ceil_div(devices.value, domain);
    if (s.tensor <= domain) {
        const std::int64_t needed = checked::ceil_div(s.devices() / s.tensor, domain / s.tensor);
        if (needed > there_are) return {rule::domains_enough, verdict::fails, needed, there_are, 0};
    }
    const group_places p = places_of(s, domain);
    for (std::int64_t i = 0; i < group_count; ++i)
        if (p.of[i].domains > there_are) return {rule::domains_enough, verdict::warns, p.of[i].domains, there_are, 1 + i};
    if (p.expert.domains > there_are) return {rule::domains_enough, verdict::warns, p.expert.domains, there_are, 5};
    return {rule::domains_enough};
}

}  // namespace rafter::rules
