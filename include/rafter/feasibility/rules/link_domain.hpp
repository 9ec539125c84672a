// RAFTER-L001: devices that add to one another every layer reach one another over the scale-up link.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/placement.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Fails where a tensor-parallel group, as it is placed, reaches beyond the scale-up domain, or the whole plan is and nothing connects
/// domains. Warns where expert or context ranks span domains, or where no source gives the size of the domain. Required: devices that
/// the group reaches over; available: devices of the domain; subject 0 tensor group, 1 expert group, 2 whole plan, 3 context group.
[[nodiscard]] constexpr finding link_domain(const accelerator& a, const split& s) noexcept {
    if (s.devices() == 1) return {rule::link_domain};
    const link& up = a.scale_up;
    if (up.exists() && !up.domain.known()) return {rule::link_domain, verdict::warns, s.devices(), 0, 2};
    const std::int64_t domain = up.exists() ? up.domain.value : 1;
    if (s.devices() <= domain) return {rule::link_domain};
    const group_places places = places_of(s, domain);
    const std::int64_t tensor = places[group::tensor].reach(), context = places[group::context].reach(), expert = places.expert.reach();
    if (s.tensor > 1 && tensor > domain) return {rule::link_domain, verdict::fails, tensor, domain, 0};
    if (s.devices() > domain && !a.scale_out.exists()) return {rule::link_domain, verdict::fails, s.devices(), domain, 2};
    if (s.expert > 1 && expert > domain) return {rule::link_domain, verdict::warns, expert, domain, 1};
    if (s.context > 1 && context > domain) return {rule::link_domain, verdict::warns, context, domain, 3};
    return {rule::link_domain};
}

}  // namespace rafter::rules
