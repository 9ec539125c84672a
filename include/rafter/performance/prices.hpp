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

/// All that one request needs to price its operations.
struct prices {
    compute_prices compute{};
    double per_weight_byte = 0;
    double per_cache_byte = 0;
    double per_activation_byte = 0;
    route tensor{}, expert{}, pipeline{};
    bool complete = true;
};

[[nodiscard]] constexpr prices prices_of(const accelerator& a, const compute_prices& c, const split& plan, const placement& where) noexcept {
    prices p{.compute = c};
    p.per_weight_byte = seconds_per_byte(a, where.weights);
    p.per_cache_byte = seconds_per_byte(a, where.cache);
    p.per_activation_byte = p.per_cache_byte;
    p.complete = p.per_weight_byte > 0 && p.per_cache_byte > 0;
    if (plan.tensor > 1) p.tensor = route_of(a, plan.tensor, 1);
    if (plan.expert > 1) p.expert = route_of(a, plan.expert, plan.moe_tensor());
    if (plan.pipeline > 1) p.pipeline = route_of(a, plan.pipeline, plan.stage_devices());
    p.complete = p.complete && p.tensor.priced && p.expert.priced && p.pipeline.priced;
    return p;
}

/// An operation, priced: one repeat of it.
struct priced_operation {
    double time = 0;          ///< roofline: max(compute, memory), or a message at link peak
    double compute = 0;
    double memory = 0;        ///< weights, cache and activations
    double bare = 0;          ///< max(compute, weights and cache)
    double least_compute = 0; ///< ceiling: compulsory work at the fastest peak
    double last_layer_compute = 0;
    double distinct = 0;      ///< ceiling: bytes that must be touched
    double least_link = 0;
    resource bound_by = resource::memory;
    bool priced = true;       ///< false: the part has no unit for what is multiplied
};

[[nodiscard]] constexpr int width_class(std::int64_t bits) noexcept { return bits <= 4 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : 3; }

[[nodiscard]] constexpr priced_operation price(const operation& o, const prices& p) noexcept {
    priced_operation r;
    if (o.kind != message::none) {
        message_time m;
        switch (o.kind) {
            case message::all_reduce: m = all_reduce_time(o.sent.value, o.least_sent.value, p.tensor); break;
            case message::all_gather: m = all_gather_time(o.sent.value, o.least_sent.value, p.tensor); break;
            case message::all_to_all: m = all_to_all_time(o.sent.value, o.least_sent.value, p.expert); break;
            case message::send: m = send_time(o.sent.value, o.least_sent.value, p.pipeline); break;
            case message::none: break;
        }
        r.time = m.time;
        r.least_link = m.least;
        r.bound_by = resource::link;
        return r;
    }
    const double per_flop = p.compute.per_flop[static_cast<int>(o.multiplied_as)];
    const double least_per_flop = p.compute.least_per_flop[width_class(o.operand_bits)];
    r.priced = per_flop > 0 || o.work.value == 0;
    r.compute = o.work.value * per_flop;
    const double compulsory = o.weights.value * p.per_weight_byte + o.cache_read.value * p.per_cache_byte;
    r.memory = compulsory + (o.activations.value + o.cache_write.value) * p.per_activation_byte;
    r.bound_by = r.compute > r.memory ? resource::compute : resource::memory;
    r.time = r.compute > r.memory ? r.compute : r.memory;
    r.bare = r.compute > compulsory ? r.compute : compulsory;
    r.least_compute = o.least_work.value * least_per_flop;
    r.last_layer_compute = o.last_layer_work.value * least_per_flop;
    r.distinct = o.least_weights.value + o.cache_read.value;
    return r;
}

}  // namespace rafter
