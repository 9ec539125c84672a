// ExLlamaV2.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

struct exllama_v2 {
    static constexpr engine_profile spec{
        .name = "ExLlamaV2",
        .id = "exllama_v2",
        .pace = &paces::exllama_v2,
        .runs_on = vendor_set{"NVIDIA", "AMD"},
        .runs_on_source = "turboderp-org/exllamav2 README",
        .cache_page = {256, "exllamav2/generator/dynamic.py, PAGED_PAGE_SIZE"},
        .windows = {windowed_cache::full_length, "exllamav2/cache.py: one length for all layers"}};
};

}  // namespace rafter::engines
