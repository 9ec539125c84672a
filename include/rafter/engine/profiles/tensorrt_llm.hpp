// TensorRT-LLM.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

struct tensorrt_llm {
    static constexpr engine_profile spec{
        .name = "TensorRT-LLM",
        .id = "tensorrt_llm",
        // the defaults below are of 2025; the engines that are calibrated, paces::tensorrt_llm, are of 2024
        .pace = &paces::tensorrt_llm_2025,
        .runs_on = vendor_set{"NVIDIA"},
        .runs_on_source = "TensorRT-LLM documentation, support matrix",
        .basis = fraction_of::free_after_weights,
        .memory_percent = {90, "TensorRT-LLM executor.h, KvCacheConfig::kDefaultGpuMemFraction"},
        .cache_page = {32, "tensorrt_llm/llmapi/llm_args.py, tokens_per_block; engines built before 2025 have 64"},
        .windows = {windowed_cache::by_layer, "TensorRT-LLM documentation, KV cache system: a pool for each window size"},
        .prefill_chunk = {8192, "its log as the guide of NVIDIA Dynamo prints it: max_num_tokens"},
        .limits = {.max_num_seqs = {2048, "its log as the guide of NVIDIA Dynamo prints it: max_num_requests"},
                   .max_num_batched_tokens = {8192, "its log as the guide of NVIDIA Dynamo prints it: max_num_tokens"}}};
};

}  // namespace rafter::engines
