// The sheet of a split model: what one device holds, and what a step asks for per token, before any workload is known.
//
// It follows from the model, the plan and the formats alone. A compile-time deployment shares it with every other one
// that differs only in its workload; a scheduler can keep it and assess a batch in a fraction of the time.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t
#include <rafter/demand/form_pieces.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/share.hpp>
#include <rafter/demand/sheet_form.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

/// The whole model, as a device holds it, and what else of the request a step depends on beside its workload.
struct sheet {
    split plan{};
    number_format cache_format{};
    number_format activation_format{};
    std::int64_t data_ranks = 1;
    std::int64_t token_ranks = 1;             ///< data times context ranks
    std::int64_t prefill_chunk = 0;
    std::int64_t step_tokens = 0;             ///< most of a step, of prompts and of sequences in flight
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

constexpr void add_form(const transformer& m, const layer_form& f, const layer_set& where, const request& r, sheet& s) noexcept {
    sheet_form& form = s.forms[s.form_count];
    fill_form(m, f, where, r, form);
    std::int64_t back = 0, experts = 0;  // the first forms like it
    while (back < s.form_count && s.forms[back].back != form.back) ++back;
    while (experts < s.form_count && s.forms[experts].experts != form.experts) ++experts;
    s.forms[back].lookback_layers += form.layers;
    s.forms[experts].expert_layers += form.layers;
    ++s.form_count;
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
    s.prefill_chunk = r.serving.chunk();
    s.step_tokens = r.serving.max_num_batched_tokens != not_stated ? r.serving.max_num_batched_tokens : s.prefill_chunk;
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
