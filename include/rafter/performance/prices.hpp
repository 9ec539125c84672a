// What work costs on one device: the hardware, turned into seconds a FLOP and seconds a byte.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_gather.hpp>
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/collective/send.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

/// Seconds a FLOP, by what is multiplied, and the least by operand width. They depend on the accelerator only.
struct compute_prices {
    double per_flop[arithmetic_count]{};  ///< 0: the part has no such unit
    double least_per_flop[4]{};           ///< operands of up to 4, 8, 16, 32 bits
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

/// What a plan costs on an accelerator, whatever the workload: peaks, and the way of each kind of message.
struct machine_prices {
    compute_prices compute{};
    memory_bounds memory{};
    int data_tiers = 0;          ///< tiers that keep data
    double per_data_byte = 0;    ///< where there is but one: seconds a byte, whatever is placed
    route tensor{}, expert{}, pipeline{};
    bool complete = true;        ///< every link rate that the plan needs is known
};

[[nodiscard]] constexpr machine_prices machine_prices_of(const accelerator& a, const split& plan) noexcept {
    machine_prices p{.compute = compute_prices_of(a), .memory = memory_bounds_of(a)};
    for (int i = 0; i < a.tier_count(); ++i) {
        if (a.tiers[i].role != keeps::data) continue;
        ++p.data_tiers;
        p.per_data_byte = per_byte(a.tiers[i].read);
    }
    if (plan.tensor > 1) p.tensor = route_of(a, plan.tensor, 1);
    if (plan.expert > 1) p.expert = route_of(a, plan.expert, plan.moe_tensor());
    if (plan.pipeline > 1) p.pipeline = route_of(a, plan.pipeline, plan.stage_devices());
    p.complete = p.tensor.priced && p.expert.priced && p.pipeline.priced;
    return p;
}

/// All that one request needs to price its operations.
struct prices {
    const machine_prices& on;
    double per_weight_byte = 0;
    double per_cache_byte = 0;  ///< and activations: both are written
};

[[nodiscard]] constexpr prices prices_of(const accelerator& a, const machine_prices& on, const placement& where) noexcept {
    if (on.data_tiers == 1) return {on, on.per_data_byte, on.per_data_byte};
    return {on, seconds_per_byte(a, where.weights, where.weights_left), seconds_per_byte(a, where.cache, where.written_left)};
}

[[nodiscard]] constexpr int width_class(std::int64_t bits) noexcept { return bits <= 4 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : 3; }

[[nodiscard]] constexpr message_time time_of_message(message kind, double sent, double least, const machine_prices& on) noexcept {
    switch (kind) {
        case message::all_reduce: return all_reduce_time(sent, least, on.tensor);
        case message::all_gather: return all_gather_time(sent, least, on.tensor);
        case message::all_to_all: return all_to_all_time(sent, least, on.expert);
        case message::send: return send_time(sent, least, on.pipeline);
        case message::none: break;
    }
    return {};
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
    double last_layer_compute = 0;
    double least_link = 0;
    double distinct_bytes = 0;      ///< that must be touched
    bool priced = true;             ///< false: the part has no unit for something that is multiplied

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
        priced = priced && s.priced;
    }
};

/// A sink for write_step: prices each operation as it is written, and stores nothing.
struct pricing {
    const prices& at;
    price_sum& sum;

    constexpr void fold(arithmetic multiplied_as, std::int64_t operand_bits, const amounts& a) const noexcept {
        const double per_flop = at.on.compute.per_flop[static_cast<int>(multiplied_as)];
        const double compute = a.work_flops * per_flop;
        const double compulsory = a.weight_bytes * at.per_weight_byte + a.cache_read_bytes * at.per_cache_byte;
        const double memory = compulsory + (a.activation_bytes + a.cache_write_bytes) * at.per_cache_byte;
        if (compute > memory) {
            sum.time += compute;
            sum.compute_bound += compute;
        } else {
            sum.time += memory;
        }
        sum.bare += compute > compulsory ? compute : compulsory;
        sum.distinct_bytes += a.least_weight_bytes + a.cache_read_bytes;
        if (a.work_flops == 0) return;
        const double least_per_flop = at.on.compute.least_per_flop[width_class(operand_bits)];
        sum.least_compute += a.least_work_flops * least_per_flop;
        sum.last_layer_compute += a.last_layer_flops * least_per_flop;
        if (per_flop == 0) sum.priced = false;
    }

    constexpr void carry(message kind, double sent, double least) const noexcept {
        const message_time m = time_of_message(kind, sent, least, at.on);
        sum.time += m.time;
        sum.link += m.time;
        sum.least_link += m.least;
    }

    constexpr void operator()(const operation& o) const noexcept {
        if (o.kind == message::none) fold(o.multiplied_as, o.operand_bits, o);
        else carry(o.kind, o.sent_bytes, o.least_sent_bytes);
    }
};

/// One repeat of one operation, for a breakdown.
[[nodiscard]] constexpr price_sum price(const operation& o, const prices& p) noexcept {
    price_sum s;
    pricing{p, s}(o);
    return s;
}

/// What an operation is bound by.
[[nodiscard]] constexpr resource bound_of(const price_sum& s) noexcept {
    return s.link > 0 ? resource::link : s.compute_bound > 0 ? resource::compute : resource::memory;
}

}  // namespace rafter
