// The normal form of a layer. Every mixer and every feed-forward writes itself into this form; parameters, stored
// bytes, shards, cache and the operations of a step all follow from it, so they can never disagree.
#pragma once

#include <cstdint>  // int64_t, uint64_t, uint8_t
#include <rafter/model/tensor.hpp>
#include <rafter/quantity/checked.hpp>

namespace rafter {

inline constexpr int max_layers = 256;

/// The layers of a model that share one form, as a set: any pattern can be said.
struct layer_set {
    std::uint64_t words[max_layers / 64]{};
    bool complete = true;  ///< false if a layer beyond max_layers was asked for: such a model is not whole (RAFTER-D001)

    constexpr void insert(std::int64_t layer) noexcept {
        if (layer >= 0 && layer < max_layers) words[layer / 64] |= std::uint64_t{1} << (layer % 64);
        else complete = false;
    }
    /// Those of the first n layers once more, from this one on; n is 64 at most.
    constexpr void insert_again(std::int64_t n, std::int64_t layer) noexcept {
        const std::uint64_t again = words[0] & below(n);
        if (layer < 0 || layer + n > max_layers) {
            complete = complete && again == 0;
            return;
        }
        const std::int64_t word = layer / 64, bit = layer % 64;
        words[word] |= again << bit;
        if (bit + n > 64) words[word + 1] |= again >> (64 - bit);
    }
    [[nodiscard]] constexpr bool contains(std::int64_t layer) const noexcept {
        return layer >= 0 && layer < max_layers && ((words[layer / 64] >> (layer % 64)) & 1U) != 0;
    }
    /// Those that are in neither `this` nor outside of [0, end).
    [[nodiscard]] constexpr layer_set others_below(std::int64_t end) const noexcept {
        layer_set rest;
        for (std::int64_t w = 0; w < max_layers / 64 && w * 64 < end; ++w) rest.words[w] = below(end - w * 64) & ~words[w];
        rest.complete = end <= max_layers;
        return rest;
    }
    /// max_layers if there is none.
    [[nodiscard]] constexpr std::int64_t first() const noexcept {
        for (int w = 0; w < max_layers / 64; ++w)
            if (words[w] != 0) return w * 64 + zeros_below_lowest(words[w]);
        return max_layers;
    }
    /// Layers in [first, end).
    [[nodiscard]] static constexpr layer_set range(std::int64_t first, std::int64_t end) noexcept {
        layer_set s;
        for (std::int64_t w = 0; w < max_layers / 64 && w * 64 < end; ++w) s.words[w] = below(end - w * 64) & ~below(first - w * 64);
        if (first < end) s.complete = first >= 0 && end <= max_layers;
        return s;
    }
    /// How many are in [0, end).
    [[nodiscard]] constexpr std::int64_t count_below(std::int64_t end) const noexcept {
        std::int64_t n = 0;
        for (std::int64_t w = 0; w < max_layers / 64 && w * 64 < end; ++w) n += __builtin_popcountll(words[w] & below(end - w * 64));
        return n;
    }
    [[nodiscard]] constexpr std::int64_t count() const noexcept {
        std::int64_t n = 0;
        for (const std::uint64_t word : words) n += __builtin_popcountll(word);
        return n;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return first() == max_layers; }

    friend constexpr bool operator==(const layer_set&, const layer_set&) = default;

private:
    static constexpr std::int64_t zeros_below_lowest(std::uint64_t word) noexcept {
#if defined(__CUDACC__)  // which has no __builtin_ctzll in device code
        return __builtin_popcountll((word & -word) - 1);
#else
        return __builtin_ctzll(word);
#endif
    }
    /// The lowest n bits.
    static constexpr std::uint64_t below(std::int64_t n) noexcept {
        return n <= 0 ? 0 : n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1;
    }
};

[[nodiscard]] constexpr layer_set common_layers(layer_set a, const layer_set& b) noexcept {
    for (int w = 0; w < max_layers / 64; ++w) a.words[w] &= b.words[w];
    return a;
}
[[nodiscard]] constexpr layer_set layers_without(layer_set a, const layer_set& b) noexcept {
    for (int w = 0; w < max_layers / 64; ++w) a.words[w] &= ~b.words[w];
    return a;
}

/// Layers first, first + step, first + 2 step, ... below end.
[[nodiscard]] constexpr layer_set every(std::int64_t step, std::int64_t first, std::int64_t end) noexcept {
    if (step == 1) return layer_set::range(first, end);
    layer_set s;
    for (std::int64_t i = first; i < end; i += step) s.insert(i);
    return s;
}

/// Those that a pattern of one letter a layer marks with this one: Nemotron-H writes M for Mamba-2, * for attention.
[[nodiscard]] constexpr layer_set marked(const char* pattern, char letter) noexcept {
    layer_set s;
    for (std::int64_t i = 0; pattern[i] != '\0'; ++i)
        if (pattern[i] == letter) s.insert(i);
    return s;
}

/// Layers in [first, end).
[[nodiscard]] constexpr layer_set layers(std::int64_t first, std::int64_t end) noexcept { return layer_set::range(first, end); }

/// What a window lets a token see: the last so many tokens; what its chunk of so many holds before it and nothing of
/// earlier chunks (Llama-4); or the so many that an indexer selects of all that are kept (DeepSeek-V3.2).
enum class sight : std::uint8_t { sliding, chunked, selected };

/// What a recurrent mixer carries from token to token, whatever the length of the sequence: the state of its recurrence,
/// and the last inputs of a short convolution before it. Of one sequence and layer.
struct recurrence {
    std::int64_t elements = 0;        ///< of the state, cut as the heads are: d_inner*s, or heads*dk*dv; 0 for none
    std::int64_t head_channels = 0;   ///< of the convolution, those that are cut as the heads are,
    std::int64_t group_channels = 0;  ///< and those that heads of a group share: replicated beyond the number of groups
    std::int64_t taps = 0;            ///< columns kept of a channel; a step reads one less, which the new one replaces
    std::int64_t update_flops = 0;    ///< of a token, convolution and state
    std::int64_t readout_flops = 0;   ///< of a token, out of the state
    std::int64_t chunk_flops = 0;     ///< of a token more, where a prefill scans in chunks

    /// As published figures count them. Mamba-2.8B, a layer: 5,120 x (16 + 4) = 102,400.
    [[nodiscard]] constexpr std::int64_t elements_of_sequence() const noexcept {
        return checked::sum(elements, checked::product(checked::sum(head_channels, group_channels), taps));
    }
    friend constexpr bool operator==(const recurrence&, const recurrence&) = default;
};

/// What selects the tokens that attention sees: keys of its own, scored against every token, whole on every rank.
struct indexer {
    std::int64_t key_elements = 0;    ///< kept a token; 0 for none
    std::int64_t flops_per_pair = 0;  ///< (query, key), all its heads
    std::int64_t query_elements = 0;  ///< of one token, all its heads

    friend constexpr bool operator==(const indexer&, const indexer&) = default;
};

/// What a mixer keeps of earlier tokens, and what looking back costs. All numbers are for one layer.
struct lookback {
    std::int64_t elements_per_token = 0;     ///< cache: 2*K*h for heads, kv_lora_rank + rope for MLA
    axis cut = axis::none;                   ///< what divides that cache: kv_heads, or none
    std::int64_t window = 0;                 ///< tokens that it sees, 0 for all
    sight sees = sight::sliding;             ///< which of them
    std::int64_t query_heads = 0;            ///< of a recurrence its heads, 0 where it is cut by width
    std::int64_t kv_heads = 0;               ///< of a recurrence what its heads share: groups, key heads
    std::int64_t flops_per_pair_prefill = 0; ///< per (query, key) pair, all heads: 4*h*H
    std::int64_t flops_per_pair_decode = 0;  ///< differs where decode is absorbed (MLA)
    std::int64_t query_elements = 0;         ///< of one token, all heads; of a recurrence all that it takes in
    std::int64_t result_elements = 0;        ///< of one token before the output projection, all heads
    std::int64_t absorbed_result_elements = 0; ///< the same in decode where that is absorbed (MLA: H*Rkv), else 0
    std::int64_t flops_per_expanded_token = 0; ///< what is kept of a token becomes keys and values of all heads (MLA)
    recurrence state{};
    indexer index{};

    /// Of a decode step, one token: every element of a query and of a result takes part in one multiply-add a pair.
    [[nodiscard]] constexpr std::int64_t decode_result_elements() const noexcept {
        return absorbed_result_elements > 0 ? absorbed_result_elements : result_elements;
    }
    [[nodiscard]] constexpr std::int64_t decode_query_elements() const noexcept { return flops_per_pair_decode / 2 - decode_result_elements(); }

    /// False for a layer that is only a feed-forward.
    [[nodiscard]] constexpr bool exists() const noexcept { return query_elements > 0 || elements_per_token > 0 || state.elements > 0; }
    /// Tokens of a context that are kept: all, unless a window forgets them.
    [[nodiscard]] constexpr std::int64_t kept_of(std::int64_t context) const noexcept {
        return window > 0 && window < context && sees != sight::selected ? window : context;
    }
    friend constexpr bool operator==(const lookback&, const lookback&) = default;
};

/// Routed experts of a layer; total 0 for none.
struct expert_counts {
    std::int64_t total = 0;
    std::int64_t per_token = 0;

    friend constexpr bool operator==(const expert_counts&, const expert_counts&) = default;
};

inline constexpr int max_tensors = 20;

/// One form of layer and the layers that have it.
struct layer_form {
    layer_set where{};
    lookback back{};
    expert_counts experts{};
    std::int64_t reductions = 0;  ///< sequential residual branches: all-reduces of a tensor-parallel token
    std::int64_t inner_reduced_elements = 0;  ///< of one more all-reduce within the mixer (Mamba-1), 0 for none
    std::int64_t tensor_count = 0;
    tensor tensors[max_tensors]{};
    bool overfull = false;        ///< something did not fit into the form

    /// A tensor that says no number of copies is one matrix.
    constexpr void add(const tensor& t) noexcept {
        if (tensor_count == max_tensors) {
            overfull = true;
            return;
        }
        tensors[tensor_count] = t;
        if (t.copies == 0) tensors[tensor_count].copies = 1;
        ++tensor_count;
    }

    friend constexpr bool operator==(const layer_form&, const layer_form&) = default;
};

inline constexpr layer_form no_form{};  ///< to copy: Clang copies a form ten times as fast as it initialises one

/// Stands for the mixer or the feed-forward of a layer that has but the other (Nemotron-H).
struct nothing {
    constexpr void write(layer_form&, std::int64_t) const noexcept {}
};

}  // namespace rafter
