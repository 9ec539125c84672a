// RAFTER-D001: the model is whole: it has layers, every layer has exactly one form, and no extent is below one.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::rules {

inline constexpr std::int64_t most_experts = 65536;  ///< of a layer

/// As many query heads share every key/value head.
[[nodiscard]] constexpr bool heads_shared_evenly(const lookback& b) noexcept { return b.kv_heads < 1 || b.query_heads % b.kv_heads == 0; }

/// Attention has heads; a recurrence may have none (Mamba), and a layer that is only a feed-forward looks back at nothing.
[[nodiscard]] constexpr bool sane_lookback(const lookback& b) noexcept {
    const bool heads = b.query_heads > 0 && b.kv_heads > 0, none = b.query_heads == 0 && b.kv_heads == 0;
    const bool attends = b.elements_per_token > 0 || b.flops_per_pair_prefill > 0 || b.flops_per_pair_decode > 0;
    const recurrence& s = b.state;
    const indexer& x = b.index;
    return (heads || (none && !attends)) && b.elements_per_token >= 0 && b.flops_per_pair_prefill >= 0 && b.flops_per_pair_decode >= 0 &&
           b.query_elements >= 0 && b.result_elements >= 0 && s.elements >= 0 && s.head_channels >= 0 && s.group_channels >= 0 && s.taps >= 0 &&
           s.update_flops >= 0 && s.readout_flops >= 0 && s.chunk_flops >= 0 && x.key_elements >= 0 && x.flops_per_pair >= 0 && x.query_elements >= 0 &&
           (x.key_elements == 0 || b.sees == sight::selected);
}

/// Required: the layers that the model should have: as many as its forms have, and all up to the last; available: those that
/// have a form of their own, 0 where an extent is below one. layers(0, 4) and layers(5, 8): 8 and 7. Subject 1: none has where
/// query heads are no multiple of key/value heads.
[[nodiscard]] constexpr finding model_complete(const transformer& m) noexcept {
    bool sane = m.layer_count > 0 && m.hidden > 0 && m.vocabulary() > 0 && m.form_count >= 0 && m.form_count <= max_forms && m.positions.outputs >= 0 &&
                m.input_norm.outputs >= 0;
    bool shared_evenly = true, once = true;
    layer_set seen;
    for (std::int64_t i = 0; sane && i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        sane = !f.overfull && f.where.complete && f.tensor_count > 0 && f.tensor_count <= max_tensors && f.back.window >= 0 &&
               sane_lookback(f.back) && f.reductions >= 0 && f.inner_reduced_elements >= 0 &&
               f.experts.per_token >= 0 && f.experts.per_token <= f.experts.total && f.experts.total <= most_experts && (f.experts.total == 0) == (f.experts.per_token == 0);
        for (std::int64_t j = 0; sane && j < f.tensor_count; ++j)
            sane = f.tensors[j].inputs > 0 && f.tensors[j].outputs > 0 && f.tensors[j].copies > 0;
        if (!heads_shared_evenly(f.back)) shared_evenly = false;
        for (int w = 0; w < max_layers / 64; ++w) {
            if ((seen.words[w] & f.where.words[w]) != 0) once = false;
            seen.words[w] |= f.where.words[w];
        }
    }
    const std::int64_t with_form = seen.count();
    if (sane && shared_evenly && once && with_form == m.layer_count && seen.count_below(m.layer_count) == with_form) return {rule::model_complete};
    std::int64_t should_have = m.layer_count;
    for (std::int64_t last = max_layers - 1; last >= should_have; --last)
        if (seen.contains(last)) should_have = last + 1;
    return {rule::model_complete, verdict::fails, should_have, sane && shared_evenly ? with_form : 0, sane && !shared_evenly ? 1 : 0};
}

}  // namespace rafter::rules
