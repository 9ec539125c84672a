// A form of layer on the sheet: what one device holds of it, and what a step asks of it per token.
#pragma once

#include <cstdint>  // int64_t
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
    std::int64_t lookback_layers = 0;         ///< layers of the model that look back like these, 0 where an earlier form has said so
    std::int64_t expert_layers = 0;           ///< and those with experts like these, or with none
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

/// What a layer keeps of earlier tokens, and what looking back costs.
constexpr void fill_lookback(const layer_form& f, const degrees& d, const request& r, sheet_form& s) noexcept {
    constexpr label attention = "attention", scan = "scan", index = "indexer";
    const precision& formats = r.formats;
    s.lookback_line.name = f.back.state.elements > 0 ? scan : attention;
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
}

/// The elements that are live at once, a token: of the largest dense operation, and of an expert.
constexpr void fill_live_elements(const transformer& m, const layer_form& f, const degrees& d, const request& r, sheet_form& s) noexcept {
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
}

/// What the ranks of a layer send one another.
constexpr void fill_messages(const transformer& m, const layer_form& f, const request& r, sheet_form& s) noexcept {
    const double wide = bytes_per_element(r.formats.activations);
    const bool exchanged = f.experts.total > 0 && r.plan.expert > 1;
    s.experts_held = f.experts.total > 0 ? checked::ceil_div(f.experts.total, r.plan.expert) : 0;
    s.reductions = r.plan.tensor > 1 ? f.reductions : 0;
    // What experts on other ranks have added up needs no reduction; of branches beside one another the mixer's part does.
    s.least_reductions = exchanged && s.reductions > 0 && (s.reductions > 1 || !s.looks_back) ? s.reductions - 1 : s.reductions;
    if (r.plan.tensor > 1) s.inner_reduced_bytes = static_cast<double>(f.inner_reduced_elements) * wide;
    if (exchanged) {
        // Every rank that shares the width of an expert needs the token.
        const auto sharers = static_cast<double>(r.plan.moe_tensor());
        const double copies = copies_sent(f.experts, r.plan.expert);
        const double each = copies * sharers / static_cast<double>(r.plan.stage_devices());
        s.dispatched_bytes_per_token = each * static_cast<double>(m.hidden) * bytes_per_element(r.formats.dispatch);
        s.combined_bytes_per_token = each * static_cast<double>(m.hidden) * wide;
        // Ranks of one tensor group have the token already: at least it goes to every other group that holds a wanted expert.
        const std::int64_t groups = r.plan.tensor > 1 && r.plan.token_ranks() > 1 ? r.plan.token_ranks() : r.plan.expert;
        const std::int64_t of_group = groups < f.experts.total ? checked::ceil_div(f.experts.total, groups) : 1;
        s.least_exchange_share = least_copies(f.experts, groups, of_group) / (copies * sharers);
        if (s.least_exchange_share > 1) s.least_exchange_share = 1;
    }
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
    s.looks_back = f.back.exists();
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
    fill_lookback(f, d, r, s);
    fill_live_elements(m, f, d, r, s);
    fill_messages(m, f, r, s);
}

}  // namespace detail

}  // namespace rafter
