// What the allocator of an engine hands out for a cache: whole pages, of layers that keep alike, or of groups of them.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/sheet.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/number_format.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter {

/// Layers of one stage that an allocator cannot tell apart.
struct paged_layers {
    std::int64_t layers = 0;
    std::int64_t page_bytes = 0;   ///< of a page of one layer; 0 for a fixed state
    std::int64_t state_bytes = 0;  ///< of one sequence and layer, else 0
    std::int64_t window = 0;       ///< tokens that it sees as far as the engine heeds it, 0 for all
    sight sees = sight::sliding;
    std::int64_t page = 0;         ///< tokens

    [[nodiscard]] constexpr bool sees_as(const paged_layers& o) const noexcept {
        return (state_bytes > 0) == (o.state_bytes > 0) && window == o.window && (window == 0 || sees == o.sees);
    }
};

/// The cache of a stage as an allocator divides it.
struct page_layout {
    int count = 0;
    paged_layers kinds[2 * max_forms]{};
    bool one_table = true;             ///< every page holds its tokens of all layers
    bool in_groups = false;            ///< else every kind has a pool of its own
    std::int64_t page = 1;             ///< tokens of the smallest page
    std::int64_t layers_of_group = 0;
    std::int64_t groups = 1;
    std::int64_t block_bytes = 0;      ///< one page of every layer of a group

    constexpr void add(const paged_layers& l) noexcept {
        int k = 0;
        while (k < count && !(kinds[k].sees_as(l) && kinds[k].page_bytes == l.page_bytes && kinds[k].state_bytes == l.state_bytes)) ++k;
        if (k < count) kinds[k].layers += l.layers;
        else kinds[count++] = l;
    }
    [[nodiscard]] constexpr std::int64_t groups_of(const paged_layers& k) const noexcept { return checked::ceil_div(k.layers, layers_of_group); }
    /// Bytes of one page of all layers of a kind, or of its states.
    [[nodiscard]] constexpr std::int64_t bytes_of(const paged_layers& k) const noexcept {
        if (in_groups) return checked::product(groups_of(k), block_bytes);
        return checked::product(k.layers, k.state_bytes > 0 ? k.state_bytes : k.page_bytes);
    }
};

namespace detail {

/// vLLM's hybrid manager (vllm/v1/core/kv_cache_utils.py, _get_kv_cache_groups_uniform_page_size): every kind is cut into
/// groups of as many layers as the rarest kind has, or the commonest where that is less than half more; all pages have the
/// size of the largest, narrower layers more tokens in one. A state is one page: pages of tokens grow to its size.
constexpr void put_in_groups(page_layout& p) noexcept {
    std::int64_t fewest = 0, most = 0, state = 0, page_bytes = 0;
    for (int k = 0; k < p.count; ++k) {
        const paged_layers& l = p.kinds[k];
        if (fewest == 0 || l.layers < fewest) fewest = l.layers;
        if (l.layers > most) most = l.layers;
        if (l.state_bytes > state) state = l.state_bytes;
        if (l.page_bytes > page_bytes) page_bytes = l.page_bytes;
    }
    if (page_bytes > 0 && state > page_bytes) {
        const std::int64_t times = checked::ceil_div(state, page_bytes);
        p.page = checked::product(p.page, times);
        page_bytes = checked::product(page_bytes, times);
        for (int k = 0; k < p.count; ++k) {
            p.kinds[k].page = checked::product(p.kinds[k].page, times);
            p.kinds[k].page_bytes = checked::product(p.kinds[k].page_bytes, times);
        }
    }
    if (state > page_bytes) page_bytes = state;
    for (int k = 0; k < p.count; ++k) {
        paged_layers& l = p.kinds[k];
        if (l.page_bytes == 0) continue;
        l.page = checked::product(l.page, page_bytes / l.page_bytes);
        l.page_bytes = page_bytes;
    }
    p.in_groups = true;
    p.layers_of_group = most < fewest + checked::ceil_div(fewest, 2) ? most : fewest;
    p.groups = 0;
    for (int k = 0; k < p.count; ++k) p.groups += p.groups_of(p.kinds[k]);
    p.block_bytes = checked::product(p.layers_of_group, page_bytes);
}

}  // namespace detail

/// gpt-oss-20b in bf16, pages of 16 tokens: 12 layers with a window of 128 and 12 without, two groups, blocks of
/// 12 x 32,768 bytes.
[[nodiscard]] constexpr page_layout page_layout_of(const sheet& held, std::int64_t stage) noexcept {
    page_layout p{.page = held.cache_page};
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        const std::int64_t layers = layers_on_stage(held, f, stage);
        if (layers == 0) continue;
        const bool forgets = held.windows != windowed_cache::full_length && f.back.sees != sight::selected;
        if (f.kept_elements > 0) {
            const std::int64_t of_index = checked::product(f.index.bytes_per_token, p.page);  // GCC 12 cannot read it within the list below
            p.add({.layers = layers, .page_bytes = checked::sum(stored_byte_count(held.cache_format, p.page, f.kept_elements), of_index),
                   .window = forgets ? f.back.window : 0, .sees = f.back.sees, .page = p.page});
        }
        if (f.state.bytes > 0) p.add({.layers = layers, .state_bytes = f.state.bytes, .page = p.page});
    }
    for (int k = 0; k < p.count; ++k) {
        p.one_table = p.one_table && p.kinds[k].sees_as(p.kinds[0]);
        p.layers_of_group += p.kinds[k].layers;
        p.block_bytes = checked::sum(p.block_bytes, p.bytes_of(p.kinds[k]));
    }
    if (!p.one_table && held.windows == windowed_cache::in_groups) detail::put_in_groups(p);
    return p;
}

/// Pages of one sequence in one layer at `context` tokens, where a step may add `added` of them. A window that slides
/// does not begin where a page does, so it takes one more: 128 tokens in pages of 16, a token at a time, 9 pages.
[[nodiscard]] constexpr std::int64_t pages_within(const paged_layers& k, std::int64_t context, std::int64_t added) noexcept {
    const std::int64_t sliding = k.sees == sight::sliding ? 1 : 0;
    const std::int64_t seen = checked::sum(k.window - sliding, added);
    return checked::ceil_div(seen < context ? seen : context, k.page) + sliding;
}

/// Bytes that an allocator hands out for `sequences` of `context` tokens each on a stage: pages, groups, copies of states.
/// Layers with a window hold it and the new token, and once what one pass of a prompt adds (llama.cpp: every sequence does).
/// gpt-oss-20b, vLLM, one sequence of 262,144 tokens, passes of 2,048: 16,384 pages and 137 in groups of 12 layers,
/// 6,496,321,536 bytes; as full length, 12.00 GiB.
/// A prefix that all share takes its whole pages once, of layers that keep all tokens; of the others every sequence has its own.
[[nodiscard]] constexpr std::int64_t reserved_cache_byte_count(const sheet& held, std::int64_t stage, std::int64_t sequences, std::int64_t context,
                                                               std::int64_t shared_prefix = 0) noexcept {
    const page_layout p = page_layout_of(held, stage);
    std::int64_t sum = 0;
    for (int i = 0; i < p.count; ++i) {
        const paged_layers& k = p.kinds[i];
        const std::int64_t whole = checked::ceil_div(context, k.page);
        std::int64_t pages = whole, once = 0;
        if (k.state_bytes > 0) {
            pages = held.state_copies;
        } else if (k.window > 0 && held.windows == windowed_cache::with_microbatch) {
            const std::int64_t cells = checked::sum(k.window, held.prefill_chunk);
            if (cells < context) pages = checked::ceil_div(cells, k.page);
        } else if (k.window > 0) {
            const std::int64_t steady = pages_within(k, context, k.sees == sight::sliding ? 1 : 0), in_pass = pages_within(k, context, held.prefill_chunk);
            pages = steady < whole ? steady : whole;
            once = (in_pass < whole ? in_pass : whole) - pages;
        }
        if (k.state_bytes == 0 && k.window == 0) {
            once = shared_prefix / k.page;
            pages -= once;
        }
        sum = checked::sum(sum, checked::product(checked::sum(checked::product(pages, sequences), once), p.bytes_of(k)));
    }
    return sum;
}

}  // namespace rafter
