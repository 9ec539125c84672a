// What work costs on one device: the hardware, turned into seconds a FLOP, a byte read, a byte sent.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_gather.hpp>
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/collective/send.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/placement.hpp>
#include <rafter/parallelism/split.hpp>
#include <rafter/performance/memory_bound.hpp>
#include <rafter/performance/placement.hpp>

namespace rafter {

/// Seconds a FLOP, by what is multiplied, and the least by operand width. They depend on the accelerator only.
struct compute_prices {
    double per_flop[arithmetic_count]{};  ///< 0: the part has no such unit
    double least_per_flop[4]{};           ///< operands of up to 4, 8, 16, 32 bits

    [[nodiscard]] constexpr double of(arithmetic kind) const noexcept { return per_flop[static_cast<int>(kind)]; }
    [[nodiscard]] constexpr double least_of(std::int64_t operand_bits) const noexcept {
        return least_per_flop[operand_bits <= 4 ? 0 : operand_bits <= 8 ? 1 : operand_bits <= 16 ? 2 : 3];
    }
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

/// What a plan costs on an accelerator, whatever the model and the workload.
struct machine_prices {
    compute_prices compute{};
    memory_bounds memory{};
    message_time a_byte[message_count]{};  ///< of a byte sent, by message
    std::int64_t expert_domains = 1;       ///< domains that the expert ranks of a stage span
    double least_per_byte_out = 0;         ///< seconds a byte and device between them
    bool links_priced = true;              ///< every link rate that the plan needs is known
};

[[nodiscard]] constexpr machine_prices machine_prices_of(const accelerator& a, const split& plan) noexcept {
    machine_prices p{.compute = compute_prices_of(a), .memory = memory_bounds_of(a)};
    const group_places places = places_of(plan, a);
    const auto route_to = [&](const group_place& g) { return g.ranks > 1 ? route_of(a, g.ranks, g.stride) : route{}; };
    const route tensor = route_to(places[group::tensor]);
    const route context = route_to(places[group::context]);
    const route expert = route_to(places.expert);
    const route pipeline = route_to(places[group::pipeline]);
    const auto price = [&](message kind, const message_time& t) { p.a_byte[static_cast<int>(kind)] = t; };
    price(message::all_reduce, all_reduce_time(1, 1, tensor));
    price(message::all_gather, all_gather_time(1, 1, tensor));
    price(message::all_to_all, all_to_all_time(1, 1, expert));
    price(message::send, send_time(1, 1, pipeline));
    price(message::ring, all_gather_time(1, 1, context));
    p.expert_domains = expert.domains;
    p.least_per_byte_out = expert.per_byte_out;
    p.links_priced = tensor.priced && context.priced && expert.priced && pipeline.priced;
    return p;
}

/// Seconds to read a byte, where a placement has put it.
struct read_prices {
    double per_weight_byte = 0;
    double per_cache_byte = 0;  ///< and activations: both are written

    friend constexpr bool operator==(const read_prices&, const read_prices&) = default;
};

/// Where all lies in the innermost memory that keeps data.
[[nodiscard]] constexpr read_prices innermost_reads(const storage& s) noexcept {
    const double each = s.count > 0 ? s.tiers[0].seconds_per_byte : s.outermost_seconds_per_byte;
    return {each, each};
}

/// Where this is placed.
[[nodiscard]] constexpr read_prices read_prices_of(const storage& s, const footprint& need) noexcept {
    if (s.one_memory || in_innermost(s, need)) return innermost_reads(s);
    const placement where = place(s, need);
    return {seconds_per_byte(s, where.weights, where.weights_left), seconds_per_byte(s, where.cache, where.written_left)};
}

}  // namespace rafter
