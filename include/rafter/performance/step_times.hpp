// Ceiling and roofline of a step: every operation is priced once, as it is written, and folded at once.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

namespace detail {

/// A step, folded: what stands around the layers, and one layer of every form.
struct step_sums {
    price_sum input{}, output{}, sends{};
    price_sum forms[max_forms]{};
    double not_needed = 0;  ///< compute of the last layer of a prefill that only unsampled positions would use
};

/// What a bound counts of the tensors of one layer: compulsory work, and the distinct bytes that are touched.
constexpr void bound_layer(const sheet_form& f, const least_compute& least, const step_size& size, const expert_load& load, price_sum& s) noexcept {
    s.least_compute += static_cast<double>(size.tokens) * least.passing + load.tokens_least * least.served;
    s.distinct_bytes += static_cast<double>(f.stored_bytes - f.routed_bytes) + static_cast<double>(f.routed_bytes) * load.touched_least;
}

/// What of that, in the last layer of a prefill, a system may leave out: only keys and values are needed everywhere. In
/// such a layer less than one expert-token a rank may remain, so no work of experts is counted there.
constexpr double left_out_of_last_layer(const sheet& held, const sheet_form& f, const machine_prices& on, const least_compute& least,
                                        const step_size& size, const expert_load& load) noexcept {
    const lookback_step back = lookback_of(held, f, size);
    return static_cast<double>(size.tokens - size.sequences) * least.passing_last + load.tokens_least * least.served +
           (back.flops - back.last_layer_flops) * on.compute.least_of(f.lookback_line.operand_bits);
}

constexpr void fold_step(const sheet& held, const step_size& size, const prices& p, step_sums& s) noexcept {
    pricing input{p, s.input}, output{p, s.output}, sends{p, s.sends};
    write_input(held, size, input);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        const expert_load load = load_of(held, f, size);
        pricing layer{p, s.forms[i]};
        write_layer(held, f, size, load, layer);
        bound_layer(f, p.on.layers[i], size, load, s.forms[i]);
        if (size.which == phase::prefill && f.where.contains(held.layer_count - 1))
            s.not_needed = left_out_of_last_layer(held, f, p.on, p.on.layers[i], size, load);
    }
    write_output(held, size, output);
    s.output.least_compute += static_cast<double>(size.sequences) * p.on.least_head;
    s.output.distinct_bytes += static_cast<double>(held.head_bytes + held.final_norm_bytes);
    write_sends(held, size, sends);
}

/// The sums of one pipeline stage.
constexpr price_sum stage_of(const sheet& held, const step_sums& s, std::int64_t stage) noexcept {
    price_sum here;
    if (stage == 0) here = s.input;
    for (std::int64_t i = 0; i < held.form_count; ++i) here.add(s.forms[i], static_cast<double>(layers_on_stage(held, held.forms[i], stage)));
    if (stage == held.plan.pipeline - 1) {
        here.add(s.output, 1);
        here.least_compute -= s.not_needed;
    }
    return here;
}

constexpr double larger(double a, double b) noexcept { return a > b ? a : b; }

constexpr resource largest_of(double compute, double memory, double link) noexcept {
    if (compute >= memory && compute >= link) return resource::compute;
    return memory >= link ? resource::memory : resource::link;
}

constexpr double per_second(double n, double time) noexcept { return time > 0 ? n / time : 0; }

constexpr double ceiling_of_stage(const price_sum& stage, double memory) noexcept {
    return larger(larger(stage.least_compute, memory), stage.least_link);
}

/// A prompt through a pipeline, at least: the whole prompt through any one stage, and one token of it through the others;
/// the stage for which that is most.
constexpr double prefill_ceiling(const sheet& held, const step_size& size, const prices& p, const step_sums& prompt) noexcept {
    step_sums token;
    fold_step(held, {.which = phase::prefill, .experts = size.experts}, p, token);
    double passes = 0, most = 0;
    for (std::int64_t s = 0; s < held.plan.pipeline; ++s) {
        const price_sum of_token = stage_of(held, token, s), of_prompt = stage_of(held, prompt, s);
        const double pass = ceiling_of_stage(of_token, least_memory_seconds(p.on.memory, of_token.distinct_bytes));
        passes += pass;
        most = larger(most, ceiling_of_stage(of_prompt, least_memory_seconds(p.on.memory, of_prompt.distinct_bytes)) - pass);
    }
    return passes + most;
}

/// Tokens a second that no system of such ranks exceeds, each with `sequences` in every micro-batch.
constexpr double system_ceiling(const sheet& held, step_size size, std::int64_t sequences, const prices& p) noexcept {
    const bool decode = size.which == phase::decode;
    const std::int64_t of_sequence = decode ? 1 : size.context;
    const std::int64_t shared = size.group_tokens / size.sequences * sequences;
    size.group_tokens = shared > 0 ? shared : 1;
    size.sequences = sequences;
    size.tokens = sequences * of_sequence;
    step_sums sums;
    fold_step(held, size, p, sums);
    double sum = 0, busiest = 0;
    for (std::int64_t s = 0; s < held.plan.pipeline; ++s) {
        const price_sum stage = stage_of(held, sums, s);
        const double bound = ceiling_of_stage(stage, least_memory_seconds(p.on.memory, stage.distinct_bytes));
        sum += bound;
        busiest = larger(busiest, bound);
    }
    const auto flights = static_cast<double>(size.micro_batches);
    const double tokens = static_cast<double>(held.plan.data_ranks()) * static_cast<double>(sequences * of_sequence) * flights;
    return per_second(tokens, decode ? larger(flights * busiest, sum + static_cast<double>(held.plan.pipeline - 1) * sums.sends.least_link) : busiest);
}

}  // namespace detail

/// Both bounds of one step of one kind of device.
///
/// Ceiling of a stage: max(compute, memory, link). A decode step crosses the stages one after another, so their sum. A
/// prompt is cut into chunks that overlap: the busiest stage over the whole prompt, plus one token's pass through the
/// others. Roofline: the serial sum of everything. The throughput of a pipeline is that of its slowest stage.
[[nodiscard]] constexpr phase_times times_of(const sheet& held, const workload& load, const step_size& size, const prices& p) noexcept {
    using namespace detail;
    const std::int64_t stages = held.plan.pipeline;
    step_sums sums;
    fold_step(held, size, p, sums);

    price_sum whole;
    double stage_ceilings = 0, memory = 0, busiest = 0, slowest = 0;
    for (std::int64_t s = 0; s < stages; ++s) {
        const price_sum stage = stage_of(held, sums, s);
        const double touched = least_memory_seconds(p.on.memory, stage.distinct_bytes);
        const double bound = ceiling_of_stage(stage, touched);
        if (stages == 1) whole = stage;
        else whole.add(stage, 1);
        memory += touched;
        stage_ceilings += bound;
        busiest = larger(busiest, bound);
        slowest = larger(slowest, stage.time);
    }
    if (stages > 1) whole.add(sums.sends, static_cast<double>(stages - 1));

    // A pipeline with micro-batches in flight gives every sequence its token once all have passed the slowest stage.
    const bool decode = size.which == phase::decode;
    const double bound = decode || stages == 1 ? stage_ceilings + static_cast<double>(stages - 1) * sums.sends.least_link
                                               : prefill_ceiling(held, size, p, sums);
    const auto flights = static_cast<double>(size.micro_batches);
    const double of_user = decode ? 1.0 : static_cast<double>(load.prompt);
    const double of_system = decode ? static_cast<double>(load.batch) : static_cast<double>(load.prompts_at_once) * of_user;
    // Where ranks or micro-batches are uneven, a bound grants all of them the better of the two numbers of sequences.
    const double at_most = static_cast<double>(held.plan.data_ranks()) * static_cast<double>(size.sequences) * (decode ? flights : of_user);
    double system = per_second(at_most, decode ? larger(flights * busiest, bound) : busiest);
    if (at_most > of_system && size.sequences > 1) system = larger(system, system_ceiling(held, size, size.sequences - 1, p));
    return {
        .ceiling = {.time = seconds{bound},
                    .bound_by = largest_of(whole.least_compute, memory, whole.least_link),
                    .compute = seconds{whole.least_compute},
                    .memory = seconds{memory},
                    .link = seconds{whole.least_link},
                    .per_user = tokens_per_second{per_second(of_user, bound)},
                    .system = tokens_per_second{system}},
        .roofline = {.time = seconds{whole.time},
                     .bound_by = largest_of(whole.compute_bound, whole.memory_bound(), whole.link),
                     .compute = seconds{whole.compute_bound},
                     .memory = seconds{whole.memory_bound()},
                     .link = seconds{whole.link},
                     .without_activations_and_messages = seconds{whole.bare},
                     .complete = p.on.units_known && p.on.links_priced && p.per_weight_byte > 0 && p.per_cache_byte > 0,
                     .per_user = tokens_per_second{per_second(of_user, whole.time)},
                     .system = tokens_per_second{per_second(of_system, decode ? larger(flights * slowest, whole.time) : slowest)}}};
}

}  // namespace rafter
