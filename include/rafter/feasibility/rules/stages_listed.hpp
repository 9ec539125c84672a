// RAFTER-P010: a list of stages has an entry for every stage of the pipeline, of at least one layer, and sums to the model.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Subject 0: layers listed against those of the model; 1: stages listed against those of the pipeline; 2: a stage of so
/// many layers (required), or one beyond the 64 that there is room for (available).
[[nodiscard]] constexpr finding stages_listed(const transformer& m, const split& s) noexcept {
    const auto fails = [](std::int64_t required, std::int64_t available, std::int64_t subject) {
        return finding{rule::stages_listed, verdict::fails, required, available, subject};
    };
    const stage_list& l = s.stages;
    if (!l.complete) return fails(l.refused, max_listed_stages, 2);
    if (l.count == 0) return {rule::stages_listed};
    if (l.count != s.pipeline) return fails(l.count, s.pipeline, 1);
    if (l.layers() != m.layer_count) return fails(l.layers(), m.layer_count, 0);
    return {rule::stages_listed};
}

}  // namespace rafter::rules
