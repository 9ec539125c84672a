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

constexpr void fold_step(const sheet& held, const request& r, const step_size& size, const prices& p, step_sums& s) noexcept {
    pricing input{p, s.input}, output{p, s.output}, sends{p, s.sends};
    write_input(held, size, input);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        pricing layer{p, s.forms[i]};
        write_layer(held, held.forms[i], r, size, layer);
    }
    write_output(held, size, output);
    write_sends(held, r, size, sends);
    if (size.which == phase::decode) return;
    for (std::int64_t i = 0; i < held.form_count; ++i)
        if (held.forms[i].where.contains(held.layer_count - 1))
            s.not_needed = s.forms[i].least_compute - s.forms[i].last_layer_compute;
}

/// The sums of one pipeline stage.
constexpr price_sum stage_of(const sheet& held, const request& r, const step_sums& s, std::int64_t stage) noexcept {
    price_sum here;
    if (stage == 0) here.add(s.input, 1);
    for (std::int64_t i = 0; i < held.form_count; ++i)
        here.add(s.forms[i], static_cast<double>(layers_on_stage(held, held.forms[i], stage, r.plan.pipeline)));
    if (stage == r.plan.pipeline - 1) {
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

constexpr double ceiling_of_stage(const accelerator& a, const price_sum& stage) noexcept {
    return larger(larger(stage.least_compute, least_memory_seconds(a, stage.distinct_bytes)), stage.least_link);
}

/// A prompt through a pipeline, at least: the whole prompt through any one stage, and one token of it through the others;
/// the stage for which that is most.
constexpr double prefill_ceiling(const sheet& held, const accelerator& a, const request& r, const prices& p, const step_sums& prompt) noexcept {
    step_sums token;
    fold_step(held, r, {.which = phase::prefill}, p, token);
    double passes = 0, most = 0;
    for (std::int64_t s = 0; s < r.plan.pipeline; ++s) {
        const double pass = ceiling_of_stage(a, stage_of(held, r, token, s));
        passes += pass;
        most = larger(most, ceiling_of_stage(a, stage_of(held, r, prompt, s)) - pass);
    }
    return passes + most;
}

}  // namespace detail

/// Both bounds of one step of one kind of device.
///
/// Ceiling of a stage: max(compute, memory, link). A decode step crosses the stages one after another, so their sum. A
/// prompt is cut into chunks that overlap: the busiest stage over the whole prompt, plus one token's pass through the
/// others. Roofline: the serial sum of everything. The throughput of a pipeline is that of its slowest stage.
[[nodiscard]] constexpr phase_times times_of(const sheet& held, const accelerator& a, const request& r,
                                             const step_size& size, const prices& p) noexcept {
    using namespace detail;
    const std::int64_t stages = r.plan.pipeline;
    step_sums sums;
    fold_step(held, r, size, p, sums);

    price_sum whole;
    double stage_ceilings = 0, memory = 0, busiest = 0, slowest = 0;
    for (std::int64_t s = 0; s < stages; ++s) {
        const price_sum stage = stage_of(held, r, sums, s);
        const double bound = ceiling_of_stage(a, stage);
        whole.add(stage, 1);
        memory += least_memory_seconds(a, stage.distinct_bytes);
        stage_ceilings += bound;
        busiest = larger(busiest, bound);
        slowest = larger(slowest, stage.time);
    }
    whole.add(sums.sends, static_cast<double>(stages - 1));

    // A pipeline with micro-batches in flight gives every sequence its token once all have passed the slowest stage.
    const bool decode = size.which == phase::decode;
    const double bound = decode || stages == 1 ? stage_ceilings + static_cast<double>(stages - 1) * sums.sends.least_link
                                               : prefill_ceiling(held, a, r, p, sums);
    const auto flights = static_cast<double>(size.micro_batches);
    const double of_user = decode ? 1.0 : static_cast<double>(r.load.prompt);
    const double of_system = decode ? static_cast<double>(r.load.batch) : static_cast<double>(r.load.prompts_at_once) * of_user;
    return {
        .ceiling = {.time = seconds{bound},
                    .bound_by = largest_of(whole.least_compute, memory, whole.least_link),
                    .compute = seconds{whole.least_compute},
                    .memory = seconds{memory},
                    .link = seconds{whole.least_link},
                    .per_user = tokens_per_second{per_second(of_user, bound)},
                    .system = tokens_per_second{per_second(of_system, decode ? larger(flights * busiest, bound) : busiest)}},
        .roofline = {.time = seconds{whole.time},
                     .bound_by = largest_of(whole.compute_bound, whole.memory_bound(), whole.link),
                     .compute = seconds{whole.compute_bound},
                     .memory = seconds{whole.memory_bound()},
                     .link = seconds{whole.link},
                     .without_activations_and_messages = seconds{whole.bare},
                     .complete = whole.priced && p.on.complete && p.per_weight_byte > 0 && p.per_cache_byte > 0,
                     .per_user = tokens_per_second{per_second(of_user, whole.time)},
                     .system = tokens_per_second{per_second(of_system, decode ? larger(flights * slowest, whole.time) : slowest)}}};
}

}  // namespace rafter
