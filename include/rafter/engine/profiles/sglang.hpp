// SGLang.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

/// Later versions take mem_fraction_static by what they reckon to reserve. How they share memory between windowed and
/// other layers is a setting (swa_full_tokens_ratio): absent.
struct sglang {
    static constexpr engine_profile spec{
        .name = "SGLang",
        .id = "sglang",
        // two batches in turn, which hide messages, are an option: paces::sglang
        .pace = &paces::sglang_one_batch,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel", "Google", "Huawei", "Arm", "Apple"},
        .runs_on_source = "SGLang documentation, hardware platforms",
        .basis = fraction_of::total_static,
        .memory_percent = {88, "sglang/srt/server_args.py, mem_fraction_static of one device"},
        .cache_page = {1, "sglang/srt/server_args.py, page_size; some attention kernels take 16 to 128"},
        .embedding = {tables::vocabulary_parallel, "sglang/srt/layers/vocab_parallel_embedding.py"},
        .prefill_chunk = {2048, "sglang/srt/server_args.py, chunked_prefill_size below 35 GiB"},
        .limits = {.max_num_batched_tokens = {2048, "sglang/srt/server_args.py, chunked_prefill_size below 35 GiB"}},
        .large_from = {bytes{37'580'963'840}, "sglang/srt/server_args.py: 35 GiB"},
        .limits_of_large = {.max_num_batched_tokens = {8192, "sglang/srt/server_args.py, chunked_prefill_size from 35 to 160 GiB"}}};
};

}  // namespace rafter::engines
