// Ceiling and roofline of a step, from what a tariff has summed before.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/tariff.hpp>
#include <rafter/performance/times.hpp>

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

/// What stands around the layers, and one layer of every form.
struct step_sums {
    time_sum input{}, output{};
    double send = 0, least_send = 0;  ///< one boundary of a pipeline
    time_sum layers[max_forms]{};
    time_sum left_out{};      ///< of the last layer of a prefill: what only unsampled positions would use
};

/// The lookback of one layer: an operation of its own, since its work and its bytes grow with the context.
constexpr void add_lookback(const sheet_form& f, const machine_prices& on, const read_prices& reads, const lookback_step& back, time_sum& s) noexcept {
    const double compute = back.flops * on.compute.of(f.lookback_line.multiplied_as);
    const double memory = (back.read_bytes + back.written_bytes + back.activation_bytes) * reads.per_cache_byte;
    if (compute > memory) {
        s.time += compute;
        s.compute_bound += compute;
    } else {
        s.time += memory;
    }
    s.least_compute += back.flops * on.compute.least_of(f.lookback_line.operand_bits);
    s.distinct_bytes += back.read_bytes;
}

constexpr void sum_layer(const sheet& held, const sheet_form& f, const layer_tariff& price, const tariff& t, const machine_prices& on,
                         const step_size& size, const expert_load& load, const lookback_step& back, time_sum& s) noexcept {
    const auto tokens = static_cast<double>(size.tokens);
    const tariff_row& row = row_of(t, price.passing, tokens, 1);
    s = {.time = tokens * row.per_token + row.per_share + tokens * price.messages.time,
         .compute_bound = tokens * row.compute_per_token,
         .link = tokens * price.messages.link,
         .least_compute = tokens * price.least.passing,
         .least_link = tokens * price.messages.least_link,
         .distinct_bytes = static_cast<double>(f.stored_bytes - f.routed_bytes)};
    add_lookback(f, on, t.reads, back, s);
    if (f.experts.total == 0) return;
    const tariff_row& served = row_of(t, price.served, load.tokens, load.touched);
    s.time += load.tokens * served.per_token + load.touched * served.per_share;
    s.compute_bound += load.tokens * served.compute_per_token;
    s.least_compute += load.tokens_least * price.least.served;
    s.distinct_bytes += static_cast<double>(f.routed_bytes) * load.touched_least;
    if (held.plan.expert <= 1) return;
    const auto group = static_cast<double>(size.group_tokens);
    s.time += group * price.exchange.time;
    s.link += group * price.exchange.link;
    if (size.experts == routing::uniform) s.least_link += group * price.exchange.least_link;
}

/// What a system may leave out of the last layer of a prefill: only its keys and values are needed at every position, the
/// rest at the sampled ones. Under one expert-token a rank may then remain, so no work of experts is counted there.
constexpr time_sum left_out_of(const sheet& held, const sheet_form& f, const layer_tariff& price, const machine_prices& on, const step_size& size,
                               const expert_load& load, const lookback_step& back) noexcept {
    const auto unsampled = static_cast<double>(size.tokens - size.sequences), group = static_cast<double>(size.group_tokens);
    time_sum s{.least_compute = unsampled * price.least.sampled_only + load.tokens_least * price.least.served +
                                (back.flops - back.last_layer_flops) * on.compute.least_of(f.lookback_line.operand_bits),
               .least_link = unsampled * price.messages.least_link};
    if (f.experts.total == 0) return s;
    const std::int64_t sampled = size.group_tokens / size.context;  // one a prompt
    const double touched = least_touched(f.experts, held.plan.expert, sampled, size.experts) / static_cast<double>(f.experts_held);
    if (touched < load.touched_least) s.distinct_bytes = static_cast<double>(f.routed_bytes) * (load.touched_least - touched);
    if (size.experts == routing::uniform) s.least_link += (group - static_cast<double>(sampled)) * price.exchange.least_link;
    return s;
}

constexpr void sum_step(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, step_sums& s) noexcept {
    const auto tokens = static_cast<double>(size.tokens), rows = static_cast<double>(size.sequences);
    s.input = {.time = tokens * t.input.time, .link = tokens * t.input.link, .least_link = tokens * t.input.least_link};
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        const expert_load load = load_of(held, f, size);
        const lookback_step back = lookback_of(held, f, size);
        sum_layer(held, f, t.layers[i], t, on, size, load, back, s.layers[i]);
        if (size.which == phase::prefill && f.where.contains(held.layer_count - 1)) s.left_out = left_out_of(held, f, t.layers[i], on, size, load, back);
    }
    const tariff_row& row = row_of(t, t.output, rows, 1);
    s.output = {.time = rows * row.per_token + row.per_share + rows * t.gather.time,
                .compute_bound = rows * row.compute_per_token,
                .link = rows * t.gather.link,
                .least_compute = rows * t.least_output,
                .least_link = rows * t.gather.least_link,
                .distinct_bytes = static_cast<double>(held.head_bytes + held.final_norm_bytes)};
    s.send = tokens * t.send.time;
    s.least_send = tokens * t.send.least_link;
}

/// The sums of one pipeline stage.
constexpr time_sum stage_of(const sheet& held, const step_sums& s, std::int64_t stage) noexcept {
    time_sum here{};
    if (stage == 0) here = s.input;
    for (std::int64_t i = 0; i < held.form_count; ++i) here.add(s.layers[i], static_cast<double>(layers_on_stage(held, held.forms[i], stage)));
    if (stage == held.plan.pipeline - 1) {
        here.add(s.output, 1);
        here.least_compute -= s.left_out.least_compute;
        here.least_link -= s.left_out.least_link;
        here.distinct_bytes -= s.left_out.distinct_bytes;
    }
    return here;
}

constexpr double larger(double a, double b) noexcept { return a > b ? a : b; }

constexpr resource largest_of(double compute, double memory, double link) noexcept {
    if (compute >= memory && compute >= link) return resource::compute;
    return memory >= link ? resource::memory : resource::link;
}

constexpr double per_second(double n, double time) noexcept { return time > 0 ? n / time : 0; }

constexpr double ceiling_of(const time_sum& stage, double memory) noexcept { return larger(larger(stage.least_compute, memory), stage.least_link); }

/// A prompt through a pipeline, at least: the whole prompt through any one stage, and one token of it through the others;
/// the stage for which that is most.
constexpr double prefill_ceiling(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, const step_sums& prompt) noexcept {
    step_sums token;
    sum_step(held, on, t, {.which = phase::prefill, .experts = size.experts}, token);
    double passes = 0, most = 0;
    for (std::int64_t s = 0; s < held.plan.pipeline; ++s) {
        const time_sum of_token = stage_of(held, token, s), of_prompt = stage_of(held, prompt, s);
        const double pass = ceiling_of(of_token, least_memory_seconds(on.memory, of_token.distinct_bytes));
        passes += pass;
        most = larger(most, ceiling_of(of_prompt, least_memory_seconds(on.memory, of_prompt.distinct_bytes)) - pass);
    }
    return passes + most;
}

/// Tokens a second that no system of such ranks exceeds, each with `sequences` in every micro-batch.
constexpr double system_ceiling(const sheet& held, const machine_prices& on, const tariff& t, step_size size, std::int64_t sequences) noexcept {
    const bool decode = size.which == phase::decode;
    const std::int64_t of_sequence = decode ? 1 : size.context;
    const std::int64_t shared = size.group_tokens / size.sequences * sequences;
    size.group_tokens = shared > 0 ? shared : 1;
    size.sequences = sequences;
    size.tokens = sequences * of_sequence;
    step_sums sums;
    sum_step(held, on, t, size, sums);
    double sum = 0, busiest = 0;
    for (std::int64_t s = 0; s < held.plan.pipeline; ++s) {
        const time_sum stage = stage_of(held, sums, s);
        const double bound = ceiling_of(stage, least_memory_seconds(on.memory, stage.distinct_bytes));
        sum += bound;
        busiest = larger(busiest, bound);
    }
    const auto flights = static_cast<double>(size.micro_batches);
    const double tokens = static_cast<double>(held.plan.data_ranks()) * static_cast<double>(sequences * of_sequence) * flights;
    return per_second(tokens, decode ? larger(flights * busiest, sum + static_cast<double>(held.plan.pipeline - 1) * sums.least_send) : busiest);
}

}  // namespace detail

/// Both bounds of one step of one kind of device.
///
/// Ceiling of a stage: max(compute, memory, link). A decode step crosses the stages one after another, so their sum. A
/// prompt is cut into chunks that overlap: the busiest stage over the whole prompt, plus one token's pass through the
/// others. Roofline: the serial sum of everything. The throughput of a pipeline is that of its slowest stage.
[[nodiscard]] constexpr phase_times times_of(const sheet& held, const machine_prices& on, const tariff& t, const workload& load,
                                             const step_size& size) noexcept {
    using namespace detail;
    const std::int64_t stages = held.plan.pipeline;
    step_sums sums;
    sum_step(held, on, t, size, sums);

    time_sum whole = stage_of(held, sums, 0);
    double memory = least_memory_seconds(on.memory, whole.distinct_bytes);
    double bound = ceiling_of(whole, memory), busiest = bound, slowest = whole.time;
    for (std::int64_t s = 1; s < stages; ++s) {
        const time_sum stage = stage_of(held, sums, s);
        const double touched = least_memory_seconds(on.memory, stage.distinct_bytes);
        const double of_stage = ceiling_of(stage, touched);
        whole.add(stage, 1);
        memory += touched;
        bound += of_stage;
        busiest = larger(busiest, of_stage);
        slowest = larger(slowest, stage.time);
    }
    const bool decode = size.which == phase::decode;
    if (stages > 1) {
        const auto boundaries = static_cast<double>(stages - 1);
        whole.time += boundaries * sums.send;
        whole.link += boundaries * sums.send;
        whole.least_link += boundaries * sums.least_send;
        bound = decode ? bound + boundaries * sums.least_send : prefill_ceiling(held, on, t, size, sums);
    }

    // A pipeline with micro-batches in flight gives every sequence its token once all have passed the slowest stage.
    const auto flights = static_cast<double>(size.micro_batches);
    const double of_user = decode ? 1.0 : static_cast<double>(load.prompt);
    const double of_system = decode ? static_cast<double>(load.batch) : static_cast<double>(load.prompts_at_once) * of_user;
    // Where ranks or micro-batches are uneven, a bound grants all of them the better of the two numbers of sequences.
    const double at_most = static_cast<double>(held.plan.data_ranks()) * static_cast<double>(size.sequences) * (decode ? flights : of_user);
    double system = per_second(at_most, decode ? larger(flights * busiest, bound) : busiest);
    if (at_most > of_system && size.sequences > 1) system = larger(system, system_ceiling(held, on, t, size, size.sequences - 1));
    const double memory_bound = whole.time - whole.compute_bound - whole.link;
    return {
        .ceiling = {.time = seconds{bound},
                    .bound_by = largest_of(whole.least_compute, memory, whole.least_link),
                    .compute = seconds{whole.least_compute},
                    .memory = seconds{memory},
                    .link = seconds{whole.least_link},
                    .per_user = tokens_per_second{per_second(of_user, bound)},
                    .system = tokens_per_second{system}},
        .roofline = {.time = seconds{whole.time},
                     .bound_by = largest_of(whole.compute_bound, memory_bound, whole.link),
                     .compute = seconds{whole.compute_bound},
                     .memory = seconds{memory_bound},
                     .link = seconds{whole.link},
                     .complete = t.units_known && on.links_priced && t.reads.per_weight_byte > 0 && t.reads.per_cache_byte > 0,
                     .per_user = tokens_per_second{per_second(of_user, whole.time)},
                     .system = tokens_per_second{per_second(of_system, decode ? larger(flights * slowest, whole.time) : slowest)}}};
}

}  // namespace rafter
