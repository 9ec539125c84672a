// Parameters: how many, in which class, how many a token exercises, and the paper's parameter-to-compute ratio.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/share.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// Parameters by tensor class. Tied tables are counted once, as `embedding`. Scales, buffers and what the model does
/// not hold (multi-token prediction, vision) are not parameters.
struct parameter_count {
    parameters by_class[tensor_class_count]{};

    [[nodiscard]] constexpr parameters of(tensor_class c) const noexcept { return by_class[static_cast<int>(c)]; }
    [[nodiscard]] constexpr parameters total() const noexcept {
        parameters sum{};
        for (const auto& p : by_class) sum += p;
        return sum;
    }
    /// Without the input table, as model cards of gpt-oss and DeepSeek count.
    [[nodiscard]] constexpr parameters without_input_table() const noexcept { return total() - of(tensor_class::embedding); }
};

namespace detail {

constexpr void count(parameter_count& c, const tensor& x, std::int64_t times, std::int64_t copies) noexcept {
    c.by_class[static_cast<int>(x.kind)] += parameters{checked::product(checked::product(x.inputs, x.outputs), checked::product(copies, times))};
}

constexpr parameter_count count_parameters(const transformer& m, bool active) noexcept {
    parameter_count c;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        const std::int64_t layers = f.where.count();
        for (std::int64_t j = 0; j < f.tensor_count; ++j) {
            const tensor& x = f.tensors[j];
            const bool routed = active && x.cut == axis::experts && f.experts.total > 0;
            count(c, x, layers, routed ? x.copies / f.experts.total * f.experts.per_token : x.copies);
        }
    }
    const tensor* const around[] = {&m.input_table, &m.positions, &m.input_norm, &m.final_norm, &m.head_bias};
    for (const tensor* x : around) {
        count(c, *x, 1, 1);
        if (m.norm_biases && x->kind == tensor_class::norm) c.by_class[static_cast<int>(tensor_class::bias)] += parameters{x->outputs};
    }
    if (!m.tied) count(c, m.head, 1, 1);
    return c;
}

}  // namespace detail

/// Exact, to the unit. Llama-3.1-70B: 70,553,706,496.
[[nodiscard]] constexpr parameter_count parameters_of(const transformer& m) noexcept { return detail::count_parameters(m, false); }

/// What one token exercises: k of E routed experts, the router in full, both tables in full (a table that is only
/// looked up too, so that a dense model exercises all it holds). DeepSeek-V3: 37,552,297,472.
[[nodiscard]] constexpr parameter_count active_parameters_of(const transformer& m) noexcept { return detail::count_parameters(m, true); }

/// Parameter-to-compute ratio (arXiv 2506.00008): parameters held over parameters exercised a token. A dense model is
/// exactly 1; DeepSeek-V3 17.9.
[[nodiscard]] constexpr double parameter_to_compute(const transformer& m) noexcept {
    return parameters_of(m).total() / active_parameters_of(m).total();
}

/// Of a plan: what all devices hold, replicas counted, over what a token exercises, divided by the busy fraction
/// m/(m + p - 1) of a pipeline of p stages with m micro-batches. Tensor parallel on a dense model stays near 1 (norms
/// are replicated). Mixtral with data-parallel attention over 8 expert ranks holds its attention eight times.
[[nodiscard]] constexpr double parameter_to_compute(const transformer& m, const split& plan, std::int64_t micro_batches) noexcept {
    const request r{.plan = plan};
    std::int64_t held = 0;
    const std::int64_t ranks = plan.stage_devices();
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        const degrees d = degrees_of(r, f);
        for (std::int64_t j = 0; j < f.tensor_count; ++j) {
            const share s = share_of(f.tensors[j], d, number_format{});
            held = checked::sum(held, checked::product(checked::product(s.inputs, s.outputs), checked::product(s.copies, checked::product(ranks, f.where.count()))));
        }
    }
    const degrees d = degrees_of_tables(r);
    const tensor* const around[] = {&m.input_table, &m.positions, &m.input_norm, &m.final_norm, &m.head, &m.head_bias};
    for (const tensor* x : around) {
        if (x == &m.head && m.tied && plan.pipeline == 1) continue;
        const share s = share_of(*x, d, number_format{});
        const bool biased = m.norm_biases && x->kind == tensor_class::norm;
        held = checked::sum(held, checked::product(checked::product(s.inputs, s.outputs), biased ? 2 * ranks : ranks));
    }
    return static_cast<double>(held) / static_cast<double>(active_parameters_of(m).total().value) / busy_fraction(plan.pipeline, micro_batches);
}

}  // namespace rafter
