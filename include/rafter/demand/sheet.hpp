// The sheet of a split model: what one device holds, and what a step asks for per token, before any workload is known.
//
// It follows from the model, the plan and the formats alone. A compile-time deployment shares it with every other one
// that differs only in its workload; a scheduler can keep it and assess a batch in a fraction of the time.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/form_pieces.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/share.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

/// A tensor, as a device holds it.
struct sheet_line {
    label name{};
    tensor_class kind{};
    use as{};
    bool routed = false;                      ///< of the routed experts: only touched ones are read
    bool kept = false;
    arithmetic multiplied_as{};
    std::int64_t operand_bits = 0;
    std::int64_t stored_bytes = 0;            ///< of one layer, scales included
    double flops_per_token = 0;               ///< of an expert: per token that it receives; of a lookback: a step of one token
    double activation_bytes_per_token = 0;
    std::int64_t inputs = 0;                  ///< of a product: its extents on this device
    std::int64_t outputs = 0;
    double widened_weights = 0;               ///< elements stored narrower than they are multiplied, of one layer
};

/// A recurrence, as a device holds it: a sequence's part and a token's work.
struct recurrence_demand {
    std::int64_t bytes = 0;                   ///< kept of a sequence and layer
    double step_bytes = 0;                    ///< of these, what a step reads, and writes
    double update_flops = 0;
    double readout_flops = 0;
    double chunk_flops = 0;
};

/// An indexer, whole on every device.
struct indexer_demand {
    std::int64_t bytes_per_token = 0;         ///< its keys, in their own format
    double pair_flops = 0;
    double query_bytes_per_token = 0;
    sheet_line line{};                        ///< named "indexer"
};

/// A form of layer, as a device holds it.
struct sheet_form {
    layer_set where{};
    std::int64_t layers = 0;
    std::int64_t stored_bytes = 0;            ///< weights of one layer
    std::int64_t routed_bytes = 0;            ///< of these, those of the routed experts
    std::int64_t by_class[tensor_class_count]{};
    std::int64_t line_count = 0;
    sheet_line lines[max_tensors]{};          ///< products, and all vectors that are read whole as one line

    lookback back{};
    std::int64_t kept_elements = 0;           ///< cache of a token and layer on this device
    std::int64_t kept_bytes = 0;              ///< the same in bytes where every token needs as many, else 0
    sheet_line lookback_line{};               ///< named "attention", or "scan" for a recurrence
    double pair_flops_prefill = 0;
    double pair_flops_decode = 0;
    double kept_bytes_per_token = 0;          ///< cache of a token, in the cache's format
    double query_bytes_per_token = 0;         ///< queries in, results out
    double kept_activation_bytes_per_token = 0;
    double expanding_flops_per_token = 0;     ///< of what is kept, in a prefill that gets it from other context ranks or earlier chunks
    double gathered_bytes_per_token = 0;      ///< context parallel, decode: its queries
    double merged_bytes_per_token = 0;        ///< and its partial results, each head's with the logarithm of its sum
    std::int64_t gathered_elements = 0;       ///< both, where context parallel needs them
    bool looks_back = false;                  ///< false for a layer that is only a feed-forward
    recurrence_demand state{};
    indexer_demand index{};

    std::int64_t live_elements = 0;           ///< per token: residual, inputs and outputs of the largest dense operation
    std::int64_t expert_elements = 0;         ///< per token that an expert receives: its input and its inner outputs

    expert_counts experts{};
    std::int64_t experts_held = 0;
    std::int64_t reductions = 0;              ///< all-reduces of a layer
    std::int64_t least_reductions = 0;
    double inner_reduced_bytes = 0;           ///< of one more all-reduce, a token
    double dispatched_bytes_per_token = 0;    ///< a device's part, per token of the expert-parallel group
    double combined_bytes_per_token = 0;
    double least_exchange_share = 0;          ///< of these, what uniform routing cannot avoid
};

/// The whole model, as a device holds it, and what else of the request a step depends on beside its workload.
struct sheet {
    split plan{};
    number_format cache_format{};
    number_format activation_format{};
    std::int64_t data_ranks = 1;
    std::int64_t token_ranks = 1;             ///< data times context ranks
    std::int64_t prefill_chunk = 0;
    std::int64_t cache_percent = 100;         ///< of what is free after weights, the part that a cache may fill
    bytes reserve{};
    bool cache_in_pages = false;              ///< the engine hands out more cache than is used: demand/paging.hpp
    std::int64_t cache_page = 1;
    windowed_cache windows{};
    std::int64_t state_copies = 1;

    std::int64_t layer_count = 0;
    std::int64_t form_count = 0;
    sheet_form forms[max_forms]{};
    std::int64_t layer_bytes = 0;             ///< weights of all layers
    std::int64_t live_elements = 0;           ///< the most of a form: see there
    std::int64_t first_bytes = 0;             ///< before the layers: tables and what norms them
    std::int64_t final_norm_bytes = 0;        ///< with what biases stand there
    std::int64_t head_bytes = 0;
    std::int64_t first_by_class[tensor_class_count]{};
    std::int64_t last_by_class[tensor_class_count]{};  ///< behind the layers, without a tied table
    bool tied = false;
    sheet_line final_norm{};
    sheet_line head{};
    sheet_line lookup{};                      ///< of the input table, named "embedding"
    double vector_bytes = 0;                  ///< the residual stream of one token: what an all-reduce or a send carries
    double logit_bytes_per_row = 0;           ///< of the whole vocabulary
    std::int64_t residual_elements = 0;       ///< twice the hidden width: a token's residual and an input
    std::int64_t logit_bytes_held = 0;        ///< of one row on this device, 4 bytes a logit
    bool tables_cut = false;
};

namespace detail {

/// `copies_per_token`: how many of the copies one token passes: all, or of experts those of one expert.
constexpr sheet_line line_of(const tensor& x, const number_format& f, const degrees& d, const precision& formats, std::int64_t copies_per_token) noexcept {
    const share s = share_of(x, d, f);
    sheet_line l{.name = x.name, .kind = x.kind, .as = x.as, .routed = x.cut == axis::experts, .kept = x.kept, .multiplied_as = formats.compute(f)};
    const std::int64_t bits = operand_bits(l.multiplied_as);
    l.operand_bits = formats.multiply_as_stated || bits < f.element_bits ? bits : f.element_bits;
    l.stored_bytes = s.stored.value;
    const auto in = static_cast<double>(s.inputs), out = static_cast<double>(s.outputs);
    const auto copies = static_cast<double>(l.routed ? copies_per_token : s.copies);
    const double wide = bytes_per_element(formats.activations);
    if (x.as == use::product) {
        l.flops_per_token = 2 * in * out * copies;
        l.activation_bytes_per_token = (in + out * copies) * wide;
        l.inputs = s.inputs;
        l.outputs = s.outputs;
        if (f.element_bits < bits) l.widened_weights = in * out * static_cast<double>(s.copies);
    } else if (x.kind == tensor_class::norm) {
        l.activation_bytes_per_token = 2 * out * copies * wide;
    }
    return l;
}

/// Of c columns of a convolution a step reads c - 1: its own input takes the place of the oldest.
constexpr void fill_recurrence(const recurrence& x, const degrees& d, const precision& formats, recurrence_demand& s) noexcept {
    const std::int64_t elements = checked::ceil_div(x.elements, d.query);
    const std::int64_t channels = checked::sum(checked::ceil_div(x.head_channels, d.query), checked::ceil_div(x.group_channels, d.kv));
    const std::int64_t of_state = stored_byte_count(formats.state, 1, elements);
    const auto cut = static_cast<double>(d.query);
    s.bytes = checked::sum(of_state, stored_byte_count(formats.activations, channels, x.taps));
    s.step_bytes = static_cast<double>(of_state) + static_cast<double>(x.taps > 0 ? stored_byte_count(formats.activations, channels, x.taps - 1) : 0);
    s.update_flops = static_cast<double>(x.update_flops) / cut;
    s.readout_flops = static_cast<double>(x.readout_flops) / cut;
    s.chunk_flops = static_cast<double>(x.chunk_flops) / cut;
}

/// The layers `where` of a form, in which each of its tensors has one format.
constexpr void fill_form(const transformer& m, const layer_form& f, const layer_set& where, const request& r, sheet_form& s) noexcept {
    const degrees d = degrees_of(r, f);
    const precision& formats = r.formats;
    const std::int64_t layer = formats.exception_count > 0 ? where.first() : 0;
    s.where = where;
    s.layers = where.count();
    s.back = f.back;
    s.experts = f.experts;
    constexpr label attention = "attention", scan = "scan", index = "indexer";
    s.looks_back = f.back.exists();
    s.lookback_line.name = f.back.state.elements > 0 ? scan : attention;
    sheet_line vectors;
    vectors.name = "vectors";
    vectors.as = use::vector;
    for (std::int64_t j = 0; j < f.tensor_count; ++j) {
        const tensor& x = f.tensors[j];
        const sheet_line l = line_of(x, formats.exception_count > 0 ? formats.of(x, layer) : formats.of(x.kind), d, formats, f.experts.total > 0 ? x.copies / f.experts.total : x.copies);
        s.stored_bytes = checked::sum(s.stored_bytes, l.stored_bytes);
        if (l.routed) s.routed_bytes = checked::sum(s.routed_bytes, l.stored_bytes);
        std::int64_t& of_class = s.by_class[static_cast<int>(x.kind)];
        of_class = checked::sum(of_class, l.stored_bytes);
        if (l.as == use::vector && !l.routed) {
            vectors.stored_bytes = checked::sum(vectors.stored_bytes, l.stored_bytes);
            vectors.activation_bytes_per_token += l.activation_bytes_per_token;
        } else {
            s.lines[s.line_count++] = l;
        }
    }
    if (vectors.stored_bytes > 0) s.lines[s.line_count++] = vectors;

    const double wide = bytes_per_element(formats.activations);
    const auto heads = static_cast<double>(d.query);
    s.kept_elements = checked::ceil_div(f.back.elements_per_token, f.back.cut == axis::kv_heads ? d.kv : 1);
    if (is_plain(formats.cache) && formats.cache.element_bits % 8 == 0) s.kept_bytes = checked::product(s.kept_elements, formats.cache.element_bits / 8);
    s.kept_bytes_per_token = static_cast<double>(s.kept_elements) * bytes_per_element(formats.cache);
    s.pair_flops_prefill = static_cast<double>(f.back.flops_per_pair_prefill) / heads;
    s.pair_flops_decode = static_cast<double>(f.back.flops_per_pair_decode) / heads;
    s.query_bytes_per_token = static_cast<double>(checked::sum(f.back.query_elements, f.back.result_elements)) / heads * wide;
    s.kept_activation_bytes_per_token = static_cast<double>(s.kept_elements) * wide;
    s.expanding_flops_per_token = static_cast<double>(f.back.flops_per_expanded_token) / heads;
    if (r.plan.context > 1) {
        const std::int64_t merged = checked::sum(f.back.decode_result_elements(), f.back.query_heads);
        s.gathered_bytes_per_token = static_cast<double>(f.back.decode_query_elements()) / heads * wide;
        s.merged_bytes_per_token = static_cast<double>(merged) / heads * wide;
        s.gathered_elements = checked::ceil_div(checked::sum(f.back.decode_query_elements(), merged), d.query);
    }
    // Scores are multiplied in the wider of cache and activations; a bound grants the narrower.
    s.lookback_line.multiplied_as = formats.multiply_as_stated ? formats.multiply_as : formats.activations.native;
    const std::int64_t narrower = formats.cache.element_bits < formats.activations.element_bits ? formats.cache.element_bits : formats.activations.element_bits;
    s.lookback_line.operand_bits = formats.multiply_as_stated && operand_bits(formats.multiply_as) < narrower ? operand_bits(formats.multiply_as) : narrower;

    if (f.back.state.elements > 0) fill_recurrence(f.back.state, d, formats, s.state);
    s.lookback_line.flops_per_token = s.pair_flops_decode + s.state.update_flops + s.state.readout_flops;
    if (f.back.index.key_elements > 0) {
        s.index = {.bytes_per_token = stored_byte_count(formats.index, 1, f.back.index.key_elements),
                   .pair_flops = static_cast<double>(f.back.index.flops_per_pair),
                   .query_bytes_per_token = static_cast<double>(f.back.index.query_elements) * wide};
        s.index.line.name = index;
        s.index.line.flops_per_token = s.index.pair_flops;
        s.index.line.multiplied_as = formats.compute(formats.index);
        s.index.line.operand_bits = formats.index.element_bits < operand_bits(s.index.line.multiplied_as) ? formats.index.element_bits : operand_bits(s.index.line.multiplied_as);
    }

    // attention 2d + queries/t + keys and values/cut; dense 2d + 2f/t; an expert d + 2m
    const std::int64_t residual = checked::product(2, m.hidden);
    // and under context parallel the keys and values that come in around the ring
    const std::int64_t kept_blocks = r.plan.context > 1 ? 2 : 1;
    s.live_elements = checked::sum(residual, checked::sum(checked::ceil_div(f.back.query_elements, d.query), checked::product(kept_blocks, s.kept_elements)));
    for (std::int64_t j = 0; j < f.tensor_count; ++j) {
        const tensor& x = f.tensors[j];
        if (x.as != use::product || x.along != side::outputs) continue;
        const std::int64_t of_dense = checked::sum(residual, checked::product(x.copies, checked::ceil_div(x.outputs, d.width)));
        if (x.cut == axis::width && of_dense > s.live_elements) s.live_elements = of_dense;
        if (x.cut == axis::experts && f.experts.total > 0)
            s.expert_elements = checked::sum(m.hidden, checked::product(x.copies / f.experts.total, checked::ceil_div(x.outputs, d.expert_width)));
    }

    const bool exchanged = f.experts.total > 0 && r.plan.expert > 1;
    s.experts_held = f.experts.total > 0 ? checked::ceil_div(f.experts.total, r.plan.expert) : 0;
    s.reductions = r.plan.tensor > 1 ? f.reductions : 0;
    // What experts on other ranks have added up needs no reduction; of branches beside one another the mixer's part does.
    s.least_reductions = exchanged && s.reductions > 0 && (s.reductions > 1 || !s.looks_back) ? s.reductions - 1 : s.reductions;
    if (r.plan.tensor > 1) s.inner_reduced_bytes = static_cast<double>(f.inner_reduced_elements) * wide;
    if (exchanged) {
        // Every rank that shares the width of an expert needs the token.
        const auto e = static_cast<double>(r.plan.expert), sharers = static_cast<double>(r.plan.moe_tensor());
        const double copies = static_cast<double>(f.experts.per_token) * (e - 1) / e;
        const double each = copies * sharers / static_cast<double>(r.plan.stage_devices());
        s.dispatched_bytes_per_token = each * static_cast<double>(m.hidden) * bytes_per_element(formats.dispatch);
        s.combined_bytes_per_token = each * static_cast<double>(m.hidden) * wide;
        // Ranks of one tensor group have the token already: at least it goes to every other group that holds a wanted expert.
        const std::int64_t groups = r.plan.tensor > 1 && r.plan.token_ranks() > 1 ? r.plan.token_ranks() : r.plan.expert;
        const std::int64_t of_group = groups < f.experts.total ? checked::ceil_div(f.experts.total, groups) : 1;
        s.least_exchange_share = least_copies(f.experts, groups, of_group) / (copies * sharers);
        if (s.least_exchange_share > 1) s.least_exchange_share = 1;
    }
}

constexpr void add_form(const transformer& m, const layer_form& f, const layer_set& where, const request& r, sheet& s) noexcept {
    sheet_form& form = s.forms[s.form_count++];
    fill_form(m, f, where, r, form);
    s.layer_bytes = checked::sum(s.layer_bytes, checked::product(form.stored_bytes, form.layers));
    if (form.live_elements > s.live_elements) s.live_elements = form.live_elements;
}

}  // namespace detail

/// Fills a new sheet. Nothing of the workload is used.
constexpr void fill_sheet(const transformer& m, const request& r, sheet& s) noexcept {
    const precision& formats = r.formats;
    const degrees d = degrees_of_tables(r);
    const double wide = bytes_per_element(formats.activations);
    const auto hidden = static_cast<double>(m.hidden);
    tensor head = m.head;
    if (m.tied) head.kind = tensor_class::embedding;

    s.plan = r.plan;
    s.cache_format = formats.cache;
    s.activation_format = formats.activations;
    s.data_ranks = r.plan.data_ranks();
    s.token_ranks = r.plan.token_ranks();
    s.prefill_chunk = r.serving.prefill_chunk;
    if (r.serving.basis == fraction_of::free_after_weights) s.cache_percent = r.serving.memory_percent;
    s.reserve = r.serving.reserve;
    if (r.serving.cache_page != not_stated) s.cache_page = r.serving.cache_page;
    s.windows = r.serving.windows;
    s.state_copies = r.serving.state_copies;
    s.cache_in_pages = r.serving.cache_page != not_stated || s.windows != windowed_cache::by_layer || s.state_copies > 1;
    s.layer_count = m.layer_count;
    s.tied = m.tied;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (formats.exception_count == 0) {
            detail::add_form(m, m.forms[i], m.forms[i].where, r, s);
            continue;
        }
        const detail::form_pieces p = detail::pieces_of(m.forms[i], formats);
        bool whole = p.whole;
        for (int k = 0; k < p.count; ++k) {
            if (s.form_count == max_forms) whole = false;
            else detail::add_form(m, m.forms[i], p.where[k], r, s);
        }
        if (!whole) s.layer_bytes = checked::overflowed;  // out of range: no number follows from a part
    }
    s.lookup.name = "embedding";
    s.final_norm = detail::line_of(m.final_norm, formats.of(m.final_norm.kind), d, formats, 1);
    s.head = detail::line_of(head, formats.of(head.kind), d, formats, 1);
    s.head_bytes = s.head.stored_bytes;
    const std::int64_t bias_bytes = m.norm_biases ? stored_byte_count(formats.of(tensor_class::bias), m.hidden, 1) : 0;
    const std::int64_t last_bias_bytes = m.head_bias.outputs > 0 ? checked::sum(bias_bytes, share_of(m.head_bias, d, formats.of(tensor_class::bias)).stored.value) : bias_bytes;
    s.final_norm_bytes = checked::sum(s.final_norm.stored_bytes, last_bias_bytes);
    s.final_norm.stored_bytes = s.final_norm_bytes;
    const auto before = [&](tensor_class kind, std::int64_t stored) {
        s.first_by_class[static_cast<int>(kind)] += stored;
        s.first_bytes = checked::sum(s.first_bytes, stored);
    };
    const double row = hidden * bytes_per_element(formats.of(tensor_class::embedding));
    before(tensor_class::embedding, share_of(m.input_table, d, formats.of(tensor_class::embedding)).stored.value);
    s.lookup.activation_bytes_per_token = row + hidden * wide;
    if (m.positions.outputs > 0) {
        before(tensor_class::embedding, share_of(m.positions, d, formats.of(tensor_class::embedding)).stored.value);
        s.lookup.activation_bytes_per_token += row;
    }
    if (m.input_norm.outputs > 0) {
        before(tensor_class::norm, share_of(m.input_norm, d, formats.of(tensor_class::norm)).stored.value);
        if (m.norm_biases) before(tensor_class::bias, bias_bytes);
        s.lookup.activation_bytes_per_token += 2 * hidden * wide;
    }
    s.last_by_class[static_cast<int>(tensor_class::norm)] = s.final_norm_bytes - last_bias_bytes;
    s.last_by_class[static_cast<int>(tensor_class::bias)] = last_bias_bytes;
    if (!m.tied) s.last_by_class[static_cast<int>(tensor_class::head)] = s.head_bytes;
    s.vector_bytes = hidden * wide;
    s.logit_bytes_per_row = 4 * static_cast<double>(m.vocabulary());
    s.head.activation_bytes_per_token = s.vector_bytes + s.logit_bytes_per_row / static_cast<double>(d.vocabulary);
    s.residual_elements = checked::product(2, m.hidden);
    s.logit_bytes_held = checked::product(4, checked::ceil_div(m.vocabulary(), d.vocabulary));
    s.tables_cut = d.vocabulary > 1;
}

[[nodiscard]] constexpr sheet sheet_of(const transformer& m, const request& r) noexcept {
    sheet s;
    fill_sheet(m, r, s);
    return s;
}

/// Layers of this form on one stage of a pipeline.
[[nodiscard]] constexpr std::int64_t layers_on_stage(const sheet& s, const sheet_form& f, std::int64_t stage) noexcept {
    if (s.plan.pipeline == 1) return f.layers;
    return f.where.count_below(s.plan.first_layer(stage + 1, s.layer_count)) - f.where.count_below(s.plan.first_layer(stage, s.layer_count));
}

/// Weights on one stage that belong to no layer: the embedding on the first, final norm and head on the last; a tied
/// table is held once where both are one stage.
[[nodiscard]] constexpr std::int64_t bytes_around_layers(const sheet& s, std::int64_t stage) noexcept {
    std::int64_t sum = stage == 0 ? s.first_bytes : 0;
    if (stage != s.plan.pipeline - 1) return sum;
    sum = checked::sum(sum, s.final_norm_bytes);
    return s.tied && s.plan.pipeline == 1 ? sum : checked::sum(sum, s.head_bytes);
}

}  // namespace rafter
