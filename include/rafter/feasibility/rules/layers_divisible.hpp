// RAFTER-P005: a pipeline has a layer for every stage. RAFTER-P006: a warning where its stages are uneven.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Required: stages; available: layers.
[[nodiscard]] constexpr finding layers_enough(const transformer& m, const split& s) noexcept {
    if (s.pipeline > m.layer_count) return {rule::layers_enough, verdict::fails, s.pipeline, m.layer_count};
    return {rule::layers_enough};
}

/// The fullest stage then holds one layer more than the others, and the pipeline waits for it. Stages that are listed are
/// as they should be.
[[nodiscard]] constexpr finding layers_even(const transformer& m, const split& s) noexcept {
    if (s.stages.count == 0 && m.layer_count % s.pipeline != 0) return {rule::layers_even, verdict::warns, s.pipeline, m.layer_count};
    return {rule::layers_even};
}

}  // namespace rafter::rules
