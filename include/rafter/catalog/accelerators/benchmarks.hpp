// Where rates come from that parts were measured to sustain.
#pragma once

namespace rafter::catalog::accelerators::benchmark_sources {
inline constexpr const char* products   = "ml-engineering, compute/accelerator, largest of many matrix products, 2026-08-22";
inline constexpr const char* reads      = "te42kyfo/gpu-benches 1c36d509, 2024-06-21: reads of device memory";
inline constexpr const char* all_reduce = "ml-engineering, network/README.md: all-reduce over 8 GPUs, ring, not in the switch";
inline constexpr const char* same_chip  = "as the A100 SXM4 80GB, which is the same chip: ml-engineering, 2026-08-22";
inline constexpr const char* l40        = "te42kyfo/gpu-benches 1c36d509, 2024-06-21: the L40, which has the same memory";
inline constexpr const char* taf        = "AMD ROCm blog, peak FLOPs, MAF and TAF, 2026-10-06: largest of many products, normal inputs";
inline constexpr const char* mi300x_read = "third party, as gathered 2026-11-24: 0.81 of 5.3 TB/s";
inline constexpr const char* h100_factor = "ai-dynamo/aiconfigurator, 2026-08-21: NVIDIA reckons with 0.8 of the memory's rate";
inline constexpr const char* tt_gemm    = "tt-metal, tech_reports/GEMM_FLOPS 06bd3735: utilisation of the best configuration";
}  // namespace rafter::catalog::accelerators::benchmark_sources
