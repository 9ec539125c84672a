// A line of the step ledger: what one operation asks of one device.
//
// Amounts are plain doubles with their unit in the name: they are made and folded many times a deployment, where a strong
// scalar costs the compiler three times as much, and become strong scalars where they leave (performance/times.hpp).
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/label.hpp>

namespace rafter {

enum class phase : std::uint8_t { prefill, decode };

/// A message between devices.
enum class message : std::uint8_t {
    none,
    all_reduce,  ///< tensor parallel: results of a residual branch, or of a cut input table
    all_gather,  ///< tensor parallel: logits
    all_to_all,  ///< expert parallel: tokens to experts and back
    send,        ///< pipeline parallel: activations to the next stage
    ring,        ///< context parallel: keys and values, or queries and partial results, of all context ranks
};
inline constexpr int message_count = 6;

/// What an operation does. What a bound may count is less in places (`least`): of expected loads the mean and not the
/// fullest rank.
struct amounts {
    double work_flops = 0;
    double least_work_flops = 0;
    double last_layer_flops = 0;    ///< least, in the last layer of a prefill: only sampled positions need a result
    double weight_bytes = 0;
    double least_weight_bytes = 0;
    double cache_read_bytes = 0;
    double least_cache_read_bytes = 0;
    double cache_write_bytes = 0;
    double activation_bytes = 0;    ///< inputs and outputs
};

/// Of one layer that has it, on the device that has most of it; `repeats` such layers are in the model.
struct operation : amounts {
    label name{};
    std::int64_t repeats = 1;
    arithmetic multiplied_as = arithmetic::bf16;
    std::int64_t operand_bits = 16;  ///< as stored: a bound must grant the fastest peak of this width or wider

    message kind = message::none;
    double sent_bytes = 0;           ///< all_reduce, all_gather and ring: the whole vector; else what one device sends
    double least_sent_bytes = 0;
};

}  // namespace rafter
