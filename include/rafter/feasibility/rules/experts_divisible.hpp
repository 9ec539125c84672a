// RAFTER-P007: expert ranks fill the ranks of a stage. RAFTER-P008: expert parallel divides the routed experts.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// tensor x data ranks are a whole multiple of expert ranks. Required: expert ranks; available: tensor x data.
[[nodiscard]] constexpr finding expert_ranks(const split& s) noexcept {
    if (s.expert > 1 && s.stage_devices() % s.expert != 0)
        return {rule::expert_ranks, verdict::fails, s.expert, s.stage_devices()};
    return {rule::expert_ranks};
}

/// Required: expert ranks; available: experts of a layer (0: a dense model has none).
[[nodiscard]] constexpr finding experts_divisible(const transformer& m, const split& s) noexcept {
    if (s.expert <= 1) return {rule::experts_divisible};
    bool any = false;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const std::int64_t experts = m.forms[i].experts.total;
        if (experts == 0) continue;
        any = true;
        if (experts % s.expert != 0) return {rule::experts_divisible, verdict::fails, s.expert, experts, i};
    }
    if (!any) return {rule::experts_divisible, verdict::fails, s.expert, 0};
    return {rule::experts_divisible};
}

}  // namespace rafter::rules
