// What one step takes on a tariff, summed: of a layer, of one device, of the stages of a pipeline.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/tariff.hpp>

namespace rafter {

namespace detail {

/// Seconds, summed: of a layer, of a stage, of a step.
struct time_sum {
    // roofline
    double time = 0;           ///< of max(compute, memory), and of messages at link peak
    double compute_bound = 0;  ///< the part of `time` in operations bound by compute
    double link = 0;           ///< the part of `time` in messages
    // ceiling
    double least_compute = 0;  ///< compulsory work at the fastest peak
    double least_link = 0;
    double distinct_bytes = 0; ///< that must be touched

    /// n times what was summed there.
    constexpr void add(const time_sum& s, double n) noexcept {
        time += n * s.time;
        compute_bound += n * s.compute_bound;
        link += n * s.link;
        least_compute += n * s.least_compute;
        least_link += n * s.least_link;
        distinct_bytes += n * s.distinct_bytes;
    }
};

/// n times a lookback: an operation of its own, since its work and its bytes grow with the context.
constexpr void add_lookback(const machine_prices& on, const tariff& t, const sheet_line& l, const lookback_step& back, double n, time_sum& s) noexcept {
    const double compute = n * back.flops * on.compute.of(l.multiplied_as);
    const double memory = n * (back.read_bytes + back.written_bytes + back.activation_bytes) * t.reads.per_cache_byte;
    s.time += compute > memory ? compute : memory;
    s.compute_bound += compute > memory ? compute : 0;
    s.least_compute += n * back.least_flops * on.compute.least_of(l.operand_bits);
    s.distinct_bytes += n * back.least_read_bytes;
}

/// What so many tokens pass.
constexpr void add_passing(const tariff& t, const passing_price& price, double tokens, time_sum& s) noexcept {
    const tariff_row& row = row_of(t, price.rows, tokens, 1);
    s.time += tokens * row.per_token + row.per_share;
    s.compute_bound += tokens * row.compute_per_token;
    s.link += tokens * price.messages.link;
    s.least_compute += tokens * price.least_compute;
    s.least_link += tokens * price.messages.least_link;
    s.distinct_bytes += price.bytes;
}

/// n layers that look back, in a step that is not mixed.
constexpr void add_lookbacks_of(const sheet& held, const machine_prices& on, const tariff& t, const sheet_form& f, const step_size& size, double n,
                                time_sum& s) noexcept {
    const lookback_step back = lookback_of(held, f, size);
    add_lookback(on, t, f.lookback_line, back, n, s);
    if (held.plan.context > 1) {
        const double sent = n * (back.gathered_bytes + back.merged_bytes) * on.a_byte[static_cast<int>(message::ring)].time;
        s.time += sent;
        s.link += sent;
    }
    if (f.index.bytes_per_token > 0) add_lookback(on, t, f.index.line, indexing_of(f, size), n, s);
}
constexpr void add_lookbacks(const sheet& held, const machine_prices& on, const tariff& t, const sheet_form& f, const step_size& size, double n,
                             time_sum& s) noexcept {
    if (!f.looks_back) return;
    if (size.mixed == nullptr) return add_lookbacks_of(held, on, t, f, size, n, s);
    add_lookbacks_of(held, on, t, f, size.mixed->chunk, n, s);
    add_lookbacks_of(held, on, t, f, size.mixed->decoding, n, s);
}

/// What the experts of a form are asked, and the exchange with them.
constexpr void add_experts(const sheet& held, const tariff& t, const sheet_form& f, const expert_price& price, const step_size& size, time_sum& s) noexcept {
    if (f.experts.total == 0) return;
    const expert_load load = load_of(held, f, size);
    const tariff_row& row = row_of(t, price.rows, load.tokens, load.touched);
    s.time += load.tokens * row.per_token + load.touched * row.per_share;
    s.compute_bound += load.tokens * row.compute_per_token;
    s.least_compute += load.tokens_least * price.least_compute;
    s.distinct_bytes += price.bytes * load.touched_least;
    if (held.plan.expert <= 1) return;
    const auto group = static_cast<double>(size.group_tokens);
    s.time += group * price.exchange.link;
    s.link += group * price.exchange.link;
    if (size.experts == routing::uniform) s.least_link += group * price.exchange.least_link;
}

/// What a system may leave out of the last layer of a prefill: only its keys and values are needed at every position, the
/// rest at the sampled ones; where none is, nor are its other weights. Under one expert-token a rank may then remain, so no
/// work of experts on tokens of prompts is counted there.
constexpr void leave_out(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, time_sum& s) noexcept {
    if (size.which != phase::prefill) return;
    const last_layer_price& price = t.last;
    const sheet_form& f = held.forms[price.form];
    const auto unsampled = static_cast<double>(size.tokens - size.sampled);
    const auto leave = [&](const sheet_line& l, const lookback_step& back) {
        s.least_compute -= (back.least_flops - back.last_layer_flops) * on.compute.least_of(l.operand_bits);
    };
    s.least_compute -= unsampled * price.compute;
    leave(f.lookback_line, lookback_of(held, f, prompts_of(size)));
    if (f.index.bytes_per_token > 0) leave(f.index.line, indexing_of(f, prompts_of(size)));
    s.least_link -= unsampled * price.link;
    if (size.sampled == 0)
        for (std::int64_t j = 0; j < f.line_count; ++j)
            if (!f.lines[j].kept && !f.lines[j].routed) s.distinct_bytes -= static_cast<double>(f.lines[j].stored_bytes);
    if (f.experts.total == 0) return;
    const expert_load load = load_of(held, f, size);
    const std::int64_t sampled = sampled_of_group(held.plan, size);
    const double touched = sampled > 0 ? least_touched(f.experts, held.plan.expert, sampled, size.experts) / static_cast<double>(f.experts_held) : 0;
    const double of_prompts = static_cast<double>(prompts_of(size).group_tokens) / static_cast<double>(size.group_tokens);
    s.least_compute -= load.tokens_least * of_prompts * price.expert_compute;
    if (touched < load.touched_least) s.distinct_bytes -= static_cast<double>(f.routed_bytes) * (load.touched_least - touched);
    if (size.experts == routing::uniform) s.least_link -= static_cast<double>(size.group_tokens - sampled) * price.exchange;
}

constexpr void add_output(const tariff& t, const step_size& size, time_sum& s) noexcept {
    if (size.sampled > 0) add_passing(t, t.output, static_cast<double>(size.sampled), s);
}

/// A step of a plan without a pipeline, as far as a roofline goes.
constexpr void add_whole_step(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, time_sum& s) noexcept {
    add_passing(t, t.passing[0], static_cast<double>(size.tokens), s);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        if (f.lookback_layers > 0) add_lookbacks(held, on, t, f, size, static_cast<double>(f.lookback_layers), s);
        if (f.expert_layers > 0) add_experts(held, t, f, t.experts[i], size, s);
    }
    add_output(t, size, s);
}

/// From one stage of a pipeline to the next, and from all to theirs.
[[nodiscard]] constexpr double least_send(const tariff& t, const step_size& size) noexcept { return static_cast<double>(size.tokens) * t.send.least_link; }
[[nodiscard]] constexpr double least_sends(const sheet& held, const tariff& t, const step_size& size) noexcept {
    return static_cast<double>(held.plan.pipeline - 1) * least_send(t, size);
}

/// The same by stages of a pipeline.
struct step_by_stages {
    const sheet& held;
    const tariff& t;
    const step_size& size;
    time_sum of_layer[max_forms]{};
    time_sum left_out{};  ///< negative

    /// For a roofline alone nothing need be left out.
    constexpr step_by_stages(const sheet& model, const machine_prices& on, const tariff& prices, const step_size& step, bool for_ceiling = true) noexcept
        : held(model), t(prices), size(step) {
        for (std::int64_t i = 0; i < held.form_count; ++i) {
            add_passing(t, t.passing[i], static_cast<double>(size.tokens), of_layer[i]);
            add_lookbacks(held, on, t, held.forms[i], size, 1, of_layer[i]);
            add_experts(held, t, held.forms[i], t.experts[i], size, of_layer[i]);
        }
        if (for_ceiling) leave_out(held, on, t, size, left_out);
    }
    [[nodiscard]] constexpr time_sum of(std::int64_t stage) const noexcept {
        time_sum s;
        if (stage == 0) add_passing(t, t.input, static_cast<double>(size.tokens), s);
        for (std::int64_t i = 0; i < held.form_count; ++i) s.add(of_layer[i], static_cast<double>(layers_on_stage(held, held.forms[i], stage)));
        if (stage == held.plan.pipeline - 1) {
            s.add(left_out, 1);
            add_output(t, size, s);
        }
        return s;
    }
};

}  // namespace detail

}  // namespace rafter
