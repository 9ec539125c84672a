// The stacks that makers publish measurements with. They fix shapes when they compile; what they reserve beside weights
// and cache, no source says.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

/// Gaudi: static shapes, the whole length from the start.
struct optimum_habana {
    static constexpr engine_profile spec{
        .name = "Optimum for Gaudi",
        .id = "optimum_habana",
        .pace = &paces::optimum_habana,
        .runs_on = vendor_set{"Intel"},
        .runs_on_source = "huggingface/optimum-habana README: Gaudi",
        .windows = {windowed_cache::full_length, "optimum-habana examples/text-generation README: static shapes"}};
};

struct transformers_neuronx {
    static constexpr engine_profile spec{
        .name = "Transformers NeuronX",
        .id = "transformers_neuronx",
        .pace = &paces::transformers_neuronx,
        .runs_on = vendor_set{"AWS"},
        .runs_on_source = "AWS Neuron documentation, transformers-neuronx: Trn1 and Inf2",
        .windows = {windowed_cache::full_length, "AWS Neuron documentation, transformers-neuronx: n_positions when it compiles"}};
};

struct tt_metal {
    static constexpr engine_profile spec{
        .name = "TT-Metal",
        .id = "tt_metal",
        .pace = &paces::tt_metal,
        .runs_on = vendor_set{"Tenstorrent"},
        .runs_on_source = "tenstorrent/tt-metal README",
        .windows = {windowed_cache::full_length, "tenstorrent/vllm issue 202: windowed layers have the full length"},
        .limits = {.max_num_seqs = {32, "tenstorrent/tt-metal models/demos/llama3_subdevices/README.md: up to 32 users"}}};
};

struct sambaflow {
    static constexpr engine_profile spec{
        .name = "SambaFlow", .id = "sambaflow", .pace = &paces::sambaflow, .runs_on = vendor_set{"SambaNova"}, .runs_on_source = "SambaNova documentation, SambaFlow"};
};

/// JAX, with the partitions of arXiv 2211.05102 or as MaxText: no engine decides on memory.
struct jax {
    static constexpr engine_profile spec{
        .name = "JAX", .id = "jax", .pace = &paces::jax, .runs_on = vendor_set{"Google", "NVIDIA", "AMD"}, .runs_on_source = "JAX documentation, installation: supported platforms"};
};

/// For Jetson and Drive. Without a pace: no row of it can be modelled, and it is no build of TensorRT-LLM.
struct tensorrt_edge_llm {
    static constexpr engine_profile spec{
        .name = "TensorRT Edge-LLM", .id = "tensorrt_edge_llm", .runs_on = vendor_set{"NVIDIA"}, .runs_on_source = "NVIDIA/TensorRT-Edge-LLM README"};
};

}  // namespace rafter::engines
