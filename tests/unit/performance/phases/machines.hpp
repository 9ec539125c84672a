// Machines whose times can be taken by hand.
#pragma once

#include <rafter/deployment.hpp>
#include <rafter/performance/phases/step_pricing.hpp>
#include <unit/claims.hpp>

namespace by_hand {

/// 1 TB/s and 80 GB, and so many FLOPs that nothing waits for them: a roofline is bytes over a rate.
inline constexpr rafter::accelerator memory_alone{
    .name = "memory alone", .id = "memory_alone",
    .peaks = {.bf16 = {rafter::flops_per_second{1e24}, "by hand"}},
    .tiers = {{.name = "HBM", .capacity = {rafter::bytes{80'000'000'000}, "by hand"}, .read = {rafter::bytes_per_second{1e12}, "by hand"}}},
    .scale_out = {.name = "network", .per_device = {rafter::bytes_per_second{50e9}, "by hand"}, .domain = {1 << 16, "by hand"}}};

/// Llama-3.1-8B in bf16: 32 layers of 218,112,000 weights, a head of 128,256 x 4,096 and a norm of 4,096; 131,072 bytes of cache a token.
inline constexpr double layers = 2.0 * 32 * 218'112'000, head = 2.0 * (128'256.0 * 4096 + 4096), of_token = 131'072;

/// Activations and what is kept: a token has 196,608 bytes of inputs and outputs in each layer, a row of the input table and its
/// copy, and its own cache; in a prefill its keys and values go to attention beside. A sampled one passes norm and head.
inline constexpr double decoded = 32 * 196'608.0 + 16'384 + of_token, prefilled = decoded + of_token, sampled = 16'384 + 521'216;

}  // namespace by_hand
