// A line of the step ledger: what one operation asks of one device.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/hardware/number_format.hpp>
#include <rafter/model/label.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

enum class phase : std::uint8_t { prefill, decode };

/// A message between devices, and among how many.
enum class message : std::uint8_t {
    none,
    all_reduce,   ///< tensor parallel: results of a residual branch, or of a cut input table
    all_gather,   ///< tensor parallel: logits
    all_to_all,   ///< expert parallel: tokens to experts and back
    send,         ///< pipeline parallel: activations to the next stage
};

/// Per layer that has it (`repeats` such layers on the whole model), on the device that has most of it. What a bound may
/// count is less in places: `least` says so.
struct operation {
    label name{};
    std::int64_t repeats = 1;
    arithmetic multiplied_as = arithmetic::bf16;
    std::int64_t operand_bits = 16;   ///< narrowest operand as stored: the fastest peak that a bound must grant

    flops work{};
    flops least_work{};               ///< of expected loads the mean, not the fullest rank
    flops last_layer_work{};          ///< in the last layer of a prefill, where only sampled positions need a result
    traffic weights{};
    traffic least_weights{};
    traffic cache_read{};
    traffic cache_write{};
    traffic activations{};

    message kind = message::none;
    std::int64_t ranks = 1;           ///< devices that take part
    std::int64_t stride = 1;          ///< devices between two neighbours of the group, in the order of placement
    traffic sent{};                   ///< all_reduce and all_gather: the whole vector; else what a device sends
    traffic least_sent{};
};

/// A step as a list. A transformer of max_forms forms never needs more lines.
inline constexpr int max_operations = 128;

struct ledger {
    std::int64_t count = 0;
    operation lines[max_operations]{};

    constexpr void operator()(const operation& o) noexcept {
        if (count < max_operations) lines[count++] = o;
    }
};

}  // namespace rafter
