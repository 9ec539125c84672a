// What one device must hold.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/request.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/share.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// Memory of the fullest device, at the peak length of every sequence.
struct footprint {
    bytes weights{};
    bytes cache{};
    bytes activations{};
    bytes reserve{};
    bytes total{};
    std::int64_t stage = 0;  ///< the pipeline stage it is on
    bytes by_class[tensor_class_count]{};  ///< weights of that device
};

/// Sequences of the fullest data-parallel rank.
[[nodiscard]] constexpr std::int64_t sequences_per_rank(const request& r) noexcept {
    return checked::ceil_div(r.load.batch, r.plan.data_ranks());
}

/// Bytes that one sequence of `context` tokens keeps in one layer on one device.
///   ceil(elements / cut) * min(context, window) + state, in the format of the cache
/// DeepSeek-V3 in bf16, one token: 1,152; 61 layers of it 70,272.
[[nodiscard]] constexpr bytes cache_of(const layer_form& f, const request& r, std::int64_t context) noexcept {
    const std::int64_t cut = f.back.cut == axis::kv_heads ? degrees_of(r, f).kv : 1;
    const std::int64_t seen = f.back.window > 0 && f.back.window < context ? f.back.window : context;
    bytes b = stored_bytes(r.formats.cache, seen, checked::ceil_div(f.back.elements_per_token, cut));
    if (f.back.state_elements > 0) b += stored_bytes(r.formats.cache, 1, f.back.state_elements);
    return b;
}

/// Cache bytes of one more token while no window is full, all layers, on one device. Llama-3.1-70B, bf16: 327,680.
[[nodiscard]] constexpr bytes cache_per_token(const transformer& m, const request& r) noexcept {
    bytes sum{};
    for (std::int64_t i = 0; i < m.form_count; ++i) sum += cache_of(m.forms[i], r, 1) * m.forms[i].where.count();
    return sum;
}

/// The live set of the largest operation: the residual, its inputs and its outputs, T tokens of a step.
///   attention T*(2d + queries/t + keys and values/cut); dense T*(2d + 2f/t); experts T*2d + received*(d + 2m); logits b*V/t*4
/// T is the tokens of a prefill chunk or of a decode step, whichever is more. An uncertain router (routing::unknown) may send a rank
/// as many as min(k, E/e) expert-tokens of every token of the group.
[[nodiscard]] constexpr bytes activations_of(const transformer& m, const request& r) noexcept {
    const std::int64_t decoding = checked::ceil_div(sequences_per_rank(r), r.plan.pipeline);
    const std::int64_t prompts = checked::ceil_div(r.load.prompts_at_once, r.plan.data_ranks());
    const std::int64_t prompt_tokens = checked::product(prompts, r.load.prompt);
    const std::int64_t chunk = prompt_tokens < r.serving.prefill_chunk ? prompt_tokens : r.serving.prefill_chunk;
    const std::int64_t tokens = chunk > decoding ? chunk : decoding;
    const std::int64_t residual = checked::product(2, m.hidden);

    bytes most{};
    const auto keep_larger = [&](std::int64_t elements) {
        const bytes b = stored_bytes(r.formats.activations, 1, elements);
        if (b > most) most = b;
    };
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        const degrees d = degrees_of(r, f);
        const std::int64_t heads = checked::sum(checked::ceil_div(f.back.query_elements, d.query),
                                                checked::ceil_div(f.back.elements_per_token, f.back.cut == axis::kv_heads ? d.kv : 1));
        keep_larger(checked::product(tokens, checked::sum(residual, heads)));
        for (std::int64_t j = 0; j < f.tensor_count; ++j) {
            const tensor& x = f.tensors[j];
            if (x.as != use::product || x.along != side::outputs) continue;
            if (x.cut == axis::width) {
                keep_larger(checked::product(tokens, checked::sum(residual, checked::product(x.copies, checked::ceil_div(x.outputs, d.width)))));
            } else if (x.cut == axis::experts && f.experts.total > 0) {
                const std::int64_t group_tokens = checked::product(tokens, r.plan.expert > 1 ? r.plan.data_ranks() : 1);
                const std::int64_t held = checked::ceil_div(f.experts.total, d.experts);
                const std::int64_t worst = checked::product(group_tokens, f.experts.per_token < held ? f.experts.per_token : held);
                std::int64_t received = worst;
                if (r.load.experts == routing::uniform && group_tokens < (std::int64_t{1} << 50)) {
                    const double expected = load_of(f.experts, d.experts, group_tokens, routing::uniform).tokens;
                    received = static_cast<std::int64_t>(expected) + 1 < worst ? static_cast<std::int64_t>(expected) + 1 : worst;
                }
                const std::int64_t per_expert = x.copies / f.experts.total;
                const std::int64_t wide = checked::sum(m.hidden, checked::product(per_expert, checked::ceil_div(x.outputs, d.expert_width)));
                keep_larger(checked::sum(checked::product(tokens, residual), checked::product(received, wide)));
            }
        }
    }
    const std::int64_t sampled = decoding > prompts ? decoding : prompts;
    const bytes logits = bytes{4} * checked::product(sampled, checked::ceil_div(m.vocabulary(), degrees_of_tables(r).vocabulary));
    return logits > most ? logits : most;
}

/// Weights of one layer of this form on one device, by class.
constexpr void add_weights(const layer_form& f, const request& r, std::int64_t layers, footprint& to) noexcept {
    const degrees d = degrees_of(r, f);
    for (std::int64_t j = 0; j < f.tensor_count; ++j) {
        const tensor& x = f.tensors[j];
        to.by_class[static_cast<int>(x.kind)] += share_of(x, d, r.formats.of(x.kind)).stored * layers;
    }
}

/// Weights, cache, activations and reserve of the fullest device. The embedding is on the first stage of a pipeline, the
/// head on the last (a tied table then on both).
/// Llama-3.1-70B, bf16, one sequence of 2,112 tokens, one device: 141,107,412,992 + 692,060,160 bytes and the activations.
[[nodiscard]] constexpr footprint footprint_of(const transformer& m, const request& r) noexcept {
    const std::int64_t stages = r.plan.pipeline;
    const std::int64_t sequences = sequences_per_rank(r);
    const degrees table = degrees_of_tables(r);
    const bytes input_table = share_of(m.input_table, table, r.formats.of(tensor_class::embedding)).stored;
    const number_format& head_format = r.formats.of(m.tied ? tensor_class::embedding : tensor_class::head);
    const bytes head = share_of(m.head, table, head_format).stored;
    const bytes norm = share_of(m.final_norm, table, r.formats.of(tensor_class::norm)).stored;
    const bytes activations = activations_of(m, r);

    // One layer of every form, then the stage with the most of them.
    footprint one_layer[max_forms]{};
    bytes cache_per_layer[max_forms]{};
    bytes weights_per_layer[max_forms]{};
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        add_weights(m.forms[i], r, 1, one_layer[i]);
        for (const bytes& b : one_layer[i].by_class) weights_per_layer[i] += b;
        cache_per_layer[i] = cache_of(m.forms[i], r, r.load.peak_context()) * sequences;
    }
    footprint fullest;
    for (std::int64_t stage = 0; stage < stages; ++stage) {
        const bool first = stage == 0, last = stage == stages - 1;
        bytes weights{}, cache{};
        if (first) weights += input_table;
        if (last) weights += norm;
        if (last && !(m.tied && first)) weights += head;
        for (std::int64_t i = 0; i < m.form_count; ++i) {
            const std::int64_t n = layers_on_stage(m, m.forms[i], stage, stages);
            weights += weights_per_layer[i] * n;
            cache += cache_per_layer[i] * n;
        }
        if (stage == 0 || weights + cache > fullest.weights + fullest.cache) {
            fullest.weights = weights;
            fullest.cache = cache;
            fullest.stage = stage;
        }
    }
    const bool first = fullest.stage == 0, last = fullest.stage == stages - 1;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const std::int64_t n = layers_on_stage(m, m.forms[i], fullest.stage, stages);
        for (int c = 0; c < tensor_class_count; ++c) fullest.by_class[c] += one_layer[i].by_class[c] * n;
    }
    if (first) fullest.by_class[static_cast<int>(tensor_class::embedding)] += input_table;
    if (last) fullest.by_class[static_cast<int>(tensor_class::norm)] += norm;
    if (last && !(m.tied && first)) fullest.by_class[static_cast<int>(m.tied ? tensor_class::embedding : tensor_class::head)] += head;
    fullest.activations = activations;
    fullest.reserve = r.serving.reserve;
    fullest.total = fullest.weights + fullest.cache + fullest.activations + fullest.reserve;
    return fullest;
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
