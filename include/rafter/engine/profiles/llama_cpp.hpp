// llama.cpp, and what is built on it (Ollama).
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

/// The context of every sequence is allocated at the start, in cells padded to 256.
struct llama_cpp {
    static constexpr engine_profile spec{
        .name = "llama.cpp",
        .id = "llama_cpp",
        .pace = &paces::llama_cpp,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel", "Apple", "Arm", "Qualcomm", "Huawei"},
        .runs_on_source = "ggml-org/llama.cpp README, supported backends",
        .cache_page = {256, "llama.cpp src/llama-context.cpp, n_ctx padded to 256"},
        .windows = {windowed_cache::with_microbatch, "llama.cpp src/llama-kv-cache-iswa.cpp: n_swa + n_ubatch cells, padded to 256"},
        .prefill_chunk = {512, "llama.cpp common/common.h, n_ubatch"}};
};

}  // namespace rafter::engines
