// gpt-fast: PyTorch, one compiled graph a step.
#pragma once

#include <rafter/engine/paces.hpp>
#include <rafter/engine/profile.hpp>

namespace rafter::engines {

/// A static cache for one length of all sequences; the whole prompt is one pass.
struct gpt_fast {
    static constexpr engine_profile spec{
        .name = "gpt-fast",
        .id = "gpt_fast",
        .pace = &paces::gpt_fast,
        .runs_on = vendor_set{"NVIDIA", "AMD", "Intel"},
        .runs_on_source = "pytorch-labs/gpt-fast README and tp.py",
        .cache_page = {8, "gpt-fast model.py, setup_caches: the length in multiples of 8"},
        .windows = {windowed_cache::full_length, "gpt-fast model.py, KVCache: one length for all layers"},
        .embedding = {tables::replicated, "gpt-fast tp.py: attention and feed-forward are cut, the tables are not"}};
};

}  // namespace rafter::engines
