// What one operation of a ledger costs: the roofline, line by line.
#pragma once

#include <rafter/demand/footprint.hpp>
#include <rafter/demand/ledger.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/performance/prices.hpp>
#include <rafter/performance/times.hpp>

namespace rafter {

/// One repeat of one operation.
struct operation_time {
    double time = 0;     ///< seconds: max(compute, memory), or of a message at link peak
    double bare = 0;     ///< without activations and messages, as published per-operator modes count
    resource bound_by = resource::memory;
    // what a bound counts
    double least_compute = 0;
    double least_link = 0;
    double distinct_bytes = 0;
};

[[nodiscard]] constexpr operation_time price(const operation& o, const machine_prices& on, const read_prices& reads) noexcept {
    if (o.kind != message::none) {
        const message_time& a_byte = on.a_byte[static_cast<int>(o.kind)];
        return {.time = o.sent_bytes * a_byte.time, .bound_by = resource::link, .least_link = o.least_sent_bytes * a_byte.least};
    }
    const double compute = o.work_flops * on.compute.of(o.multiplied_as);
    const double compulsory = o.weight_bytes * reads.per_weight_byte + o.cache_read_bytes * reads.per_cache_byte;
    const double memory = compulsory + (o.activation_bytes + o.cache_write_bytes) * reads.per_cache_byte;
    return {.time = compute > memory ? compute : memory,
            .bare = compute > compulsory ? compute : compulsory,
            .bound_by = compute > memory ? resource::compute : resource::memory,
            .least_compute = o.least_work_flops * on.compute.least_of(o.operand_bits),
            .distinct_bytes = o.least_weight_bytes + o.least_cache_read_bytes};
}

/// The roofline of a decode step of weights and cache alone, without activations and messages, as published per-operator
/// modes count. Llama-2-7B on an A100 80GB, one sequence of 2,112 tokens in bf16: 7.024 ms.
[[nodiscard]] constexpr seconds decode_without_activations_and_messages(const transformer& m, const accelerator& a, const request& r) noexcept {
    const sheet held = sheet_of(m, r);
    const storage memory = storage_of(a, r.serving);
    const machine_prices on = machine_prices_of(a, r.plan);
    const read_prices reads = read_prices_of(memory, footprint_of(held, r.load));
    double sum = 0;
    for (const operation& o : ledger_of(held, decode_size(r.plan, r.load))) sum += static_cast<double>(o.repeats) * price(o, on, reads).bare;
    return seconds{sum};
}

}  // namespace rafter
