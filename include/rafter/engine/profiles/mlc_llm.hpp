// MLC LLM.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

struct mlc_llm {
    static constexpr engine_profile spec{
        .name = "MLC LLM",
        .id = "mlc_llm",
        .pace = &paces::mlc_llm,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel", "Apple", "Arm", "Qualcomm"},
        .runs_on_source = "mlc-ai/mlc-llm README, platforms",
        .basis = fraction_of::total,
        .memory_percent = {85, "mlc_llm/serve/config.py, gpu_memory_utilization"},
        .cache_page = {16, "mlc_llm/serve/config.py, kv_cache_page_size"},
        .limits = {.max_num_seqs = {4, "mlc_llm/serve/config.py, mode local"}}};
};

}  // namespace rafter::engines
