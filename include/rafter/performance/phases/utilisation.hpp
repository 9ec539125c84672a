// Model FLOPs utilisation: the part of the peak that the products with the parameters take.
#pragma once

#include <rafter/quantity/units.hpp>

namespace rafter {

/// 2*P*T / (N*C*t): P parameters that a token exercises, T tokens, N devices of peak C, in a time t. A multiply-add is two
/// operations; attention is not counted. PaLM 540B, 2,048 tokens on 64 TPU v4 (275 TFLOPS) in 0.29 s: 0.433.
/// Source: Chowdhery et al., arXiv 2204.02311, appendix B; Pope et al., arXiv 2211.05102.
[[nodiscard]] constexpr double model_flops_utilisation(double parameters, double tokens, double devices, flops_per_second peak, seconds time) noexcept {
    const double possible = devices * peak.value * time.value;
    return possible > 0 ? 2 * parameters * tokens / possible : 0;
}

/// The time at such a utilisation. 70B, 8,192 tokens on 16 TPU v5e (197 TFLOPS) at 0.4: 0.910 s.
[[nodiscard]] constexpr seconds time_at_utilisation(double parameters, double tokens, double devices, flops_per_second peak, double utilisation) noexcept {
    const double reached = devices * peak.value * utilisation;
    return seconds{reached > 0 ? 2 * parameters * tokens / reached : 0};
}

}  // namespace rafter
