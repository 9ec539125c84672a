// What work costs on one device: the hardware, turned into seconds a FLOP and seconds a byte.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_gather.hpp>
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/collective/send.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/demand/step.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

[[nodiscard]] constexpr int width_class(std::int64_t bits) noexcept { return bits <= 4 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : 3; }

/// Seconds a FLOP, by what is multiplied, and the least by operand width. They depend on the accelerator only.
struct compute_prices {
    double per_flop[arithmetic_count]{};  ///< 0: the part has no such unit
    double least_per_flop[4]{};           ///< operands of up to 4, 8, 16, 32 bits

    [[nodiscard]] constexpr double of(arithmetic kind) const noexcept { return per_flop[static_cast<int>(kind)]; }
    [[nodiscard]] constexpr double least_of(std::int64_t operand_bits) const noexcept { return least_per_flop[width_class(operand_bits)]; }
};

[[nodiscard]] constexpr compute_prices compute_prices_of(const accelerator& a) noexcept {
    const auto per_flop = [](flops_per_second rate) { return rate.value > 0 ? 1 / rate.value : 0; };
    compute_prices p;
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto& peak = a.peaks[static_cast<arithmetic>(i)];
        if (peak.known()) p.per_flop[i] = per_flop(peak.value);
    }
    for (int i = 0; i < 4; ++i) p.least_per_flop[i] = per_flop(fastest_peak(a, std::int64_t{4} << i));
    return p;
}

/// Compulsory compute of one layer at the fastest peak that a bound must grant, seconds a token.
struct least_compute {
    double passing = 0;           ///< what every token passes
    double passing_last_kept = 0; ///< in the last layer of a prefill: what every token passes
    double passing_last = 0;      ///< and what only sampled positions pass
    double served = 0;            ///< of an expert-token
};

/// What a split model costs on an accelerator, whatever the workload.
struct machine_prices {
    compute_prices compute{};
    memory_bounds memory{};
    message_time a_byte[message_count]{};  ///< of a byte sent, by message
    least_compute layers[max_forms]{};
    double least_head = 0;                 ///< compulsory compute of a sampled position
    bool links_priced = true;              ///< every link rate that the plan needs is known
    bool units_known = true;               ///< the part has a unit for everything that is multiplied
};

namespace detail {

constexpr void price_links(const accelerator& a, const split& plan, machine_prices& p) noexcept {
    const route tensor = plan.tensor > 1 ? route_of(a, plan.tensor, 1) : route{};
    const route expert = plan.expert > 1 ? route_of(a, plan.expert, plan.moe_tensor()) : route{};
    const route pipeline = plan.pipeline > 1 ? route_of(a, plan.pipeline, plan.stage_devices()) : route{};
    const auto price = [&](message kind, const message_time& t) { p.a_byte[static_cast<int>(kind)] = t; };
    price(message::all_reduce, all_reduce_time(1, 1, tensor));
    price(message::all_gather, all_gather_time(1, 1, tensor));
    price(message::all_to_all, all_to_all_time(1, 1, expert));
    price(message::send, send_time(1, 1, pipeline));
    p.links_priced = tensor.priced && expert.priced && pipeline.priced;
}

constexpr void price_compute(const sheet& held, machine_prices& p) noexcept {
    const auto least = [&](const sheet_line& l) { return l.flops_per_token * p.compute.least_of(l.operand_bits); };
    const auto check_unit = [&](const sheet_line& l) { p.units_known = p.units_known && p.compute.of(l.multiplied_as) > 0; };
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        least_compute& layer = p.layers[i];
        check_unit(f.lookback_line);
        for (std::int64_t j = 0; j < f.line_count; ++j) {
            const sheet_line& l = f.lines[j];
            if (l.flops_per_token == 0) continue;
            check_unit(l);
            if (l.routed) {
                layer.served += least(l);
                continue;
            }
            layer.passing += least(l);
            (l.kept ? layer.passing_last_kept : layer.passing_last) += least(l);
        }
    }
    check_unit(held.head);
    p.least_head = least(held.head);
}

}  // namespace detail

[[nodiscard]] constexpr machine_prices machine_prices_of(const accelerator& a, const sheet& held) noexcept {
    machine_prices p{.compute = compute_prices_of(a), .memory = memory_bounds_of(a)};
    detail::price_links(a, held.plan, p);
    detail::price_compute(held, p);
    return p;
}

/// All that one request needs to price its operations.
struct prices {
    const machine_prices& on;
    double per_weight_byte = 0;
    double per_cache_byte = 0;  ///< and activations: both are written
};

[[nodiscard]] constexpr prices prices_of(const machine_prices& on, const storage& s, const placement& where) noexcept {
    if (s.one_memory) return {on, s.outermost_seconds_per_byte, s.outermost_seconds_per_byte};
    return {on, seconds_per_byte(s, where.weights, where.weights_left), seconds_per_byte(s, where.cache, where.written_left)};
}

/// Seconds that operations take, summed: of one, of a layer, of a stage.
struct price_sum {
    // roofline
    double time = 0;                ///< of max(compute, memory), and of messages at link peak
    double bare = 0;                ///< of max(compute, weights and cache), without activations and messages
    double compute_bound = 0;       ///< the part of `time` in operations bound by compute
    double link = 0;                ///< the part of `time` in messages
    // ceiling
    double least_compute = 0;       ///< compulsory work at the fastest peak
    double least_link = 0;
    double distinct_bytes = 0;      ///< that must be touched

    [[nodiscard]] constexpr double memory_bound() const noexcept { return time - compute_bound - link; }
    /// n times what was summed there.
    constexpr void add(const price_sum& s, double n) noexcept {
        time += n * s.time;
        bare += n * s.bare;
        compute_bound += n * s.compute_bound;
        link += n * s.link;
        least_compute += n * s.least_compute;
        least_link += n * s.least_link;
        distinct_bytes += n * s.distinct_bytes;
    }
    /// One operation: seconds of its products, of its weights and cache, and of its activations.
    constexpr void run(double compute, double compulsory, double activations) noexcept {
        const double memory = compulsory + activations;
        if (compute > memory) {
            time += compute;
            compute_bound += compute;
        } else {
            time += memory;
        }
        bare += compute > compulsory ? compute : compulsory;
    }
};

/// A sink for write_step: prices each part of a step as it is written, and stores nothing. What a bound counts of the
/// tensors is known before (see `bound_layer` in step_times.hpp); of lookback and messages it is summed here.
struct pricing {
    const prices& at;
    price_sum& sum;

    constexpr void passes(const sheet_line& l, std::int64_t, double tokens, double) const noexcept {
        sum.run(tokens * l.flops_per_token * at.on.compute.of(l.multiplied_as), static_cast<double>(l.stored_bytes) * at.per_weight_byte,
                tokens * l.activation_bytes_per_token * at.per_cache_byte);
    }
    constexpr void serves(const sheet_line& l, std::int64_t, const expert_load& load) const noexcept {
        sum.run(load.tokens * l.flops_per_token * at.on.compute.of(l.multiplied_as),
                static_cast<double>(l.stored_bytes) * load.touched * at.per_weight_byte, load.tokens * l.activation_bytes_per_token * at.per_cache_byte);
    }
    constexpr void looks_back(const sheet_form& f, const lookback_step& s) const noexcept {
        sum.run(s.flops * at.on.compute.of(f.lookback_line.multiplied_as), s.read_bytes * at.per_cache_byte,
                (s.written_bytes + s.activation_bytes) * at.per_cache_byte);
        sum.least_compute += s.flops * at.on.compute.least_of(f.lookback_line.operand_bits);
        sum.distinct_bytes += s.read_bytes;
    }
    constexpr void carries(label, message kind, std::int64_t, double sent, double least_sent) const noexcept {
        const message_time& a_byte = at.on.a_byte[static_cast<int>(kind)];
        sum.time += sent * a_byte.time;
        sum.link += sent * a_byte.time;
        sum.least_link += least_sent * a_byte.least;
    }
};

/// One repeat of one operation of a ledger, for a breakdown.
[[nodiscard]] constexpr price_sum price(const operation& o, const prices& p) noexcept {
    price_sum s;
    if (o.kind != message::none) {
        pricing{p, s}.carries(o.name, o.kind, 1, o.sent_bytes, o.least_sent_bytes);
        return s;
    }
    s.run(o.work_flops * p.on.compute.of(o.multiplied_as), o.weight_bytes * p.per_weight_byte + o.cache_read_bytes * p.per_cache_byte,
          (o.activation_bytes + o.cache_write_bytes) * p.per_cache_byte);
    s.least_compute = o.least_work_flops * p.on.compute.least_of(o.operand_bits);
    s.distinct_bytes = o.least_weight_bytes + o.cache_read_bytes;
    return s;
}

/// What an operation is bound by.
[[nodiscard]] constexpr resource bound_of(const price_sum& s) noexcept {
    return s.link > 0 ? resource::link : s.compute_bound > 0 ? resource::compute : resource::memory;
}

}  // namespace rafter
