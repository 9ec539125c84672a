#include <rafter/engine/paces.hpp>
#include <string_view>

#include "expected.hpp"

namespace measured {

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

const rafter::engine_pace* pace_of(const row& r) {
    using namespace rafter::paces;
    const std::string_view e = r.engine;
    // vLLM of mid-2024 on ROCm ran without graphs; the benchmark of its own container with them.
    if (e == "vLLM" || e == "vLLM 0.10") return has(r.source, "0.10") || has(e, "0.10") ? &vllm : &vllm_2024_eager;
    if (e.starts_with("vLLM (bench")) return &vllm_2024;
    if (e == "vLLM-based") return &vllm_2023;
    if (e == "vLLM XPU") return &vllm_xpu;
    if (e == "TensorRT-LLM v0.5") return &tensorrt_llm_0_5;
    if (e == "TensorRT-LLM static batch") return &tensorrt_llm_static_batch;
    if (e == "TensorRT-LLM") return has(r.accelerator, "b200") ? &tensorrt_llm_2025 : &tensorrt_llm;
    if (e == "SGLang") return &sglang;
    if (e.starts_with("gpt-fast")) return &gpt_fast;
    if (has(e, "llama.cpp")) return &llama_cpp;
    if (e == "MLC LLM") return &mlc_llm;
    if (e == "ExLlamaV2") return &exllama_v2;
    if (e == "Deepspeed" || e == "DeepSpeed") return &deepspeed;
    if (e.starts_with("optimum-habana")) return &optimum_habana;
    if (e == "JAX") return &jax;
    if (e == "transformers-neuronx") return &transformers_neuronx;
    if (e == "sambaflow") return &sambaflow;
    if (e == "tt-metal") return &tt_metal;
    return nullptr;
}

}  // namespace measured
