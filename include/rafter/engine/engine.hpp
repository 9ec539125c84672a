// How a serving engine spends memory and adds vectors. The defaults are a machine without an engine: all memory, nothing
// reserved.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <cstdint>  // int64_t, uint8_t
#include <rafter/engine/algorithm.hpp>
#include <rafter/engine/engine_times.hpp>
#include <rafter/engine/vendors.hpp>

namespace rafter {

/// What becomes of the embedding and the head under tensor parallel.
enum class tables : std::uint8_t { vocabulary_parallel, replicated };

/// What the memory fraction of an engine is a fraction of.
enum class fraction_of : std::uint8_t {
    total,               ///< vLLM: gpu_memory_utilization of the whole device, for everything
    total_static,        ///< SGLang: mem_fraction_static of the whole device, for weights and cache; the rest is for activations
    free_after_weights,  ///< TensorRT-LLM: of what the weights leave, for the cache
};

/// What an engine keeps of layers that see a window only.
enum class windowed_cache : std::uint8_t {
    by_layer,         ///< the pages that a later token can still see, each kind of layer by itself
    in_groups,        ///< the same, in groups of equally many layers whose pages have one size: vLLM's hybrid manager
    with_microbatch,  ///< the window and the tokens of one pass, for every sequence from the start: llama.cpp
    full_length,      ///< all tokens, as if there was no window
};

/// A count that nobody has given: no number of tokens or sequences, so that a 0 is a mistake and not a wish.
inline constexpr std::int64_t not_stated = INT64_MIN;

struct engine {
    std::int64_t memory_percent = 100;       ///< vLLM's default is 90, TensorRT-LLM's 90 of what is free
    fraction_of basis = fraction_of::total;
    bytes reserve{};                         ///< runtime, graphs, communication buffers: fixed, per device
    tables embedding = tables::vocabulary_parallel;
    std::int64_t prefill_chunk = not_stated; ///< tokens of a prompt that one pass takes
    std::int64_t usual_chunk = 2048;         ///< where neither that nor the tokens of a step are stated
    std::int64_t cache_tier = -1;            ///< tier, counted from the innermost, that must hold the cache; -1: any
    algorithm all_reduce = algorithm::automatic;  ///< ways that its library has; RAFTER-L003 where the links run none
    const engine_pace* pace = nullptr;       ///< what an estimate knows of it; null: any engine, as the class of the part has them
    std::int64_t cache_page = not_stated;    ///< tokens of a page that the cache is handed out in; not stated: to the token
    windowed_cache windows = windowed_cache::by_layer;
    std::int64_t state_copies = 1;           ///< of the fixed state of a sequence: vLLM keeps 2 where it caches prefixes
    std::int64_t max_model_len = not_stated;           ///< most tokens of a sequence, prompt and output
    std::int64_t max_num_seqs = not_stated;            ///< most sequences in flight of a data-parallel rank
    std::int64_t max_num_batched_tokens = not_stated;  ///< most tokens of a step
    vendor_set runs_on{};                    ///< makers of the parts that it runs on; none: not stated

    /// Tokens of a prompt that one pass takes: as stated, else as many as a step may have. Sizes the activations.
    [[nodiscard]] constexpr std::int64_t chunk() const noexcept {
        if (prefill_chunk != not_stated) return prefill_chunk;
        return max_num_batched_tokens != not_stated ? max_num_batched_tokens : usual_chunk;
    }
};

}  // namespace rafter
