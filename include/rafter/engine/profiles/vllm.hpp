// vLLM, version 1 of its engine, as `vllm serve` starts it.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

struct vllm {
    static constexpr engine_profile spec{
        .name = "vLLM",
        .id = "vllm",
        // of 0.10 on AMD's GPUs; the build for Intel's has a pace of its own, paces::vllm_xpu
        .pace = &paces::vllm,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel", "Google", "AWS", "Apple", "Arm", "Huawei", "Tenstorrent"},
        .runs_on_source = "vLLM documentation, supported hardware and hardware plugins",
        .basis = fraction_of::total,
        // 0.92 in the versions of 2026; the published measurements are older
        .memory_percent = {90, "vllm/config/cache.py, gpu_memory_utilization until 0.18"},
        .cache_page = {16, "vllm/config/cache.py, DEFAULT_BLOCK_SIZE; some attention kernels take 32, 64 or 128"},
        .windows = {windowed_cache::in_groups, "vllm/v1/core/kv_cache_utils.py, get_kv_cache_groups"},
        .state_copies = {2, "vllm/v1/kv_cache_interface.py, MambaSpec with mamba_cache_mode align"},
        .embedding = {tables::vocabulary_parallel, "vllm/model_executor/layers/vocab_parallel_embedding.py"},
        .prefill_chunk = {2048, "vllm/engine/arg_utils.py, max_num_batched_tokens of the API server"},
        .limits = {.max_num_seqs = {256, "vllm/engine/arg_utils.py, get_batch_defaults, API server"},
                   .max_num_batched_tokens = {2048, "vllm/engine/arg_utils.py, get_batch_defaults, API server"}},
        .large_from = {bytes{75'161'927'680}, "vllm/engine/arg_utils.py, get_batch_defaults: 70 GiB"},
        .limits_of_large = {.max_num_seqs = {1024, "vllm/engine/arg_utils.py, get_batch_defaults, API server"},
                            .max_num_batched_tokens = {8192, "vllm/engine/arg_utils.py, get_batch_defaults, API server"}},
        .never_large = "a100"};  // of 80 GB too: the same function
};

}  // namespace rafter::engines
