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
#include <rafter/performance/placement.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

/// Seconds a FLOP, by what is multiplied, and the least by operand width. They depend on the accelerator only.
struct compute_prices {
    double per_flop[arithmetic_count]{};  ///< 0: the part has no such unit
    double least_per_flop[4]{};           ///< operands of up to 4, 8, 16, 32 bits
};

[[nodiscard]] constexpr compute_prices compute_prices_of(const accelerator& a) noexcept {
    compute_prices p;
    double fastest = 0;  // of the widths seen so far: operands can be widened, so narrow ones may use wide units
    constexpr arithmetic widest_first[] = {arithmetic::fp32, arithmetic::tf32, arithmetic::bf16, arithmetic::fp16,
                                           arithmetic::fp8, arithmetic::int8, arithmetic::fp4, arithmetic::int4};
    for (int i = 0; i < arithmetic_count; ++i) {
        const auto& peak = a.peaks[widest_first[i]];
        if (peak.known() && peak.value.value > 0) {
            p.per_flop[static_cast<int>(widest_first[i])] = 1 / peak.value.value;
            if (peak.value.value > fastest) fastest = peak.value.value;
        }
        if (i % 2 == 1) p.least_per_flop[3 - i / 2] = fastest > 0 ? 1 / fastest : 0;
    }
    return p;
}

/// What a plan costs on an accelerator, whatever the workload: peaks, and the way of each kind of message.
struct machine_prices {
    compute_prices compute{};
    route tensor{}, expert{}, pipeline{};
    bool complete = true;  ///< every link rate that the plan needs is known
};

[[nodiscard]] constexpr machine_prices machine_prices_of(const accelerator& a, const split& plan) noexcept {
    machine_prices p{.compute = compute_prices_of(a)};
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
    return {on, seconds_per_byte(a, where.weights), seconds_per_byte(a, where.cache)};
}

/// An operation, priced: one repeat of it, in seconds.
struct priced_operation {
    double time = 0;                ///< roofline: max(compute, memory), or a message at link peak
    double compute = 0;
    double memory = 0;              ///< weights, cache and activations
    double bare = 0;                ///< max(compute, weights and cache)
    double least_compute = 0;       ///< ceiling: compulsory work at the fastest peak
    double last_layer_compute = 0;
    double least_link = 0;
    double distinct_bytes = 0;      ///< ceiling: bytes that must be touched
    resource bound_by = resource::memory;
    bool priced = true;             ///< false: the part has no unit for what is multiplied
};

[[nodiscard]] constexpr int width_class(std::int64_t bits) noexcept { return bits <= 4 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : 3; }

[[nodiscard]] constexpr message_time time_of_message(const operation& o, const machine_prices& on) noexcept {
    switch (o.kind) {
        case message::all_reduce: return all_reduce_time(o.sent_bytes, o.least_sent_bytes, on.tensor);
        case message::all_gather: return all_gather_time(o.sent_bytes, o.least_sent_bytes, on.tensor);
        case message::all_to_all: return all_to_all_time(o.sent_bytes, o.least_sent_bytes, on.expert);
        case message::send: return send_time(o.sent_bytes, o.least_sent_bytes, on.pipeline);
        case message::none: break;
    }
    return {};
}

[[nodiscard]] constexpr priced_operation price(const operation& o, const prices& p) noexcept {
    priced_operation r;
    if (o.kind != message::none) {
        const message_time m = time_of_message(o, p.on);
        r.time = m.time;
        r.least_link = m.least;
        r.bound_by = resource::link;
        return r;
    }
    const double per_flop = p.on.compute.per_flop[static_cast<int>(o.multiplied_as)];
    const double least_per_flop = p.on.compute.least_per_flop[width_class(o.operand_bits)];
    const double compulsory = o.weight_bytes * p.per_weight_byte + o.cache_read_bytes * p.per_cache_byte;
    r.compute = o.work_flops * per_flop;
    r.memory = compulsory + (o.activation_bytes + o.cache_write_bytes) * p.per_cache_byte;
    r.bound_by = r.compute > r.memory ? resource::compute : resource::memory;
    r.time = r.compute > r.memory ? r.compute : r.memory;
    r.bare = r.compute > compulsory ? r.compute : compulsory;
    r.least_compute = o.least_work_flops * least_per_flop;
    r.last_layer_compute = o.last_layer_flops * least_per_flop;
    r.distinct_bytes = o.least_weight_bytes + o.cache_read_bytes;
    r.priced = per_flop > 0 || o.work_flops == 0;
    return r;
}

}  // namespace rafter
