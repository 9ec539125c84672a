// What a step is expected to take: its operations one after another at sustained rates, each with a fixed cost.
//
//   an operation  F/(peak*u_c) + (weights + cache + activations)/(B*u_m) + t
//   a message     latency + s/(B*u_n) of its algorithm + t
// Reading and multiplying are added, not the larger taken: kernels overlap them in part only, and over the published rows the
// sum errs less (tests/fidelity prints both). So no step whose messages are those of its roofline is expected to be faster.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/expectation.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

/// Seconds, by what they are spent on.
struct expected_seconds {
    double compute = 0;
    double memory = 0;
    double link = 0;
    double fixed = 0;  ///< of operations; that of messages is in `link`

    /// Messages between the operations, or beside them.
    [[nodiscard]] constexpr double total(bool overlapped = false) const noexcept {
        const double work = compute + memory + fixed;
        return !overlapped ? work + link : work > link ? work : link;
    }
    /// The largest of them; of equals memory, then in the order above.
    [[nodiscard]] constexpr resource largest() const noexcept {
        resource most = resource::memory;
        double time = memory;
        if (compute > time) most = resource::compute, time = compute;
        if (link > time) most = resource::link, time = link;
        if (fixed > time) most = resource::fixed;
        return most;
    }
    constexpr void add(const expected_seconds& s, double n = 1) noexcept {
        compute += n * s.compute;
        memory += n * s.memory;
        link += n * s.link;
        fixed += n * s.fixed;
    }
};

/// How much more an array computes than a k x n product needs: ceil(k/r)*r * ceil(n/c)*c over k*n. 1 without an array.
/// 4,096 x 11,008 on 128 x 128: 1; 4,096 x 100: 1.28.
[[nodiscard]] constexpr double array_waste(const expectation& on, std::int64_t inputs, std::int64_t outputs) noexcept {
    if (on.tile_rows == 0 || inputs <= 0 || outputs <= 0) return 1;
    const auto padded = [](std::int64_t n, std::int64_t tile) {
        return static_cast<double>((n + tile - 1) / tile * tile) / static_cast<double>(n);
    };
    return padded(inputs, on.tile_rows) * padded(outputs, on.tile_columns);
}

/// A tensor that `tokens` pass, of whose weights a share is read.
[[nodiscard]] constexpr expected_seconds expected_of(const sheet_line& l, double tokens, double share, const expectation& on, const read_prices& reads, phase which) noexcept {
    const auto stored = static_cast<double>(l.stored_bytes) * share;
    expected_seconds s;
    if (l.flops_per_token > 0) s.compute = tokens * l.flops_per_token * on.per_flop[static_cast<int>(l.multiplied_as)] * array_waste(on, l.inputs, l.outputs);
    s.compute += l.widened_weights * share * on.per_widened_weight;
    s.memory = (stored * reads.per_weight_byte + tokens * l.activation_bytes_per_token * reads.per_cache_byte) * on.per_byte;
    if (l.flops_per_token > 0 || l.stored_bytes > 0) s.fixed = on.fixed_cost(which);
    return s;
}

/// Scores and values, fused, and the cache; or the scan of a recurrence.
[[nodiscard]] constexpr expected_seconds expected_of(const sheet_line& l, const lookback_step& s, const expectation& on, const read_prices& reads, phase which) noexcept {
    return {.compute = s.flops * on.per_flop[static_cast<int>(lookback_operands(l))],
            .memory = (s.read_bytes + s.written_bytes + s.activation_bytes) * reads.per_cache_byte * on.per_byte,
            .fixed = on.fixed_cost(which)};
}

[[nodiscard]] constexpr expected_seconds expected_of(message kind, double sent_bytes, const expectation& on, phase which) noexcept {
    return {.link = on.sent(kind, sent_bytes, which) + on.fixed_cost(which)};
}

namespace detail {

/// The sink of write_step that adds up what is expected, one layer at a time.
struct expected_sink {
    const expectation& on;
    const read_prices& reads;
    phase which;
    expected_seconds sum{};

    constexpr void passes(const sheet_line& l, std::int64_t, double tokens, double) noexcept { sum.add(expected_of(l, tokens, 1, on, reads, which)); }
    constexpr void serves(const sheet_line& l, std::int64_t, const expert_load& load) noexcept {
        sum.add(expected_of(l, load.tokens, load.touched, on, reads, which));
    }
    constexpr void looks_back(const sheet_line& l, std::int64_t, const lookback_step& s) noexcept {
        sum.add(expected_of(l, s, on, reads, which));
    }
    constexpr void carries(label, message kind, std::int64_t, double sent, double) noexcept { sum.add(expected_of(kind, sent, on, which)); }
};

constexpr expected_seconds expected_of_layer(const sheet& held, const sheet_form& f, const expectation& on, const read_prices& reads, const step_size& size) noexcept {
    expected_sink s{on, reads, size.which};
    write_layer(held, f, size, load_of(held, f, size), s);
    return s.sum;
}

}  // namespace detail

/// All stages of a pipeline one after another, and the slowest of them or of the links between.
struct expected_step {
    expected_seconds whole{};
    double slowest = 0;
};

[[nodiscard]] constexpr expected_step expected_step_of(const sheet& held, const expectation& on, const read_prices& reads, const step_size& size) noexcept {
    detail::expected_sink input{on, reads, size.which}, output{on, reads, size.which}, sends{on, reads, size.which};
    input.sum.fixed = on.per_step;
    write_input(held, size, input);
    write_output(held, size, output);
    write_sends(held, size, sends);
    expected_seconds of_layer[max_forms]{};
    for (std::int64_t i = 0; i < held.form_count; ++i) of_layer[i] = detail::expected_of_layer(held, held.forms[i], on, reads, size);

    const std::int64_t stages = held.plan.pipeline;
    expected_step step;
    for (std::int64_t stage = 0; stage < stages; ++stage) {
        expected_seconds s;
        if (stage == 0) s.add(input.sum);
        for (std::int64_t i = 0; i < held.form_count; ++i) s.add(of_layer[i], static_cast<double>(layers_on_stage(held, held.forms[i], stage)));
        if (stage == stages - 1) s.add(output.sum);
        step.whole.add(s);
        if (s.total(on.overlaps_messages) > step.slowest) step.slowest = s.total(on.overlaps_messages);
    }
    if (stages > 1) step.whole.add(sends.sum, static_cast<double>(stages - 1));
    if (stages > 1 && sends.sum.total() > step.slowest) step.slowest = sends.sum.total();
    return step;
}

/// What to expect of one step, without regard to its ceiling: see `above`. A pipeline waits as its roofline does: a decode step
/// gives every sequence its token once all micro-batches have passed the slowest stage, a prefill is done when the last of its
/// micro-batches, which the slowest stage takes one after another, has passed all stages.
[[nodiscard]] constexpr estimate estimate_of(const sheet& held, const expectation& on, const read_prices& reads, const workload& load, const step_size& size) noexcept {
    const bool decode = size.which == phase::decode, cut = !decode && size.micro_batches > 1;
    const expected_step step = expected_step_of(held, on, reads, cut ? micro_batch_of(size) : size);
    const expected_seconds& s = step.whole;
    const spread around = spread_of(on.sure, size.which);
    const double pass = s.total(on.overlaps_messages), turns = static_cast<double>(size.micro_batches) * step.slowest;
    const double waiting = !decode ? turns - step.slowest : turns > pass ? turns - pass : 0, time = pass + waiting;
    const double of_user = decode ? 1.0 : static_cast<double>(size.new_tokens());
    const double of_system = decode ? static_cast<double>(load.batch) : static_cast<double>(load.prompts_at_once) * of_user;
    const auto rate = [](double n, double t) { return tokens_per_second{t > 0 ? n / t : 0}; };

    return {.time = seconds{time}, .low = seconds{time * around.low}, .high = seconds{time * around.high}, .sure = on.sure, .bound_by = s.largest(),
            .compute = seconds{s.compute}, .memory = seconds{s.memory}, .link = seconds{s.link}, .fixed = seconds{s.fixed}, .waiting = seconds{waiting},
            .complete = reads.per_weight_byte > 0 && reads.per_cache_byte > 0, .per_user = rate(of_user, time), .system = rate(of_system, decode ? time : turns)};
}

/// A bound is a bound: nothing is expected below the ceiling of the step. Expected 10 ms, from 8.5 on, over a ceiling of 9: from 9 on.
[[nodiscard]] constexpr estimate above(const ceiling& bound, estimate e) noexcept {
    const auto raise = [](seconds& t, seconds least) { t = t < least ? least : t; };
    const auto lower = [](tokens_per_second& r, tokens_per_second most) { r = r > most ? most : r; };
    raise(e.low, bound.time);
    raise(e.time, bound.time);
    raise(e.high, bound.time);
    lower(e.per_user, bound.per_user);
    lower(e.system, bound.system);
    return e;
}

}  // namespace rafter
