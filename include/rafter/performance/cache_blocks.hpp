// How many blocks of cache an engine gets out of a device, and how many requests of its longest length they hold: the
// lines that vLLM prints when it starts.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/paging.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/performance/placement.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// What an engine admits at once.
struct admission {
    std::int64_t max_model_len = 0;           ///< tokens of a sequence
    std::int64_t max_num_batched_tokens = 0;  ///< of a step
    std::int64_t max_num_seqs = 0;            ///< in flight
};

/// As the request states it; else the most that the model has, the tokens of a pass, and the batch.
[[nodiscard]] constexpr admission admission_of(const transformer& m, const request& r) noexcept {
    const engine& e = r.serving;
    return {.max_model_len = e.max_model_len != not_stated ? e.max_model_len : m.max_positions,
            .max_num_batched_tokens = e.max_num_batched_tokens != not_stated ? e.max_num_batched_tokens : e.chunk(),
            .max_num_seqs = e.max_num_seqs != not_stated ? e.max_num_seqs : sequences_per_rank(r.plan, r.load)};
}

/// Of one device. No blocks where the cache has no room, and where the engine has a pool for each window.
struct cache_blocks {
    bytes available{};                    ///< "Available KV cache memory"
    bytes block{};                        ///< one page of every layer of a group
    std::int64_t blocks = 0;              ///< "# GPU blocks"
    std::int64_t groups = 1;              ///< of layers, each with blocks of its own
    std::int64_t page = 0;                ///< tokens of a block
    std::int64_t blocks_of_request = 0;   ///< that one of max_model_len tokens may need
    admission admits{};

    /// "GPU KV cache size: N tokens", as vLLM prints it up to 0.19.
    [[nodiscard]] constexpr std::int64_t tokens() const noexcept { return groups > 0 ? checked::product(blocks / groups, page) : 0; }
    /// "Maximum concurrency for M tokens per request: X.XXx".
    [[nodiscard]] constexpr double concurrency() const noexcept {
        return blocks_of_request > 0 ? static_cast<double>(blocks) / static_cast<double>(blocks_of_request) : 0;
    }
    /// "GPU KV cache size: N tokens", as vLLM prints it since: those of so many requests of max_model_len.
    [[nodiscard]] constexpr std::int64_t tokens_of_requests() const noexcept {
        return checked::truncated(concurrency() * static_cast<double>(admits.max_model_len));
    }
    /// Bytes that one request of max_model_len may need: "... GiB KV cache is needed".
    [[nodiscard]] constexpr bytes needed_for_request() const noexcept { return bytes{checked::product(block.value, blocks_of_request)}; }
};

/// Blocks in so many bytes. A request may need ceil(M/page) of every group; of layers with a window W no more than those of
/// W - 1 tokens and what a step adds, and one, since a window does not begin where a block does; the copies of a state.
/// Llama-3.1-8B in bf16, pages of 16, 3,904 MiB: blocks of 2 MiB, 1,952; 20,000 tokens need 1,250, a concurrency of 1.56.
/// Source: vllm/v1/core/kv_cache_utils.py and vllm/v1/kv_cache_interface.py.
[[nodiscard]] constexpr cache_blocks cache_blocks_of(const sheet& held, std::int64_t stage, bytes available, const admission& a) noexcept {
    const page_layout p = page_layout_of(held, stage);
    cache_blocks b{.available = available, .block = bytes{p.block_bytes}, .groups = p.groups, .page = p.page, .admits = a};
    if (!p.one_table && !p.in_groups) return b;
    if (p.block_bytes > 0 && available.value > 0) b.blocks = available.value / p.block_bytes;
    for (int i = 0; i < p.count; ++i) {
        const paged_layers& k = p.kinds[i];
        if (!p.in_groups && i > 0) break;  // one table for all
        const std::int64_t pages = k.state_bytes > 0 ? held.state_copies
                                   : k.window == 0   ? checked::ceil_div(a.max_model_len, k.page)
                                                     : pages_within(k, a.max_model_len, a.max_num_batched_tokens);
        b.blocks_of_request = checked::sum(b.blocks_of_request, checked::product(pages, p.in_groups ? p.groups_of(k) : 1));
    }
    return b;
}

/// What an engine leaves for the cache on a stage, in the innermost memory that keeps data: its budget less weights, reserve
/// and the activations of a step as full as it admits; of what is left its percentage, where the budget is one of that.
[[nodiscard]] constexpr bytes cache_room_of(const sheet& held, std::int64_t stage, const storage& memory, const admission& a) noexcept {
    std::int64_t weights = bytes_around_layers(held, stage);
    for (std::int64_t i = 0; i < held.form_count; ++i)
        weights = checked::sum(weights, checked::product(held.forms[i].stored_bytes, layers_on_stage(held, held.forms[i], stage)));
    sheet full = held;
    full.prefill_chunk = a.max_num_batched_tokens;
    const workload fullest{.batch = checked::product(a.max_num_seqs, held.data_ranks), .prompt = a.max_num_batched_tokens, .output = 1, .prompts_at_once = 1};
    const std::int64_t live = checked::sum(activation_byte_count(full, fullest), held.reserve.value);
    const std::int64_t taken = checked::sum(weights, live > memory.beside ? live - memory.beside : 0);
    const std::int64_t left = memory.tiers[0].room > taken ? memory.tiers[0].room - taken : 0;
    return bytes{left / 100 * memory.cache_percent + left % 100 * memory.cache_percent / 100};
}

/// The same from everything: of the stage of a pipeline that has the fewest. Numbers must be in range (RAFTER-W001, W002).
[[nodiscard]] constexpr cache_blocks cache_blocks_of(const transformer& m, const accelerator& part, const request& r) noexcept {
    const sheet held = sheet_of(m, r);
    const storage memory = storage_of(part, r.serving);
    const admission a = admission_of(m, r);
    cache_blocks fewest;
    for (std::int64_t stage = 0; stage < r.plan.pipeline; ++stage) {
        const cache_blocks b = cache_blocks_of(held, stage, cache_room_of(held, stage, memory, a), a);
        if (stage == 0 || b.blocks < fewest.blocks) fewest = b;
    }
    return fewest;
}

}  // namespace rafter
