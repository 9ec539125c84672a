// How a serving engine spends memory and adds vectors. The defaults are a machine without an engine: all memory, nothing
// reserved.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/engine/algorithm.hpp>
#include <rafter/engine/engine_times.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// What becomes of the embedding and the head under tensor parallel.
enum class tables : std::uint8_t { vocabulary_parallel, replicated };

/// What the memory fraction of an engine is a fraction of.
enum class fraction_of : std::uint8_t {
    total,               ///< vLLM: gpu_memory_utilization of the whole device, for everything
    free_after_weights,  ///< TensorRT-LLM: of what the weights leave, for the cache
};

struct engine {
    std::int64_t memory_percent = 100;       ///< vLLM's default is 90, TensorRT-LLM's 90 of what is free
    fraction_of basis = fraction_of::total;
    bytes reserve{};                         ///< runtime, graphs, communication buffers: fixed, per device
    tables embedding = tables::vocabulary_parallel;
    std::int64_t prefill_chunk = 2048;       ///< tokens of a prompt that one pass takes: sizes the activations
    std::int64_t cache_tier = -1;            ///< tier, counted from the innermost, that must hold the cache; -1: any
    algorithm all_reduce = algorithm::automatic;  ///< ways that its library has; RAFTER-L003 where the links run none
    const engine_pace* pace = nullptr;       ///< what an estimate knows of it; null: any engine, as the class of the part has them
};

}  // namespace rafter
