// RAFTER-W002: the engine's policies are sane: memory percent 1 to 100, no negative reserve, a chunk, page and limits of at
// least one token or sequence, formats of 1 to 64 bits an element.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/form_pieces.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/engine/precision.hpp>
#include <rafter/feasibility/finding.hpp>

namespace rafter::rules {

/// More tokens or sequences than this nobody means.
inline constexpr std::int64_t largest_limit = std::int64_t{1} << 31;

/// Subject 0 memory percent, 1 reserve, 2 prefill chunk, 23 the tier of the cache, 25 its page, 26 max_model_len,
/// 27 max_num_seqs, 28 max_num_batched_tokens, 29 copies of a state.
[[nodiscard]] constexpr finding engine_in_range(const engine& e) noexcept {
    if (e.memory_percent < 1 || e.memory_percent > 100)
        return {rule::engine_in_range, verdict::fails, e.memory_percent, e.memory_percent < 1 ? 1 : 100, 0};
    if (e.reserve.value < 0) return {rule::engine_in_range, verdict::fails, e.reserve.value, 0, 1};
    if (e.cache_tier < -1) return {rule::engine_in_range, verdict::fails, e.cache_tier, -1, 23};
    if (e.prefill_chunk < 1 && e.prefill_chunk != not_stated) return {rule::engine_in_range, verdict::fails, e.prefill_chunk, 1, 2};
    if (e.usual_chunk < 1) return {rule::engine_in_range, verdict::fails, e.usual_chunk, 1, 2};
    const std::int64_t limits[] = {e.cache_page, e.max_model_len, e.max_num_seqs, e.max_num_batched_tokens, e.state_copies};
    for (std::int64_t i = 0; i < 5; ++i)
        if ((limits[i] < 1 && (limits[i] != not_stated || i == 4)) || limits[i] > largest_limit)
            return {rule::engine_in_range, verdict::fails, limits[i], limits[i] < 1 ? 1 : largest_limit, 25 + i};
    return {rule::engine_in_range};
}

/// A format stores 1 to 64 bits an element, and no scale, zero point or group is negative. Subject 3 + the tensor class,
/// 20 the cache, 21 activations, 22 dispatch, 30 the state of a recurrence, 31 keys of an indexer; required: the bits of an element.
[[nodiscard]] constexpr finding formats_in_range(const precision& p) noexcept {
    const auto sane = [](const number_format& f) {
        return f.element_bits >= 1 && f.element_bits <= 64 && f.scale_bits >= 0 && f.scale_bits <= 64 && f.zero_bits >= 0 && f.zero_bits <= 64 &&
               f.group_outputs >= 0 && f.group_inputs >= 0 && f.tensor_bits >= 0 && f.tensor_bits <= 65536 && f.input_bits >= 0 && f.input_bits <= 64 &&
               f.scales_per_scale >= 0;
    };
    const auto bad = [](const number_format& f, std::int64_t subject) {
        return finding{rule::engine_in_range, verdict::fails, f.element_bits, f.element_bits < 1 ? 1 : 64, subject};
    };
    for (int i = 0; i < tensor_class_count; ++i)
        if (!sane(p.weights[i])) return bad(p.weights[i], 3 + i);
    if (!sane(p.cache)) return bad(p.cache, 20);
    if (!sane(p.activations)) return bad(p.activations, 21);
    if (!sane(p.dispatch)) return bad(p.dispatch, 22);
    if (!sane(p.state)) return bad(p.state, 30);
    if (!sane(p.index)) return bad(p.index, 31);
    for (int i = 0; i < p.exception_count; ++i)
        if (!sane(p.exceptions[i].format)) return bad(p.exceptions[i].format, 3 + static_cast<std::int64_t>(p.exceptions[i].kind));
    return {rule::engine_in_range};
}

/// Formats that differ by layer cut the model into no more forms of layer than a sheet holds. Subject 24; required: the
/// forms, where they can be counted; available: those there is room for.
[[nodiscard]] constexpr finding formats_fit(const transformer& m, const precision& p) noexcept {
    if (p.exception_count == 0) return {rule::engine_in_range};
    const std::int64_t needed = forms_needed(m, p);
    if (needed > max_forms) return {rule::engine_in_range, verdict::fails, needed, max_forms, 24};
    return {rule::engine_in_range};
}

}  // namespace rafter::rules
