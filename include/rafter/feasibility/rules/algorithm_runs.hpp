// RAFTER-L003: the links can run an all-reduce that the engine may use.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/link_group.hpp>
#include <rafter/engine/algorithm.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Fails where the links of a tensor-parallel group run none of the ways that are asked for: in_switch where the fabric does
/// not add, two_shot on a torus. Required: the ways asked for, as bits of `algorithm`; available: those that would run;
/// subject: the topology. A group that spans domains is judged by RAFTER-L001.
[[nodiscard]] constexpr finding algorithm_runs(const accelerator& a, const split& plan, algorithm asked) noexcept {
    if (plan.tensor <= 1 || asked == algorithm::automatic) return {rule::algorithm_runs};
    const route w = route_of(a, plan.tensor, 1);
    if (w.domains > 1) return {rule::algorithm_runs};
    const link_group g = inside_of(a, w);
    if (that_run(g, asked) != algorithm::none) return {rule::algorithm_runs};
    return {rule::algorithm_runs, verdict::fails, static_cast<std::int64_t>(asked),
            static_cast<std::int64_t>(that_run(g, algorithm::automatic | algorithm::in_switch)), static_cast<std::int64_t>(a.scale_up.shape)};
}

}  // namespace rafter::rules
