// RAFTER-L001: devices that add to one another every layer reach one another over the scale-up link.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Fails where a tensor-parallel group is larger than the scale-up domain, or the whole plan is and nothing connects
/// domains. Warns where expert or context ranks span domains, or where no source gives the size of the domain. Required: devices of
/// the group; available: devices of the domain; subject 0 tensor group, 1 expert group, 2 whole plan, 3 context group.
[[nodiscard]] constexpr finding link_domain(const accelerator& a, const split& s) noexcept {
    if (s.devices() == 1) return {rule::link_domain};
    const link& up = a.scale_up;
    if (up.exists() && !up.domain.known()) return {rule::link_domain, verdict::warns, s.devices(), 0, 2};
    const std::int64_t domain = up.exists() ? up.domain.value : 1;
    if (s.tensor > domain) return {rule::link_domain, verdict::fails, s.tensor, domain, 0};
    if (s.devices() > domain && !a.scale_out.exists()) return {rule::link_domain, verdict::fails, s.devices(), domain, 2};
    if (s.expert > 1 && s.stage_devices() > domain) return {rule::link_domain, verdict::warns, s.stage_devices(), domain, 1};
    const std::int64_t around = checked::product(s.tensor, s.context);
    if (s.context > 1 && around > domain) return {rule::link_domain, verdict::warns, around, domain, 3};
    return {rule::link_domain};
}

}  // namespace rafter::rules
