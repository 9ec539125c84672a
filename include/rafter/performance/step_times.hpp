// Ceiling and roofline of a step, from what a tariff has summed before.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/step_sums.hpp>
#include <rafter/performance/tariff.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

namespace detail {

constexpr double larger(double a, double b) noexcept { return a > b ? a : b; }

constexpr resource largest_of(double compute, double memory, double link) noexcept {
    if (compute >= memory && compute >= link) return resource::compute;
    return memory >= link ? resource::memory : resource::link;
}

constexpr double per_second(double n, double time) noexcept { return time > 0 ? n / time : 0; }

constexpr double ceiling_of(const time_sum& stage, double memory) noexcept { return larger(larger(stage.least_compute, memory), stage.least_link); }

/// What all stages of a pipeline add up to.
struct pipeline_sum {
    time_sum whole{};
    double memory = 0;    ///< least seconds of distinct bytes
    double bounds = 0;    ///< the ceilings of the stages, one after another
    double busiest = 0;   ///< the largest of them
    double slowest = 0;   ///< the largest roofline of a stage
};
constexpr pipeline_sum sum_of_stages(const machine_prices& on, const step_by_stages& step) noexcept {
    pipeline_sum p;
    for (std::int64_t s = 0; s < step.held.plan.pipeline; ++s) {
        const time_sum stage = step.of(s);
        const double memory = least_memory_seconds(on.memory, stage.distinct_bytes), bound = ceiling_of(stage, memory);
        p.whole.add(stage, 1);
        p.memory += memory;
        p.bounds += bound;
        p.busiest = larger(p.busiest, bound);
        p.slowest = larger(p.slowest, stage.time);
    }
    return p;
}
constexpr void sum_one_stage(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, pipeline_sum& p) noexcept {
    add_whole_step(held, on, t, size, p.whole);
    leave_out(held, on, t, size, p.whole);
    p.memory = least_memory_seconds(on.memory, p.whole.distinct_bytes);
    p.bounds = p.busiest = ceiling_of(p.whole, p.memory);
    p.slowest = p.whole.time;
}
constexpr pipeline_sum sum_of_step(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size) noexcept {
    if (held.plan.pipeline > 1) return sum_of_stages(on, step_by_stages(held, on, t, size));
    pipeline_sum p;
    sum_one_stage(held, on, t, size, p);
    return p;
}

/// A prompt through a pipeline, at least: the whole prompt through any one stage, and one token of it through the others;
/// the stage for which that is most.
constexpr double prefill_ceiling(const machine_prices& on, const step_by_stages& prompt) noexcept {
    step_size one;
    one.which = phase::prefill;
    one.experts = prompt.size.experts;
    const step_by_stages token(prompt.held, on, prompt.t, one);
    double passes = 0, most = 0;
    for (std::int64_t s = 0; s < prompt.held.plan.pipeline; ++s) {
        const time_sum of_token = token.of(s), of_prompt = prompt.of(s);
        const double pass = ceiling_of(of_token, least_memory_seconds(on.memory, of_token.distinct_bytes));
        passes += pass;
        most = larger(most, ceiling_of(of_prompt, least_memory_seconds(on.memory, of_prompt.distinct_bytes)) - pass);
    }
    return passes + most;
}

/// What is sent between the stages, one boundary after another. Its seconds at one of them: no two steps use a link at once, so the
/// pace of a pipeline is that of its slowest stage or link.
constexpr double add_sends(const sheet& held, const tariff& t, const step_size& size, time_sum& s) noexcept {
    const double each = static_cast<double>(size.tokens) * t.send.link, sent = static_cast<double>(held.plan.pipeline - 1) * each;
    s.time += sent;
    s.link += sent;
    return each;
}

/// One micro-batch of a prefill through all stages. It reads the weights again.
constexpr pipeline_sum roofline_of_micro_batch(const sheet& held, const machine_prices& on, const tariff& t, const step_size& whole) noexcept {
    const step_size size = micro_batch_of(whole);
    pipeline_sum p = sum_of_step(held, on, t, size);
    p.slowest = larger(p.slowest, add_sends(held, t, size, p.whole));
    return p;
}

/// Of one pass through all stages, and what it waits for others; `each` seconds lie between two such.
constexpr roofline roofline_of(const machine_prices& on, const tariff& t, const time_sum& pass, double waiting, double of_user, double of_system, double each) noexcept {
    const double memory_bound = pass.time - pass.compute_bound - pass.link, time = pass.time + waiting;
    return {.time = seconds{time},
            .bound_by = largest_of(pass.compute_bound, memory_bound, pass.link),
            .compute = seconds{pass.compute_bound},
            .memory = seconds{memory_bound},
            .link = seconds{pass.link},
            .waiting = seconds{waiting},
            .complete = t.units_known && on.links_priced && t.reads.per_weight_byte > 0 && t.reads.per_cache_byte > 0,
            .per_user = tokens_per_second{per_second(of_user, time)},
            .system = tokens_per_second{per_second(of_system, each)}};
}

/// Tokens a second that no system of such ranks exceeds, each with `sequences` in every micro-batch.
constexpr double system_ceiling(const sheet& held, const machine_prices& on, const tariff& t, step_size size, std::int64_t sequences) noexcept {
    const bool decode = size.which == phase::decode;
    size.mixed = nullptr;  // of a mixed step its prompts alone: a bound may grant that
    const std::int64_t of_sequence = size.new_tokens();
    const std::int64_t shared = size.group_tokens / size.sequences * sequences;
    size.sequences = sequences;
    size.tokens = checked::ceil_div(sequences * of_sequence, held.plan.context);
    size.sampled = decode ? size.tokens : checked::ceil_div(sequences, held.plan.context);
    size.group_tokens = held.plan.expert <= 1 ? size.tokens : shared > 0 ? shared : 1;
    pipeline_sum p = sum_of_step(held, on, t, size);
    p.busiest = larger(p.busiest, least_send(t, size));
    const auto flights = static_cast<double>(size.micro_batches);
    const double tokens = static_cast<double>(held.data_ranks) * static_cast<double>(decode ? sequences : sequences * of_sequence) * flights;
    return per_second(tokens, decode ? larger(flights * p.busiest, p.bounds + least_sends(held, t, size)) : p.busiest);
}

/// What a step gives: tokens of a user and of the system, and of a system whose ranks and micro-batches are all as full as the
/// fullest, which a bound grants.
struct tokens_of_step {
    double of_user = 1;
    double of_system = 0;
    double at_most = 0;
};
constexpr tokens_of_step tokens_of(const sheet& held, const workload& load, const step_size& size) noexcept {
    const bool decode = size.which == phase::decode;
    const double of_user = decode ? 1.0 : static_cast<double>(size.new_tokens());
    return {.of_user = of_user,
            .of_system = decode ? static_cast<double>(load.batch) : static_cast<double>(load.prompts_at_once) * of_user,
            .at_most = static_cast<double>(held.data_ranks) * static_cast<double>(size.sequences) * (decode ? static_cast<double>(size.micro_batches) : of_user)};
}

/// Of what a step adds up to, its least seconds `time`, and those between two such in which the system gives its tokens, `each`.
constexpr ceiling ceiling_of(const sheet& held, const machine_prices& on, const tariff& t, const step_size& size, const tokens_of_step& tokens, const time_sum& whole,
                             double memory, double time, double each) noexcept {
    double system = per_second(tokens.at_most, each);
    // Where ranks or micro-batches are uneven, the better of the two numbers of sequences.
    if (tokens.at_most > tokens.of_system && size.sequences > 1) system = larger(system, system_ceiling(held, on, t, size, size.sequences - 1));
    return {.time = seconds{time},
            .bound_by = largest_of(whole.least_compute, memory, whole.least_link),
            .compute = seconds{whole.least_compute},
            .memory = seconds{memory},
            .link = seconds{whole.least_link},
            .complete = t.units_known && on.links_priced && on.memory.whole,
            .per_user = tokens_per_second{per_second(tokens.of_user, time)},
            .system = tokens_per_second{system}};
}

/// Several stages or micro-batches. A sequence has its next token once all micro-batches in flight have passed the slowest stage; a
/// prefill is done when the last of its micro-batches, which the slowest stage takes one after another, has passed all stages.
constexpr phase_times times_in_flight(const sheet& held, const machine_prices& on, const tariff& t, const workload& load, const step_size& size) noexcept {
    const bool decode = size.which == phase::decode;
    pipeline_sum p;
    double bound = 0;
    if (held.plan.pipeline == 1) {
        sum_one_stage(held, on, t, size, p);
        bound = p.bounds;
    } else {
        const step_by_stages step(held, on, t, size);
        p = sum_of_stages(on, step);
        p.slowest = larger(p.slowest, add_sends(held, t, size, p.whole));
        p.busiest = larger(p.busiest, least_send(t, size));
        p.whole.least_link += least_sends(held, t, size);
        bound = decode ? p.bounds + least_sends(held, t, size) : prefill_ceiling(on, step);
    }
    const auto flights = static_cast<double>(size.micro_batches);
    if (decode && held.plan.micro_batches > 0 && load.batch == held.data_ranks * size.micro_batches * size.sequences) bound = larger(bound, flights * p.busiest);
    const bool cut = !decode && size.micro_batches > 1;
    const pipeline_sum part = cut ? roofline_of_micro_batch(held, on, t, size) : p;
    const double turns = flights * part.slowest, waiting = decode ? larger(turns - part.whole.time, 0) : turns - part.slowest;
    const tokens_of_step tokens = tokens_of(held, load, size);
    return {ceiling_of(held, on, t, size, tokens, p.whole, p.memory, bound, decode ? larger(flights * p.busiest, bound) : p.busiest),
            roofline_of(on, t, part.whole, waiting, tokens.of_user, tokens.of_system, decode ? part.whole.time + waiting : turns)};
}

}  // namespace detail

/// Both bounds of one step of one kind of device.
///
/// Ceiling of a stage: max(compute, memory, link). A decode step crosses the stages one after another, so their sum. A
/// prompt is cut into chunks that overlap: the busiest stage over the whole prompt, plus one token's pass through the
/// others. Roofline: the serial sum of everything. The throughput of a pipeline is that of its slowest stage.
/// A prefill in m micro-batches over p even stages takes (m + p - 1)/m of the work of one stage.
[[nodiscard]] constexpr phase_times times_of(const sheet& held, const machine_prices& on, const tariff& t, const workload& load,
                                             const step_size& size) noexcept {
    using namespace detail;
    if (held.plan.pipeline > 1 || size.micro_batches > 1) return times_in_flight(held, on, t, load, size);
    pipeline_sum p;
    sum_one_stage(held, on, t, size, p);
    const tokens_of_step tokens = tokens_of(held, load, size);
    return {ceiling_of(held, on, t, size, tokens, p.whole, p.memory, p.bounds, p.bounds),
            roofline_of(on, t, p.whole, 0, tokens.of_user, tokens.of_system, p.whole.time)};
}

/// The roofline of one pass of a prefill, or of a mixed step, that is no micro-batch: what times_of gives, in less time, because a
/// prompt in many passes needs no ceiling of each.
[[nodiscard]] constexpr roofline roofline_of_pass(const sheet& held, const machine_prices& on, const tariff& t, const workload& load, const step_size& size) noexcept {
    using namespace detail;
    time_sum whole;
    double slowest = 0;
    if (held.plan.pipeline == 1) {
        add_whole_step(held, on, t, size, whole);
        slowest = whole.time;
    } else {
        const step_by_stages step(held, on, t, size, false);
        for (std::int64_t s = 0; s < held.plan.pipeline; ++s) {
            const time_sum stage = step.of(s);
            whole.add(stage, 1);
            slowest = larger(slowest, stage.time);
        }
        slowest = larger(slowest, add_sends(held, t, size, whole));
    }
    const auto of_user = static_cast<double>(size.new_tokens());
    return roofline_of(on, t, whole, 0, of_user, static_cast<double>(load.prompts_at_once) * of_user, slowest);
}

}  // namespace rafter
