// RAFTER-P009: context parallel divides what every layer keeps of every token. What is kept otherwise is not modelled.
#pragma once

#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter::rules {

/// Fails where a layer sees a window, a chunk or what an indexer selects, or keeps a state of fixed size: what its ranks
/// would send depends on how an engine deals out the tokens. Required: context ranks; available: the tokens that it sees,
/// 0 for a state; subject: the form of layer.
[[nodiscard]] constexpr finding context_modelled(const transformer& m, const split& s) noexcept {
    if (s.context <= 1) return {rule::context_modelled};
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const lookback& b = m.forms[i].back;
        if (b.window > 0 || b.state.elements > 0) return {rule::context_modelled, verdict::fails, s.context, b.window, i};
    }
    return {rule::context_modelled};
}

}  // namespace rafter::rules
