// The step ledger: one decode step, or one prefill, of one device, operation by operation. It knows no hardware.
//
// Operations are written into a sink: a `ledger` keeps them, a pricing folds them at once and stores nothing.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/routing.hpp>
#include <rafter/demand/share.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

/// How much one step handles.
struct step_size {
    phase which = phase::decode;
    std::int64_t sequences = 1;   ///< of one data rank, in one micro-batch
    std::int64_t tokens = 1;      ///< of one data rank, in one micro-batch
    std::int64_t group_tokens = 1;///< of all data ranks that share experts
    std::int64_t context = 1;     ///< decode: tokens each looks at, itself included; prefill: tokens of a prompt
    std::int64_t micro_batches = 1;
};

/// A decode step at the mean context: in a pipeline, of one micro-batch of ceil(sequences / min(p, sequences)).
[[nodiscard]] constexpr step_size decode_size(const request& r) noexcept {
    const std::int64_t sequences = sequences_per_rank(r);
    const std::int64_t flights = r.plan.pipeline < sequences ? r.plan.pipeline : sequences;
    const std::int64_t each = checked::ceil_div(sequences, flights);
    const std::int64_t sharing = r.plan.expert > 1 ? r.plan.data_ranks() : 1;
    return {.which = phase::decode, .sequences = each, .tokens = each,
            .group_tokens = r.load.batch < checked::product(each, sharing) ? r.load.batch : checked::product(each, sharing),
            .context = r.load.mean_context(), .micro_batches = flights};
}

/// A prefill of `prompts_at_once` whole prompts.
[[nodiscard]] constexpr step_size prefill_size(const request& r) noexcept {
    const std::int64_t prompts = checked::ceil_div(r.load.prompts_at_once, r.plan.data_ranks());
    const std::int64_t sharing = r.plan.expert > 1 ? r.plan.data_ranks() : 1;
    const std::int64_t busy = r.load.prompts_at_once < sharing ? r.load.prompts_at_once : sharing;
    const std::int64_t tokens = checked::product(prompts, r.load.prompt);
    return {.which = phase::prefill, .sequences = prompts, .tokens = tokens, .group_tokens = checked::product(tokens, busy),
            .context = r.load.prompt};
}

/// (query, key) pairs of a causal prompt of S tokens: S(S+1)/2; with a window W < S: W*S - W(W-1)/2. 2,048: 2,098,176.
[[nodiscard]] constexpr double causal_pairs(std::int64_t s, std::int64_t window) noexcept {
    const auto n = static_cast<double>(s);
    if (window <= 0 || window >= s) return n * (n + 1) / 2;
    const auto w = static_cast<double>(window);
    return w * n - w * (w - 1) / 2;
}

namespace detail {

constexpr double bytes_per_element(const number_format& f) noexcept { return bits_per_element(f) / 8; }

/// A product of one token with the device's share: 2 x inputs x outputs x copies.
constexpr double flops_per_token(const share& s) noexcept {
    return 2.0 * static_cast<double>(s.inputs) * static_cast<double>(s.outputs) * static_cast<double>(s.copies);
}

struct step_writer {
    const request& r;
    step_size size;
    double activation_bytes;

    constexpr operation line(const tensor& x, const share& s, std::int64_t repeats) const noexcept {
        const number_format& f = r.formats.of(x.kind);
        operation o{.name = x.name, .repeats = repeats, .multiplied_as = r.formats.compute(f),
                    .operand_bits = r.formats.multiply_as_stated ? operand_bits(r.formats.multiply_as) : f.element_bits};
        o.weights = traffic{s.stored};
        o.least_weights = o.weights;
        return o;
    }

    /// A matrix product, or the read of a vector whose arithmetic is fused.
    constexpr operation of_tensor(const tensor& x, const share& s, std::int64_t repeats) const noexcept {
        operation o = line(x, s, repeats);
        const auto tokens = static_cast<double>(size.tokens);
        if (x.as == use::vector) {
            if (x.kind == tensor_class::norm)
                o.activations = traffic{2 * tokens * static_cast<double>(s.outputs * s.copies) * activation_bytes};
            return o;
        }
        const double each = flops_per_token(s);
        o.work = flops{tokens * each};
        o.least_work = o.work;
        o.last_layer_work = x.kept ? o.work : flops{static_cast<double>(size.sequences) * each};
        o.activations = traffic{tokens * static_cast<double>(s.inputs + s.outputs * s.copies) * activation_bytes};
        return o;
    }

    /// A matrix of routed experts: only touched ones are read, only k of E work for a token.
    constexpr operation of_experts(const tensor& x, const share& s, const expert_counts& e, const expert_load& load,
                                   std::int64_t repeats) const noexcept {
        operation o = line(x, s, repeats);
        const double held = static_cast<double>(checked::ceil_div(e.total, r.plan.expert));
        const auto touched = [&](double n) { return traffic{o.weights.value * (n < held ? n / held : 1.0)}; };
        o.least_weights = touched(load.experts_least);
        o.weights = touched(load.experts);
        if (x.as == use::vector) return o;
        const auto per_expert = static_cast<double>(x.copies / e.total);
        const double each = 2.0 * static_cast<double>(s.inputs) * static_cast<double>(s.outputs) * per_expert;
        o.work = flops{load.tokens * each};
        o.least_work = flops{load.tokens_least * each};
        o.last_layer_work = flops{0};  // sampled positions only: under one expert-token a rank may remain
        o.activations = traffic{load.tokens * (static_cast<double>(s.inputs) + static_cast<double>(s.outputs) * per_expert) * activation_bytes};
        return o;
    }

    /// Scores and values, fused: queries in, results out, the cache read once a sequence.
    constexpr operation of_lookback(const layer_form& f, const degrees& d, std::int64_t repeats) const noexcept {
        const auto sequences = static_cast<double>(size.sequences);
        const auto tokens = static_cast<double>(size.tokens);
        const auto heads = static_cast<double>(d.query);
        const auto kept = static_cast<double>(checked::ceil_div(f.back.elements_per_token, f.back.cut == axis::kv_heads ? d.kv : 1));
        const double queries = static_cast<double>(f.back.query_elements + f.back.result_elements) / heads;
        const number_format& cache = r.formats.cache;
        const bool narrow = operand_bits(r.formats.activations.native) > operand_bits(cache.native);
        operation o{.name = "attention", .repeats = repeats,
                    .multiplied_as = r.formats.multiply_as_stated && operand_bits(r.formats.multiply_as) > 8 ? r.formats.multiply_as : r.formats.activations.native,
                    .operand_bits = narrow ? cache.element_bits : r.formats.activations.element_bits};
        o.cache_write = traffic{tokens * kept * bytes_per_element(cache)};
        if (size.which == phase::decode) {
            const std::int64_t seen = f.back.window > 0 && f.back.window < size.context ? f.back.window : size.context;
            o.cache_read = traffic{cache_of(f, r, size.context) * size.sequences};
            o.work = flops{sequences * static_cast<double>(seen) * static_cast<double>(f.back.flops_per_pair_decode) / heads};
            o.last_layer_work = o.work;
            o.activations = traffic{tokens * queries * activation_bytes};
        } else {
            const auto pair = static_cast<double>(f.back.flops_per_pair_prefill) / heads;
            const std::int64_t last = f.back.window > 0 && f.back.window < size.context ? f.back.window : size.context;
            o.work = flops{sequences * causal_pairs(size.context, f.back.window) * pair};
            o.last_layer_work = flops{sequences * static_cast<double>(last) * pair};
            o.activations = traffic{tokens * (queries + kept) * activation_bytes};
        }
        o.least_work = o.work;
        return o;
    }

    constexpr operation all_reduce(label name, std::int64_t repeats, std::int64_t hidden, bool compulsory) const noexcept {
        operation o{.name = name, .repeats = repeats, .kind = message::all_reduce, .ranks = r.plan.tensor};
        o.sent = traffic{static_cast<double>(size.tokens) * static_cast<double>(hidden) * activation_bytes};
        if (compulsory) o.least_sent = o.sent;
        return o;
    }

    /// Tokens to their experts and back. A device sends its 1/t of a data rank's tokens, k*(e-1)/e copies of each;
    /// where a rank that is wanted twice gets one copy, (e-1)*(1 - C(E-E/e, k)/C(E, k)): the least.
    constexpr operation exchange(label name, const layer_form& f, std::int64_t hidden, const number_format& format) const noexcept {
        const std::int64_t e = r.plan.expert, group = checked::ceil_div(f.experts.total, e);
        operation o{.name = name, .repeats = f.where.count(), .kind = message::all_to_all, .ranks = e,
                    .stride = r.plan.moe_tensor()};
        const double vector = static_cast<double>(size.group_tokens) / static_cast<double>(r.plan.stage_devices()) *
                              static_cast<double>(hidden) * bytes_per_element(format);
        const double elsewhere = static_cast<double>(e - 1) / static_cast<double>(e);
        o.sent = traffic{vector * static_cast<double>(f.experts.per_token) * elsewhere};
        if (r.load.experts == routing::uniform) {
            double avoided = 1;
            for (std::int64_t i = 0; i < f.experts.per_token; ++i)
                avoided *= static_cast<double>(f.experts.total - group - i) / static_cast<double>(f.experts.total - i);
            o.least_sent = traffic{vector * static_cast<double>(e - 1) * (1 - (avoided > 0 ? avoided : 0))};
        }
        return o;
    }
};

template <class Sink>
constexpr void write_layer(const step_writer& w, const transformer& m, const layer_form& f, Sink& sink) noexcept {
    const degrees d = degrees_of(w.r, f);
    const std::int64_t n = f.where.count();
    expert_load load;
    if (f.experts.total > 0) load = load_of(f.experts, w.r.plan.expert, w.size.group_tokens, w.r.load.experts);
    for (std::int64_t j = 0; j < f.tensor_count; ++j) {
        const tensor& x = f.tensors[j];
        const share s = share_of(x, d, w.r.formats.of(x.kind));
        if (x.cut == axis::experts) sink(w.of_experts(x, s, f.experts, load, n));
        else sink(w.of_tensor(x, s, n));
    }
    sink(w.of_lookback(f, d, n));
    const bool exchanged = f.experts.total > 0 && w.r.plan.expert > 1;
    if (w.r.plan.tensor > 1)
        for (std::int64_t i = 0; i < f.reductions; ++i) sink(w.all_reduce("all_reduce", n, m.hidden, i == 0 || !exchanged));
    if (exchanged) {
        sink(w.exchange("dispatch", f, m.hidden, w.r.formats.dispatch));
        sink(w.exchange("combine", f, m.hidden, w.r.formats.activations));
    }
}

}  // namespace detail

/// Writes what stands before the layers: the input table.
template <class Sink>
constexpr void write_input(const transformer& m, const request& r, const step_size& size, Sink& sink) noexcept {
    const detail::step_writer w{r, size, detail::bytes_per_element(r.formats.activations)};
    const double row = static_cast<double>(m.hidden) * detail::bytes_per_element(r.formats.of(tensor_class::embedding));
    operation lookup{.name = "embedding"};
    lookup.activations = traffic{static_cast<double>(size.tokens) * (row + static_cast<double>(m.hidden) * w.activation_bytes)};
    sink(lookup);
    if (degrees_of_tables(r).vocabulary > 1) sink(w.all_reduce("all_reduce", 1, m.hidden, true));
}

/// Writes the lines of one form of layer; `repeats` of them is all its layers in the model.
template <class Sink>
constexpr void write_layer(const transformer& m, const layer_form& f, const request& r, const step_size& size, Sink& sink) noexcept {
    detail::write_layer(detail::step_writer{r, size, detail::bytes_per_element(r.formats.activations)}, m, f, sink);
}

/// Writes what stands behind the layers: final norm, head on the sampled positions (one a sequence), logits gathered.
template <class Sink>
constexpr void write_output(const transformer& m, const request& r, const step_size& size, Sink& sink) noexcept {
    const detail::step_writer w{r, {size.which, size.sequences, size.sequences, size.sequences, size.context}, detail::bytes_per_element(r.formats.activations)};
    const degrees d = degrees_of_tables(r);
    sink(w.of_tensor(m.final_norm, share_of(m.final_norm, d, r.formats.of(tensor_class::norm)), 1));
    tensor head = m.head;
    if (m.tied) head.kind = tensor_class::embedding;
    const share s = share_of(head, d, r.formats.of(head.kind));
    operation o = w.of_tensor(head, s, 1);
    const auto rows = static_cast<double>(size.sequences);
    o.activations = traffic{rows * (static_cast<double>(s.inputs) * w.activation_bytes + static_cast<double>(s.outputs) * 4)};
    sink(o);
    if (d.vocabulary > 1) {
        operation gather{.name = "all_gather", .kind = message::all_gather, .ranks = d.vocabulary};
        gather.sent = traffic{rows * static_cast<double>(m.vocabulary()) * 4};  // a greedy sampler needs none: least 0
        sink(gather);
    }
}

/// Writes the sends between the stages of a pipeline, one line for all of them.
template <class Sink>
constexpr void write_sends(const transformer& m, const request& r, const step_size& size, Sink& sink) noexcept {
    if (r.plan.pipeline <= 1) return;
    operation o{.name = "send", .repeats = r.plan.pipeline - 1, .kind = message::send, .ranks = r.plan.pipeline,
                .stride = r.plan.stage_devices()};
    o.sent = traffic{static_cast<double>(size.tokens) * static_cast<double>(m.hidden) * detail::bytes_per_element(r.formats.activations)};
    o.least_sent = o.sent / r.plan.tensor;  // each tensor rank can send its part
    sink(o);
}

/// The whole step, in the order of the data.
template <class Sink>
constexpr void write_step(const transformer& m, const request& r, const step_size& size, Sink& sink) noexcept {
    write_input(m, r, size, sink);
    for (std::int64_t i = 0; i < m.form_count; ++i) write_layer(m, m.forms[i], r, size, sink);
    write_output(m, r, size, sink);
    write_sends(m, r, size, sink);
}

}  // namespace rafter
