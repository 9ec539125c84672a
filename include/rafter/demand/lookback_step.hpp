// What looking back asks of a step: scores and values, the cache that is read and extended, the scan of a recurrence.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/demand/sight_of_step.hpp>
#include <rafter/demand/step_size.hpp>
#include <rafter/model/layer.hpp>

namespace rafter {

/// What looking back asks of a step: queries in, results out, the cache read once a sequence and extended by what is new.
struct lookback_step {
    double flops = 0;
    double least_flops = 0;       ///< that a bound counts: not what only a scan in chunks does, nor the keys and values that
                                  ///< are made anew of what other context ranks and earlier chunks keep; of latents that all
                                  ///< sequences share they are made once for all, or not at all
    double last_layer_flops = 0;  ///< in the last layer of a prefill: of the sampled positions, and what leads up to them
    double read_bytes = 0;
    double least_read_bytes = 0;  ///< that a bound counts: in decode what all sequences share once; in a prefill nothing, since a
                                  ///< system may as well compute a prefix anew, and cut a prompt otherwise
    double written_bytes = 0;
    double activation_bytes = 0;
    double gathered_bytes = 0;    ///< context parallel, of all its ranks: keys and values of a prompt, queries of a decode step
    double merged_bytes = 0;      ///< and partial results

    constexpr void add(const lookback_step& s, double n) noexcept {
        flops += n * s.flops;
        least_flops += n * s.least_flops;
        last_layer_flops += n * s.last_layer_flops;
        read_bytes += n * s.read_bytes;
        least_read_bytes += n * s.least_read_bytes;
        written_bytes += n * s.written_bytes;
        activation_bytes += n * s.activation_bytes;
        gathered_bytes += n * s.gathered_bytes;
        merged_bytes += n * s.merged_bytes;
    }
};

/// Chunks that a micro-batch of a prefill cuts a prompt into: 1 where it takes whole prompts.
[[nodiscard]] constexpr std::int64_t chunks_of_prompt(const step_size& size) noexcept { return checked::ceil_div(size.parts, size.sequences); }

/// A recurrence adds: a token's work; its state, which is written once a pass over a sequence, and read where something is
/// before it: in decode, behind a prefix, in every chunk of a prompt but the first.
constexpr void add_recurrence(const recurrence_demand& x, const step_size& size, lookback_step& s) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const double least = tokens * (x.update_flops + x.readout_flops);
    s.least_flops += least;
    s.last_layer_flops += tokens * x.update_flops + (size.sampled > 0 ? sequences * x.readout_flops : 0);
    s.flops += size.which == phase::decode ? least : least + tokens * x.chunk_flops;
    if (size.which == phase::decode) {
        s.read_bytes += sequences * x.step_bytes;
        s.least_read_bytes += sequences * x.step_bytes;
        s.written_bytes += sequences * x.step_bytes;
        return;
    }
    const auto chunks = static_cast<double>(chunks_of_prompt(size)), prompts = sequences / static_cast<double>(size.parts);
    s.written_bytes += prompts * chunks * x.step_bytes;
    s.read_bytes += prompts * (size.prefix > 0 ? chunks : chunks - 1) * x.step_bytes;
}

/// FLOPs of so many pairs of a decode step at least, and of tokens that they look at: absorbed, or where that is less, with keys and
/// values of these tokens that are made once (MLA). DeepSeek-V3: absorbed up to 170 queries on the same tokens.
[[nodiscard]] constexpr double least_decode_flops(const sheet_form& f, double pairs, double tokens) noexcept {
    const double absorbed = pairs * f.pair_flops_decode;
    if (f.expanding_flops_per_token == 0) return absorbed;
    const double expanded = pairs * f.pair_flops_prefill + tokens * f.expanding_flops_per_token;
    return absorbed < expanded ? absorbed : expanded;
}

/// Of the sequences of a decode step, each with `queries` tokens (its drafts among them), the later of which see the earlier.
/// What is read is the cache as it was with the first of them: the drafts' own keys and values are made in the step.
[[nodiscard]] constexpr lookback_step decode_lookback_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), queries = static_cast<double>(size.queries);
    const auto ranks = static_cast<double>(held.plan.context);
    const std::int64_t seen = seen_in_decode(size, f.back.window, f.back.sees);
    double pairs = queries * static_cast<double>(seen);
    if (size.queries > 1 && seen == size.context) {
        const std::int64_t last = size.context + size.queries - 1;
        if (f.back.window <= 0 || f.back.window >= last) pairs += queries * (queries - 1) / 2;
        else pairs = causal_pairs(last, f.back.window, f.back.sees) - causal_pairs(size.context - 1, f.back.window, f.back.sees);  // drafts reach beyond it
    }
    lookback_step s;
    const std::int64_t shared = size.prefix > 0 ? shared_in_decode(size, f.back.window, f.back.sees) : 0;
    s.flops = sequences * pairs * f.pair_flops_decode / ranks;
    s.read_bytes = s.least_read_bytes = sequences * static_cast<double>(kept_byte_count(held, f, seen)) / ranks;
    if (shared == 0) {
        s.least_flops = sequences * least_decode_flops(f, pairs, static_cast<double>(seen)) / ranks;
    } else {
        const double on_shared = queries * static_cast<double>(shared), own = pairs > on_shared ? pairs - on_shared : 0;
        const double least_of_own = least_decode_flops(f, own, static_cast<double>(seen > shared ? seen - shared : 0));
        const double least_of_shared = least_decode_flops(f, sequences * (pairs - own), static_cast<double>(shared));
        s.least_flops = (sequences * least_of_own + least_of_shared) / ranks;
        s.least_read_bytes -= (sequences - 1) * static_cast<double>(kept_byte_count(held, f, shared)) / ranks;
    }
    s.last_layer_flops = s.least_flops;
    s.activation_bytes = sequences * queries * f.query_bytes_per_token;
    if (held.plan.context > 1) {
        s.gathered_bytes = sequences * queries * f.gathered_bytes_per_token;
        s.merged_bytes = sequences * queries * f.merged_bytes_per_token;
    }
    return s;
}

/// FLOPs of scores and values of one sequence in a prefill. Behind a prefix whose keys and values must first be expanded (MLA),
/// the cheaper of that, `times` over (chunks and ranks that each do it; less than once where sequences do it together), and of
/// looking at it absorbed, as decode does.
/// DeepSeek-V3: absorbed below 171 new tokens.
[[nodiscard]] constexpr double prefill_lookback_flops(const sheet_form& f, const step_size& size, double times = 1) noexcept {
    double pairs = causal_pairs(size.context, f.back.window, f.back.sees);
    if (size.prefix == 0) return pairs * f.pair_flops_prefill;
    pairs -= causal_pairs(size.prefix, f.back.window, f.back.sees);
    const double expanded = pairs * f.pair_flops_prefill + times * static_cast<double>(f.back.kept_of(size.prefix)) * f.expanding_flops_per_token;
    if (f.expanding_flops_per_token == 0) return expanded;
    const double own = causal_pairs(size.context - size.prefix, f.back.window, f.back.sees);
    const double absorbed = own * f.pair_flops_prefill + (pairs - own) * f.pair_flops_decode;
    return absorbed < expanded ? absorbed : expanded;
}

/// Tokens of a prompt's chunks that are read from the cache, summed over its chunks: behind a prefix P each reads that, and each
/// but the first what those before it kept, in the mean half of what is new. `kept` says what is kept of so many.
///   kept(P) + (q - 1)*kept(P + n/2). P = 100, 40 new in 4 chunks: 100 + 3 x 120
template <class Kept>
[[nodiscard]] constexpr double read_of_prompt(const step_size& size, Kept kept) noexcept {
    const auto later = static_cast<double>(chunks_of_prompt(size) - 1);
    const double of_prefix = size.prefix > 0 ? static_cast<double>(kept(size.prefix)) : 0;
    return later > 0 ? of_prefix + later * static_cast<double>(kept(size.prefix + size.new_tokens() / 2)) : of_prefix;
}

/// Of the prompts of a prefill behind their prefixes, or of one of its micro-batches in the mean. Context ranks pass what each
/// keeps of the prefix around, or, where that is less, queries and partial results to where it is (arXiv 2411.01783).
[[nodiscard]] constexpr lookback_step prefill_lookback_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto ranks = static_cast<double>(held.plan.context), chunks = static_cast<double>(chunks_of_prompt(size));
    const std::int64_t seen = f.back.window <= 0 || f.back.window >= size.context ? size.context
                              : f.back.sees == sight::chunked                    ? seen_in_chunk(size.context, f.back.window)
                                                                                 : f.back.window;
    const double shares = ranks * static_cast<double>(size.parts);
    const double seen_tokens = tokens * ranks * ((chunks + 1) / 2);  // new ones, of all ranks, of this and earlier chunks
    lookback_step s;
    s.read_bytes = sequences / shares * read_of_prompt(size, [&](std::int64_t n) {
        const bool in_chunks = f.back.sees == sight::chunked && f.back.window > 0 && n == size.prefix;  // of whole ones nothing is seen
        return kept_byte_count(held, f, in_chunks ? n % f.back.window : f.back.kept_of(n));
    });
    s.least_flops = sequences * prefill_lookback_flops(f, size, size.prefix_shared ? 1 / sequences : 1) / shares;
    s.flops = sequences * prefill_lookback_flops(f, size, chunks * ranks) / shares + (seen_tokens - tokens) * f.expanding_flops_per_token;
    if (size.sampled > 0) s.last_layer_flops = sequences * static_cast<double>(seen) * f.pair_flops_prefill / shares;
    s.activation_bytes = tokens * f.query_bytes_per_token + (held.plan.context > 1 ? seen_tokens : tokens) * f.kept_activation_bytes_per_token;
    if (held.plan.context == 1) return s;
    const double looking = chunks * sequences / static_cast<double>(size.parts);  // chunks of this pass, each at its prefix
    const double prefixes = looking * static_cast<double>(f.back.kept_of(size.prefix)) * f.kept_activation_bytes_per_token;
    const double queries = tokens * ranks * (f.gathered_bytes_per_token + f.merged_bytes_per_token);
    s.gathered_bytes = seen_tokens * f.kept_activation_bytes_per_token + (prefixes < queries ? prefixes : queries);
    return s;
}

/// With c context ranks each looks back at 1/c of what there is: in a prefill the causal pairs are balanced (every rank
/// takes an early and a late part), in decode every rank takes the queries of all sequences to its part of their caches.
///   prefill: all keys and values of the prompts pass every rank, and those of their prefixes or the queries on them
///   decode: H*h of a query gathered, H*(h + 1) of a partial result merged. 128 heads of 128 in bf16: 32,768 and 33,024 bytes
/// Source: Liu et al. 2023 (ring attention); Yang et al. 2024 (arXiv 2411.01783).
[[nodiscard]] constexpr lookback_step lookback_of_one_length(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    lookback_step s = size.which == phase::decode ? decode_lookback_of(held, f, size) : prefill_lookback_of(held, f, size);
    s.written_bytes = static_cast<double>(size.tokens) * f.kept_bytes_per_token;
    if (f.state.bytes > 0) add_recurrence(f.state, size, s);
    return s;
}

/// The same of a batch of several lengths, summed by length, as one operation.
[[nodiscard]] constexpr lookback_step lookback_of(const sheet& held, const sheet_form& f, const step_size& size) noexcept {
    if (size.lengths.empty()) return lookback_of_one_length(held, f, size);
    lookback_step all;
    each_length(size, [&](const step_size& one, double share) { all.add(lookback_of_one_length(held, f, one), share); });
    return all;
}

/// What an indexer asks of a step: scores against all tokens, where there are more of them than attention sees.
[[nodiscard]] constexpr lookback_step indexing_of_one_length(const sheet_form& f, const step_size& size) noexcept {
    const auto sequences = static_cast<double>(size.sequences), tokens = static_cast<double>(size.tokens);
    const auto of_token = static_cast<double>(f.index.bytes_per_token);
    lookback_step s{.written_bytes = tokens * of_token, .activation_bytes = tokens * f.index.query_bytes_per_token};
    if (size.which == phase::decode) {
        const double scored = sequences * scored_in_decode(size, f.back.window);
        s.flops = s.least_flops = s.last_layer_flops = scored * static_cast<double>(size.queries) * f.index.pair_flops;
        s.read_bytes = s.least_read_bytes = scored * of_token;
        // Keys of what all share are scored for each, and need be read once.
        if (size.prefix > 0) s.least_read_bytes -= (sequences - 1) * shared_of_scored(size, f.back.window) * of_token;
        return s;
    }
    const auto scored_up_to = [&](std::int64_t n) { return causal_pairs(n, 0) - causal_pairs(n < f.back.window ? n : f.back.window, 0); };
    const double pairs = (scored_up_to(size.context) - scored_up_to(size.prefix)) / static_cast<double>(size.parts);
    s.flops = s.least_flops = sequences * pairs * f.index.pair_flops;
    if (size.context <= f.back.window) return s;
    if (size.sampled > 0) s.last_layer_flops = sequences * static_cast<double>(size.context) * f.index.pair_flops;
    s.read_bytes = sequences / static_cast<double>(size.parts) * read_of_prompt(size, [](std::int64_t n) { return n; }) * of_token;
    return s;
}

/// The same of a batch of several lengths.
[[nodiscard]] constexpr lookback_step indexing_of(const sheet_form& f, const step_size& size) noexcept {
    if (size.lengths.empty()) return indexing_of_one_length(f, size);
    lookback_step all;
    each_length(size, [&](const step_size& one, double share) { all.add(indexing_of_one_length(f, one), share); });
    return all;
}

}  // namespace rafter
