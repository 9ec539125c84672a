// The step ledger: one step of one device, operation by operation. It knows no hardware.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/operation.hpp>
#include <rafter/demand/step.hpp>

namespace rafter {

inline constexpr int max_operations = 180;

/// The sink of write_step that keeps what it is told, as a list. max_forms forms of max_tensors tensors fit.
struct ledger {
    std::int64_t count = 0;
    operation lines[max_operations]{};

    [[nodiscard]] constexpr const operation* begin() const noexcept { return lines; }
    [[nodiscard]] constexpr const operation* end() const noexcept { return lines + count; }

    constexpr void add(const operation& o) noexcept {
        if (count < max_operations) lines[count++] = o;
    }

    /// A bound counts in the last layer of a prefill only what is kept, and the sampled positions.
    constexpr void passes(const sheet_line& l, std::int64_t repeats, double tokens, double sampled) noexcept {
        const double work = tokens * l.flops_per_token;
        const auto stored = static_cast<double>(l.stored_bytes);
        add({{.work_flops = work, .least_work_flops = work, .last_layer_flops = l.kept ? work : sampled * l.flops_per_token,
              .weight_bytes = stored, .least_weight_bytes = stored, .activation_bytes = tokens * l.activation_bytes_per_token},
             l.name, repeats, l.multiplied_as, l.operand_bits});
    }
    /// In a last layer under one expert-token a rank may remain, so a bound counts none there.
    constexpr void serves(const sheet_line& l, std::int64_t repeats, const expert_load& load) noexcept {
        const auto stored = static_cast<double>(l.stored_bytes);
        add({{.work_flops = load.tokens * l.flops_per_token, .least_work_flops = load.tokens_least * l.flops_per_token,
              .weight_bytes = stored * load.touched, .least_weight_bytes = stored * load.touched_least,
              .activation_bytes = load.tokens * l.activation_bytes_per_token},
             l.name, repeats, l.multiplied_as, l.operand_bits});
    }
    constexpr void looks_back(const sheet_line& l, std::int64_t repeats, const lookback_step& s) noexcept {
        add({{.work_flops = s.flops, .least_work_flops = s.least_flops, .last_layer_flops = s.last_layer_flops,
              .cache_read_bytes = s.read_bytes, .least_cache_read_bytes = s.least_read_bytes, .cache_write_bytes = s.written_bytes, .activation_bytes = s.activation_bytes},
             l.name, repeats, l.multiplied_as, l.operand_bits});
    }
    constexpr void carries(label name, message kind, std::int64_t repeats, double sent, double least_sent) noexcept {
        add({{}, name, repeats, arithmetic::bf16, 16, kind, sent, least_sent});
    }
};

/// write_step into a ledger. Llama-2-7B, one decode step at 2,048 tokens: 14.29 GFLOP, 13.21 GB of weights.
[[nodiscard]] constexpr ledger ledger_of(const sheet& held, const step_size& size) noexcept {
    ledger lines;
    write_step(held, size, lines);
    return lines;
}

}  // namespace rafter
