// DeepSpeed: its second inference engine (FastGen), which DeepSpeed-MII serves with.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

struct deepspeed {
    static constexpr engine_profile spec{
        .name = "DeepSpeed",
        .id = "deepspeed",
        // calibrated on Gaudi alone; on GPUs the class has the constants
        .pace = &paces::deepspeed,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel", "Huawei"},
        .runs_on_source = "microsoft/DeepSpeed documentation, accelerator setup guide",
        .reserve = {bytes{1'000'000'000}, "deepspeed/inference/v2/ragged/manager_configs.py, MemoryConfig"},
        .cache_page = {128, "deepspeed/inference/v2/ragged/manager_configs.py, KVCacheConfig.block_size"},
        .prefill_chunk = {768, "deepspeed/inference/v2/ragged/manager_configs.py, max_ragged_batch_size"},
        .limits = {.max_num_seqs = {512, "deepspeed/inference/v2/ragged/manager_configs.py, max_ragged_sequence_count"},
                   .max_num_batched_tokens = {768, "deepspeed/inference/v2/ragged/manager_configs.py, max_ragged_batch_size"}}};
};

}  // namespace rafter::engines
