// Which tokens see which: (query, key) pairs of a prompt, what a decode step sees through a window, what sequences share of it.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step_size.hpp>
#include <rafter/model/layer.hpp>
#include <rafter/quantity/checked.hpp>

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

/// Of these, tokens that all sequences share, in the mean: first 3, last 6, k 4, prefix 2: 2 in two of four steps, 1.
[[nodiscard]] constexpr double shared_of_scored(const step_size& size, std::int64_t selected) noexcept {
    const std::int64_t first = size.first_context > selected ? size.first_context : selected + 1;
    if (size.last_context < first) return 0;
    const std::int64_t scoring = size.last_context - first + 1, steps = size.last_context - size.first_context + 1;
    return static_cast<double>(size.prefix) * static_cast<double>(scoring) / static_cast<double>(steps);
}

/// Of the tokens that each sequence of a decode step sees, those that all share, in the mean, rounded up: they are the
/// oldest, so a window leaves them behind; an indexer may select them all.
///   mean over c from first to last of max(0, P - max(0, c - W)); of chunks only the one that the prefix ends in has any
/// Prefix 10, contexts 12 to 15: 10; behind a window of 8: (6 + 5 + 4 + 3)/4 = 4.5, so 5; in chunks of 8: 2.
[[nodiscard]] constexpr std::int64_t shared_in_decode(const step_size& size, std::int64_t window, sight sees = sight::sliding) noexcept {
    const std::int64_t prefix = size.prefix, first = size.first_context, last = size.last_context;
    if (prefix <= 0 || window <= 0 || window >= last) return prefix;
    if (sees == sight::selected) return prefix < window ? prefix : window;
    const auto up_to = [&](std::int64_t n) { return n < last ? n : last; };
    const auto steps = static_cast<double>(last - first + 1);
    double all = 0;
    if (sees == sight::chunked) {
        const std::int64_t chunk = prefix / window, end = up_to((chunk + 1) * window);
        if (end >= first) all = static_cast<double>(prefix % window) * static_cast<double>(end - first + 1);
    } else {
        const std::int64_t whole = up_to(window), from = first > window ? first : window + 1, end = up_to(window + prefix - 1);
        if (whole >= first) all = static_cast<double>(prefix) * static_cast<double>(whole - first + 1);
        if (end >= from) all += static_cast<double>(end - from + 1) * static_cast<double>(2 * (prefix + window) - from - end) / 2;
    }
    const auto mean = static_cast<std::int64_t>(all / steps);
    return static_cast<double>(mean) * steps < all ? mean + 1 : mean;
}

}  // namespace rafter
