// What one device must hold.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t
#include <rafter/demand/paging.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/share.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

/// Memory of the fullest device, at the peak length of every sequence.
struct footprint {
    bytes weights{};
    bytes cache{};           ///< what is kept of the tokens
    bytes activations{};
    bytes reserve{};
    bytes total{};
    std::int64_t stage = 0;  ///< the pipeline stage it is on
    bytes cache_padding{};   ///< what an engine that allocates in pages or groups hands out beyond the cache

    /// What the engine allocates for the cache. Capacity is judged with this.
    [[nodiscard]] constexpr bytes cache_reserved() const noexcept { return bytes{checked::sum(cache.value, cache_padding.value)}; }
};

/// Cache bytes with the part that an engine leaves unused of what is free after weights: 900 bytes of 90 % claim 1,000.
[[nodiscard]] constexpr std::int64_t cache_claim(std::int64_t cache, std::int64_t percent) noexcept {
    return percent == 100 ? cache : checked::ceil_div(checked::product(cache, 100), percent);
}

/// Sequences of the fullest data-parallel rank.
[[nodiscard]] constexpr std::int64_t sequences_per_rank(const split& plan, const workload& load) noexcept {
    return checked::ceil_div(load.batch, plan.data_ranks());
}

/// Bytes of the cache of so many tokens in one layer, on a sheet, where mostly every token needs as many.
[[nodiscard]] constexpr std::int64_t kept_byte_count(const sheet& held, const sheet_form& f, std::int64_t tokens) noexcept {
    if (f.kept_bytes > 0) return checked::product(f.kept_bytes, tokens);
    return f.kept_elements > 0 ? stored_byte_count(held.cache_format, tokens, f.kept_elements) : 0;
}

/// What of `context` tokens one context rank keeps. 2,305 tokens over 8: 289.
[[nodiscard]] constexpr std::int64_t tokens_of_context_rank(const split& plan, std::int64_t context) noexcept {
    return plan.context == 1 ? context : checked::ceil_div(context, plan.context);
}

/// Bytes that one sequence of `context` tokens keeps in one layer, on a sheet: what its window keeps of the tokens, keys of
/// an indexer for all of them, and the state of a recurrence.
///   kept * min(context, window) + index * context + state, each in its own format
/// DeepSeek-V3 in bf16, one token: 1,152; 61 layers of it 70,272.
[[nodiscard]] constexpr std::int64_t cache_byte_count(const sheet& held, const sheet_form& f, std::int64_t context) noexcept {
    const std::int64_t of_tokens = kept_byte_count(held, f, f.back.kept_of(context));
    if (f.state.bytes == 0 && f.index.bytes_per_token == 0) return of_tokens;
    return checked::sum(checked::sum(of_tokens, f.state.bytes), checked::product(f.index.bytes_per_token, context));
}

/// Bytes of so many sequences of `context` tokens in one layer that share the first `prefix` of them: once what they share
/// and still see, beside it what is each one's own. A state is never shared. What only a later sequence would need of the prefix, an
/// engine may keep, and need not: it is not counted.
/// DeepSeek-V3 in bf16, 8 sequences of 2,304 tokens behind 1,024 shared: (8 x 1,280 + 1,024) x 1,152 bytes.
[[nodiscard]] constexpr std::int64_t cache_byte_count(const sheet& held, const sheet_form& f, std::int64_t sequences, std::int64_t context,
                                                      std::int64_t prefix) noexcept {
    if (prefix <= 0) return checked::product(cache_byte_count(held, f, context), sequences);
    const std::int64_t kept = f.back.kept_of(context), left_behind = context - kept;
    const std::int64_t shared = prefix > left_behind ? prefix - left_behind : 0;
    const std::int64_t own = checked::product(kept_byte_count(held, f, kept - shared), sequences), of_tokens = checked::sum(own, kept_byte_count(held, f, shared));
    const std::int64_t of_index = checked::product(f.index.bytes_per_token, checked::sum(checked::product(context - prefix, sequences), prefix));
    return checked::sum(checked::sum(of_tokens, of_index), checked::product(f.state.bytes, sequences));
}

/// Cache bytes of one more token while no window is full, all layers, on one device. Llama-3.1-70B, bf16: 327,680.
[[nodiscard]] constexpr bytes cache_per_token(const transformer& m, const request& r) noexcept {
    bytes sum{};
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const lookback& back = m.forms[i].back;
        const std::int64_t cut = back.cut == axis::kv_heads ? degrees_of(r, m.forms[i]).kv : 1;
        std::int64_t of_layer = 0;
        if (back.elements_per_token > 0) of_layer = stored_byte_count(r.formats.cache, 1, checked::ceil_div(back.elements_per_token, cut));
        if (back.index.key_elements > 0) of_layer = checked::sum(of_layer, stored_byte_count(r.formats.index, 1, back.index.key_elements));
        sum += bytes{of_layer} * m.forms[i].where.count();
    }
    return sum;
}

/// Bytes that a sequence keeps whatever its length: the states of recurrent layers, on one device. Jamba-1.5-Large, bf16:
/// 41,287,680.
[[nodiscard]] constexpr bytes state_per_sequence(const transformer& m, const request& r) noexcept {
    bytes sum{};
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (m.forms[i].back.state.elements == 0) continue;
        recurrence_demand of_layer;
        detail::fill_recurrence(m.forms[i].back.state, degrees_of(r, m.forms[i]), r.formats, of_layer);
        sum += bytes{of_layer.bytes} * m.forms[i].where.count();
    }
    return sum;
}

/// The live set of the largest operation: the residual, its inputs and its outputs, T tokens of a step.
///   attention T*(2d + queries/t + keys and values/cut); dense T*(2d + 2f/t); experts T*2d + received*(d + 2m); logits b*V/t*4
/// T is the tokens of a prefill chunk or of a decode step with its drafts, whichever is more; of one of c context ranks 1/c
/// of them, with keys and values twice (one block comes in) and in decode the queries and partial results of all. An
/// uncertain router (routing::unknown) may send a rank as many as min(k, E/e) expert-tokens of every token of the group.
[[nodiscard]] constexpr std::int64_t activation_byte_count(const sheet& held, const workload& load) noexcept {
    std::int64_t decoding = load.batch, prompts = load.prompts_at_once;  // sequences, and below their tokens
    if (held.data_ranks > 1) {
        decoding = checked::ceil_div(decoding, held.data_ranks);
        prompts = checked::ceil_div(prompts, held.data_ranks);
    }
    if (const std::int64_t flights = held.plan.flights_of(decoding); flights > 1) decoding = checked::ceil_div(decoding, flights);
    if (load.drafts.drafted > 0) decoding = checked::product(decoding, load.drafts.drafted + 1);
    const std::int64_t prompt_tokens = prompts == 1 ? load.new_tokens() : checked::product(prompts, load.new_tokens());
    std::int64_t chunk = prompt_tokens < held.prefill_chunk ? prompt_tokens : held.prefill_chunk;
    const std::int64_t gathering = decoding;
    if (held.plan.context > 1) {
        decoding = checked::ceil_div(decoding, held.plan.context);
        chunk = checked::ceil_div(chunk, held.plan.context);
    }
    const std::int64_t tokens = chunk > decoding ? chunk : decoding;

    std::int64_t most = checked::product(tokens, held.live_elements);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        if (held.plan.context > 1) {
            const std::int64_t attention = checked::sum(checked::product(decoding, held.residual_elements), checked::product(gathering, f.gathered_elements));
            if (attention > most) most = attention;
        }
        if (f.experts.total == 0) continue;
        std::int64_t received = checked::product(tokens, f.experts.per_token);
        if (held.plan.expert > 1) {
            const std::int64_t group_tokens = checked::product(tokens, held.token_ranks);
            received = checked::product(group_tokens, f.experts.per_token < f.experts_held ? f.experts.per_token : f.experts_held);
            if (load.experts == routing::uniform && group_tokens < (std::int64_t{1} << 50)) {
                const auto expected = static_cast<std::int64_t>(expected_tokens_of_fullest(f.experts, held.plan.expert, group_tokens)) + 1;
                if (expected < received) received = expected;
            }
        }
        const std::int64_t elements = checked::sum(checked::product(tokens, held.residual_elements), checked::product(received, f.expert_elements));
        if (elements > most) most = elements;
    }
    const std::int64_t live = stored_byte_count(held.activation_format, 1, most);
    if (held.plan.context > 1) prompts = checked::ceil_div(prompts, held.plan.context);
    const std::int64_t rows = decoding > prompts ? decoding : prompts;
    const std::int64_t logits = checked::product(rows, held.logit_bytes_held);
    return logits > live ? logits : live;
}

[[nodiscard]] constexpr bytes activations_of(const transformer& m, const request& r) noexcept { return bytes{activation_byte_count(sheet_of(m, r), r.load)}; }

/// Weights, cache as it is allocated, activations and reserve of the fullest device. The embedding is on the first stage of a pipeline, the
/// head on the last (a tied table then on both).
/// Llama-3.1-70B, bf16, one sequence of 2,112 tokens, one device: 141,107,412,992 + 692,060,160 bytes and the activations.
[[nodiscard]] constexpr footprint footprint_of(const sheet& held, const workload& load) noexcept {
    const std::int64_t stages = held.plan.pipeline, context = tokens_of_context_rank(held.plan, load.peak_context());
    const std::int64_t sequences = held.data_ranks == 1 ? load.batch : checked::ceil_div(load.batch, held.data_ranks);
    const std::int64_t shared = load.prefix_shared ? load.prefix / held.plan.context : 0;
    std::int64_t most_weights = 0, most_cache = 0, most_reserved = 0, fullest = 0;
    if (stages == 1) {
        most_weights = checked::sum(held.layer_bytes, bytes_around_layers(held, 0));
        for (std::int64_t i = 0; i < held.form_count; ++i) {
            const sheet_form& f = held.forms[i];
            if (f.lookback_layers > 0) most_cache = checked::sum(most_cache, checked::product(f.lookback_layers, cache_byte_count(held, f, sequences, context, shared)));
        }
        most_reserved = held.cache_in_pages ? reserved_cache_byte_count(held, 0, sequences, context, shared) : most_cache;
    } else {
        std::int64_t cache_per_layer[max_forms]{}, most_claimed = 0;
        for (std::int64_t i = 0; i < held.form_count; ++i)
            cache_per_layer[i] = cache_byte_count(held, held.forms[i], sequences, context, shared);
        for (std::int64_t stage = 0; stage < stages; ++stage) {
            std::int64_t weights = bytes_around_layers(held, stage), cache = 0;
            for (std::int64_t i = 0; i < held.form_count; ++i) {
                const std::int64_t n = layers_on_stage(held, held.forms[i], stage);
                weights = checked::sum(weights, checked::product(held.forms[i].stored_bytes, n));
                cache = checked::sum(cache, checked::product(cache_per_layer[i], n));
            }
            const std::int64_t reserved = held.cache_in_pages ? reserved_cache_byte_count(held, stage, sequences, context, shared) : cache;
            const std::int64_t claimed = checked::sum(weights, cache_claim(reserved, held.cache_percent));
            if (stage == 0 || claimed > most_claimed) {
                most_claimed = claimed;
                most_weights = weights;
                most_cache = cache;
                most_reserved = reserved;
                fullest = stage;
            }
        }
    }
    if (held.layer_bytes == checked::overflowed) most_weights = checked::overflowed;
    const std::int64_t activations = activation_byte_count(held, load);
    const std::int64_t written = checked::sum(most_reserved, checked::sum(activations, held.reserve.value));
    return {.weights = bytes{most_weights}, .cache = bytes{most_cache}, .activations = bytes{activations}, .reserve = held.reserve,
            .total = bytes{checked::sum(most_weights, written)}, .stage = fullest,
            .cache_padding = bytes{most_reserved == checked::overflowed ? 0 : most_reserved - most_cache}};
}

[[nodiscard]] constexpr footprint footprint_of(const transformer& m, const request& r) noexcept {
    return footprint_of(sheet_of(m, r), r.load);
}

/// Weights of the device that holds most, by tensor class. A tied table counts as embedding.
struct weights_by_class {
    bytes by_class[tensor_class_count]{};

    [[nodiscard]] constexpr bytes of(tensor_class c) const noexcept { return by_class[static_cast<int>(c)]; }
};

[[nodiscard]] constexpr weights_by_class weights_by_class_of(const sheet& held, std::int64_t stage) noexcept {
    weights_by_class w;
    const auto add = [&](tensor_class c, std::int64_t b) { w.by_class[static_cast<int>(c)] += bytes{b}; };
    const bool last = stage == held.plan.pipeline - 1;
    for (int c = 0; c < tensor_class_count; ++c) {
        if (stage == 0) add(static_cast<tensor_class>(c), held.first_by_class[c]);
        if (last) add(static_cast<tensor_class>(c), held.last_by_class[c]);
    }
    if (last && held.tied && held.plan.pipeline > 1) add(tensor_class::embedding, held.head_bytes);
    for (std::int64_t i = 0; i < held.form_count; ++i)
        for (int c = 0; c < tensor_class_count; ++c)
            add(static_cast<tensor_class>(c), checked::product(held.forms[i].by_class[c], layers_on_stage(held, held.forms[i], stage)));
    return w;
}

/// Stored bytes of the whole model in these formats, each tensor once, scales included. gpt-oss-120b with mxfp4 experts
/// and bf16 elsewhere: 65,248,815,744.
[[nodiscard]] constexpr bytes stored_weights(const transformer& m, const precision& formats) noexcept {
    request r;
    r.formats = formats;
    r.load.batch = 0;
    return footprint_of(m, r).weights;
}

}  // namespace rafter
