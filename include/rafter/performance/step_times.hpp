// Ceiling and roofline of a step: every operation is priced once, as it is written, and folded at once.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

namespace detail {

/// A sink that sums what it is given: one layer, or what stands around the layers.
struct price_sum {
    const prices& p;
    double time = 0, bare = 0, compute = 0, memory = 0, link = 0;                    // roofline
    double least_compute = 0, last_layer_compute = 0, distinct = 0, least_link = 0;  // ceiling
    bool priced = true;

    constexpr void operator()(const operation& o) noexcept {
        const priced_operation x = price(o, p);
        time += x.time;
        bare += x.bare;
        (x.bound_by == resource::compute ? compute : x.bound_by == resource::memory ? memory : link) += x.time;
        least_compute += x.least_compute;
        last_layer_compute += x.last_layer_compute;
        distinct += x.distinct_bytes;
        least_link += x.least_link;
        priced = priced && x.priced;
    }
    constexpr void add(const price_sum& s, double n) noexcept {
        time += n * s.time;
        bare += n * s.bare;
        compute += n * s.compute;
        memory += n * s.memory;
        link += n * s.link;
        least_compute += n * s.least_compute;
        distinct += n * s.distinct;
        least_link += n * s.least_link;
        priced = priced && s.priced;
    }
};

/// A step, folded: what stands around the layers, and one layer of every form.
struct step_sums {
    price_sum input, output, sends;
    price_sum forms[max_forms];
    double not_needed = 0;  ///< compute of the last layer of a prefill that only unsampled positions would use

    constexpr explicit step_sums(const prices& p) noexcept : input{p}, output{p}, sends{p}, forms{{p}, {p}, {p}, {p}, {p}, {p}} {}
};

constexpr step_sums fold_step(const sheet& held, const request& r, const step_size& size, const prices& p) noexcept {
    step_sums s{p};
    write_input(held, size, s.input);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        write_layer(held, held.forms[i], r, size, s.forms[i]);
        if (size.which == phase::prefill && held.forms[i].where.contains(held.layer_count - 1))
            s.not_needed = s.forms[i].least_compute - s.forms[i].last_layer_compute;
    }
    write_output(held, size, s.output);
    write_sends(held, r, size, s.sends);
    return s;
}

/// The sums of one pipeline stage.
constexpr price_sum stage_of(const sheet& held, const request& r, const step_sums& s, const prices& p, std::int64_t stage) noexcept {
    price_sum here{p};
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

constexpr double stage_ceiling(const accelerator& a, const price_sum& stage) noexcept {
    return larger(larger(stage.least_compute, least_memory_seconds(a, stage.distinct)), stage.least_link);
}

constexpr resource largest_of(seconds compute, seconds memory, seconds link) noexcept {
    if (compute >= memory && compute >= link) return resource::compute;
    return memory >= link ? resource::memory : resource::link;
}

/// Seconds in which one token passes all stages but `except`, at least.
constexpr double pass_through_others(const sheet& held, const accelerator& a, const request& r, const prices& p, std::int64_t except) noexcept {
    const step_sums one = fold_step(held, r, {.which = phase::prefill}, p);
    double sum = 0;
    for (std::int64_t s = 0; s < r.plan.pipeline; ++s)
        if (s != except) sum += stage_ceiling(a, stage_of(held, r, one, p, s));
    return sum;
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
    const auto boundaries = static_cast<double>(stages - 1);
    const step_sums sums = fold_step(held, r, size, p);

    price_sum whole{p};
    double ceiling_sum = 0, memory_sum = 0, busiest = 0, slowest = 0;
    std::int64_t busiest_stage = 0;
    for (std::int64_t s = 0; s < stages; ++s) {
        const price_sum stage = stage_of(held, r, sums, p, s);
        const double bound = stage_ceiling(a, stage);
        whole.add(stage, 1);
        ceiling_sum += bound;
        memory_sum += least_memory_seconds(a, stage.distinct);
        if (bound > busiest) {
            busiest = bound;
            busiest_stage = s;
        }
        slowest = larger(slowest, stage.time);
    }
    const double sends_least = boundaries * sums.sends.least_link;
    const double sends_time = boundaries * sums.sends.time;

    phase_times t;
    rafter::ceiling& c = t.ceiling;
    const bool overlapped = size.which == phase::prefill && stages > 1;
    c.time = seconds{overlapped ? busiest + pass_through_others(held, a, r, p, busiest_stage) : ceiling_sum + sends_least};
    c.compute = seconds{whole.least_compute};
    c.memory = seconds{memory_sum};
    c.link = seconds{whole.least_link + sends_least};
    c.bound_by = largest_of(c.compute, c.memory, c.link);

    rafter::roofline& f = t.roofline;
    f.time = seconds{whole.time + sends_time};
    f.compute = seconds{whole.compute};
    f.memory = seconds{whole.memory};
    f.link = seconds{whole.link + sends_time};
    f.bound_by = largest_of(f.compute, f.memory, f.link);
    f.without_activations_and_messages = seconds{whole.bare};
    f.complete = whole.priced && p.on.complete && p.per_weight_byte > 0 && p.per_cache_byte > 0;

    // A pipeline with micro-batches in flight gives every sequence its token once all have passed the slowest stage.
    const auto flights = static_cast<double>(size.micro_batches);
    const bool decode = size.which == phase::decode;
    const double user_tokens = decode ? 1.0 : static_cast<double>(r.load.prompt);
    const double system_tokens = decode ? static_cast<double>(r.load.batch) : static_cast<double>(r.load.prompts_at_once) * user_tokens;
    const auto rate = [](double n, double time) { return tokens_per_second{time > 0 ? n / time : 0}; };
    c.per_user = rate(user_tokens, c.time.value);
    f.per_user = rate(user_tokens, f.time.value);
    c.system = rate(system_tokens, decode ? larger(flights * busiest, c.time.value) : busiest);
    f.system = rate(system_tokens, decode ? larger(flights * slowest, f.time.value) : slowest);
    return t;
}

}  // namespace rafter
