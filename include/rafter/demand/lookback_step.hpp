// What looking back asks of a step: (query, key) pairs, the cache that is read and extended, the scan of a recurrence.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/step_size.hpp>
#include <rafter/model/layer.hpp>

namespace rafter {

/// (query, key) pairs of a causal prompt of S tokens, each of which sees its own chunk of W: q*W(W+1)/2 + r(r+1)/2 with q
/// and r = S divided by W. 10 tokens in chunks of 4: 23.
[[nodiscard]] constexpr double chunked_pairs(std::int64_t s, std::int64_t chunk) noexcept {
    const auto w = static_cast<double>(chunk), rest = static_cast<double>(s % chunk);
    return static_cast<double>(s / chunk) * (w * (w + 1) / 2) + rest * (rest + 1) / 2;
}

/// Tokens that the one at a context (itself included) sees in its chunk.
[[nodiscard]] constexpr std::int64_t seen_in_chunk(std::int64_t context, std::int64_t chunk) noexcept { return (context - 1) % chunk + 1; }

/// Tokens that a decode step of these sees through a window, in the mean: exactly where the context grows across it.
///   mean of min(c, W) for c from first to last. First 2, last 256, window 128: 96. Chunks of 4, from 3 to 6: 2.5, so 2.
[[nodiscard]] constexpr std::int64_t seen_in_decode(const step_size& size, std::int64_t window, sight sees = sight::sliding) noexcept {
    if (window <= 0 || window >= size.last_context) return size.context;
    if (sees == sight::chunked) {
        const double all = chunked_pairs(size.last_context, window) - chunked_pairs(size.first_context - 1, window);
        return static_cast<std::int64_t>(all / static_cast<double>(size.last_context - size.first_context + 1));
    }
    if (window <= size.first_context) return window;
    const std::int64_t growing = window - size.first_context, steps = size.last_context - size.first_context + 1;
    // steps * window less the triangle that the growing part lacks
    return window - checked::ceil_div(growing * (growing + 1) / 2, steps);
}

/// (query, key) pairs of a causal prompt of S tokens: S(S+1)/2; with a window W < S: W*S - W(W-1)/2. 2,048: 2,098,176.
[[nodiscard]] constexpr double causal_pairs(std::int64_t s, std::int64_t window, sight sees = sight::sliding) noexcept {
    const auto n = static_cast<double>(s);
    if (window <= 0 || window >= s) return n * (n + 1) / 2;
    if (sees == sight::chunked) return chunked_pairs(s, window);
    const auto w = static_cast<double>(window);
    return w * n - w * (w - 1) / 2;
}

/// Tokens of a context that an indexer scores, in the mean of a decode step: all, once there are more than attention sees.
///   mean over c from first to last of (c > k ? c : 0). First 3, last 6, k 4: (5 + 6) / 4 = 2.75.
[[nodiscard]] constexpr double scored_in_decode(const step_size& size, std::int64_t selected) noexcept {
    if (size.first_context > selected) return static_cast<double>(size.context);
    if (size.last_context <= selected) return 0;
    const auto first = static_cast<double>(selected + 1), last = static_cast<double>(size.last_context);
    return (last - first + 1) * (first + last) / 2 / static_cast<double>(size.last_context - size.first_context + 1);
}

/// What looking back asks of a step: queries in, results out, the cache read once a sequence and extended by what is new.
struct lookback_step {
    double flops = 0;
    double least_flops = 0;       ///< that a bound counts: not what only a scan in chunks does, nor the keys and values that
                                  ///< are made anew of what other context ranks and earlier chunks keep
    double last_layer_flops = 0;  ///< in the last layer of a prefill: of the sampled positions, and what leads up to them
    double read_bytes = 0;
    double written_bytes = 0;
    double activation_bytes = 0;
    double gathered_bytes = 0;    ///< context parallel, of all its ranks: keys and values of a prompt, queries of a decode step
    double merged_bytes = 0;      ///< and partial results
};

/// A recurrence adds: a token's work; its state is read once a sequence and decode step, and written once a step.
constexpr void add_recurrence(const recurrence_demand& x, const step_size& size, lookback_step& s) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const double least = tokens * (x.update_flops + x.readout_flops);
    s.least_flops += least;
    s.last_layer_flops += tokens * x.update_flops + sequences * x.readout_flops;
    s.flops += size.which == phase::decode ? least : least + tokens * x.chunk_flops;
    s.written_bytes += sequences * x.step_bytes;
    if (size.which == phase::decode) s.read_bytes += sequences * x.step_bytes;
}

/// With c context ranks each looks back at 1/c of what there is: in a prefill the causal pairs are balanced (every rank
/// takes an early and a late part), in decode every rank takes the queries of all sequences to its part of their caches.
///   prefill: all keys and values of the prompts pass every rank
///   decode: H*h of a query gathered, H*(h + 1) of a partial result merged. 128 heads of 128 in bf16: 32,768 and 33,024 bytes
/// Source: Liu et al. 2023 (ring attention); Yang et al. 2024 (arXiv 2411.01783).
[[nodiscard]] constexpr lookback_step lookback_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto ranks = static_cast<double>(held.plan.context);
    lookback_step s{.written_bytes = tokens * f.kept_bytes_per_token};
    if (size.which == phase::decode) {
        const std::int64_t seen = seen_in_decode(size, f.back.window, f.back.sees);
        s.flops = s.least_flops = s.last_layer_flops = sequences * static_cast<double>(seen) * f.pair_flops_decode / ranks;
        s.read_bytes = sequences * static_cast<double>(kept_byte_count(held, f, seen)) / ranks;
        s.activation_bytes = sequences * f.query_bytes_per_token;
        s.gathered_bytes = sequences * f.gathered_bytes_per_token;
        s.merged_bytes = sequences * f.merged_bytes_per_token;
    } else {
        const std::int64_t seen = f.back.window <= 0 || f.back.window >= size.context ? size.context
                                  : f.back.sees == sight::chunked                    ? seen_in_chunk(size.context, f.back.window)
                                                                                     : f.back.window;
        const double shares = ranks * static_cast<double>(size.parts);
        // A prompt in q chunks: each but the first reads what those before it kept, in the mean half of the prompt.
        const std::int64_t chunks = checked::ceil_div(size.parts, size.sequences);
        if (chunks > 1) s.read_bytes = sequences * static_cast<double>(chunks - 1) * static_cast<double>(cache_byte_count(held, f, size.context / 2)) / shares;
        const double seen_tokens = tokens * ranks * (static_cast<double>(chunks + 1) / 2);  // of all ranks, of this and earlier chunks
        s.least_flops = sequences * causal_pairs(size.context, f.back.window, f.back.sees) * f.pair_flops_prefill / shares;
        s.flops = s.least_flops + (seen_tokens - tokens) * f.expanding_flops_per_token;
        s.last_layer_flops = sequences * static_cast<double>(seen) * f.pair_flops_prefill / shares;
        s.activation_bytes = tokens * f.query_bytes_per_token + (held.plan.context > 1 ? seen_tokens : tokens) * f.kept_activation_bytes_per_token;
        s.gathered_bytes = held.plan.context > 1 ? seen_tokens * f.kept_activation_bytes_per_token : 0;
    }
    if (f.state.bytes > 0) add_recurrence(f.state, size, s);
    return s;
}

/// What an indexer asks of a step: scores against all tokens, where there are more of them than attention sees.
[[nodiscard]] constexpr lookback_step indexing_of(const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto of_token = static_cast<double>(f.index.bytes_per_token);
    const double written = tokens * of_token, queries = tokens * f.index.query_bytes_per_token;
    if (size.which == phase::decode) {
        const double scored = sequences * scored_in_decode(size, f.back.window), work = scored * f.index.pair_flops;
        return {work, work, work, scored * of_token, written, queries};
    }
    const std::int64_t unscored = size.context < f.back.window ? size.context : f.back.window;
    const double pairs = (causal_pairs(size.context, 0) - causal_pairs(unscored, 0)) / static_cast<double>(size.parts);
    const double work = sequences * pairs * f.index.pair_flops;
    const double last = size.context > f.back.window ? sequences * static_cast<double>(size.context) * f.index.pair_flops : 0;
    return {work, work, last, 0, written, queries};
}

}  // namespace rafter
