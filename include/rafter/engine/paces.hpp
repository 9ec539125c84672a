// Engines as estimates know them. A rewrite of an engine is an engine of its own, because its constants are.
#pragma once

#include <rafter/engine/calibration.hpp>
#include <rafter/engine/engine_times.hpp>

namespace rafter::paces {

inline constexpr engine_pace vllm{.name = "vLLM 0.10", .id = "vllm", .on = calibration::vllm};
inline constexpr engine_pace vllm_2024{.name = "vLLM 2024, captured", .id = "vllm_2024", .on = calibration::vllm_2024};
inline constexpr engine_pace vllm_2024_eager{.name = "vLLM 2024, eager", .id = "vllm_2024_eager", .traits = {.captured = false}, .on = calibration::vllm_2024_eager};
inline constexpr engine_pace vllm_2023{.name = "vLLM 2023", .id = "vllm_2023", .traits = {.captured = false}};
inline constexpr engine_pace vllm_xpu{.name = "vLLM XPU", .id = "vllm_xpu", .on = calibration::vllm_xpu};
/// With two batches in turn, as its rows ran.
inline constexpr engine_pace sglang{.name = "SGLang", .id = "sglang", .traits = {.overlaps_messages = true}, .on = calibration::sglang};
/// As it starts without options: no two batches in turn, so messages stand between operations.
inline constexpr engine_pace sglang_one_batch{.name = "SGLang, one batch", .id = "sglang_one_batch", .on = calibration::sglang};
inline constexpr engine_pace tensorrt_llm{.name = "TensorRT-LLM", .id = "tensorrt_llm", .on = calibration::tensorrt_llm};
inline constexpr engine_pace tensorrt_llm_static_batch{.name = "TensorRT-LLM, static batch", .id = "tensorrt_llm_static_batch", .on = calibration::tensorrt_llm_static_batch};
inline constexpr engine_pace tensorrt_llm_0_5{.name = "TensorRT-LLM 0.5", .id = "tensorrt_llm_0_5", .on = calibration::tensorrt_llm_0_5};
inline constexpr engine_pace tensorrt_llm_2025{.name = "TensorRT-LLM 2025", .id = "tensorrt_llm_2025"};
inline constexpr engine_pace gpt_fast{.name = "gpt-fast", .id = "gpt_fast", .on = calibration::gpt_fast};
inline constexpr engine_pace llama_cpp{.name = "llama.cpp", .id = "llama_cpp", .on = calibration::llama_cpp};
inline constexpr engine_pace mlc_llm{.name = "MLC LLM", .id = "mlc_llm", .on = calibration::mlc_llm};
inline constexpr engine_pace exllama_v2{.name = "ExLlamaV2", .id = "exllama_v2", .on = calibration::exllama_v2};
inline constexpr engine_pace deepspeed{.name = "DeepSpeed", .id = "deepspeed", .on = calibration::deepspeed};
inline constexpr engine_pace optimum_habana{.name = "optimum-habana", .id = "optimum_habana", .on = calibration::optimum_habana};
inline constexpr engine_pace jax{.name = "JAX", .id = "jax", .on = calibration::jax};
inline constexpr engine_pace transformers_neuronx{.name = "transformers-neuronx", .id = "transformers_neuronx"};
inline constexpr engine_pace sambaflow{.name = "SambaFlow", .id = "sambaflow"};
inline constexpr engine_pace tt_metal{.name = "tt-metal", .id = "tt_metal", .traits = {.prefill_captured = false}, .on = calibration::tt_metal};

/// All of them, for who looks one up by name.
inline constexpr const engine_pace* all[] = {&vllm, &vllm_2024, &vllm_2024_eager, &vllm_2023, &vllm_xpu, &sglang, &sglang_one_batch,
                                             &tensorrt_llm, &tensorrt_llm_static_batch, &tensorrt_llm_0_5, &tensorrt_llm_2025, &gpt_fast, &llama_cpp,
                                             &mlc_llm, &exllama_v2, &deepspeed, &optimum_habana, &jax, &transformers_neuronx, &sambaflow, &tt_metal};

}  // namespace rafter::paces
