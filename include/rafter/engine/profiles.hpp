// All engines.
#pragma once

#include <rafter/engine/profiles/deepspeed.hpp>
#include <rafter/engine/profiles/exllama_v2.hpp>
#include <rafter/engine/profiles/gpt_fast.hpp>
#include <rafter/engine/profiles/llama_cpp.hpp>
#include <rafter/engine/profiles/mlc_llm.hpp>
#include <rafter/engine/profiles/sglang.hpp>
#include <rafter/engine/profiles/tensorrt_llm.hpp>
#include <rafter/engine/profiles/vendor_stacks.hpp>
#include <rafter/engine/profiles/vllm.hpp>

namespace rafter::engines {

/// All of them, for who looks one up by its id.
inline constexpr const engine_profile* all[] = {&vllm::spec, &sglang::spec, &tensorrt_llm::spec, &llama_cpp::spec, &gpt_fast::spec, &mlc_llm::spec, &exllama_v2::spec,
                                                &deepspeed::spec, &optimum_habana::spec, &transformers_neuronx::spec, &tt_metal::spec, &sambaflow::spec,
                                                &jax::spec, &tensorrt_edge_llm::spec};

}  // namespace rafter::engines
