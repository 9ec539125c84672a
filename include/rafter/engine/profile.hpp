// What a serving engine does where nobody says otherwise: one profile an engine, each value with its source.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/hardware/figure.hpp>
#include <rafter/hardware/part_class.hpp>
#include <rafter/hardware/text.hpp>
#include <rafter/quantity/constant_value.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// The defaults for how much runs at once.
struct engine_limits {
    figure<std::int64_t> max_num_seqs{};            ///< sequences in flight
    figure<std::int64_t> max_num_batched_tokens{};  ///< tokens of a step
};

/// An engine: what it does with memory, and the pace that estimates know it by. What no source gives is absent, and stays as it
/// is without an engine.
///   struct my_engine { static constexpr engine_profile spec{.name = "mine", .cache_page = {16, "its manual"}}; };
struct engine_profile {
    const char* name = nullptr;
    const char* id = nullptr;                      ///< the same in lower case and underscores
    const engine_pace* pace = nullptr;             ///< of this version; null: estimates take what the part's class has of all engines
    vendor_set runs_on{};                          ///< makers of the parts that it runs on
    const char* runs_on_source = nullptr;
    fraction_of basis = fraction_of::total;        ///< of what the fraction is
    figure<std::int64_t> memory_percent{};         ///< the fraction; absent: all memory
    figure<bytes> reserve{};                       ///< on every device, for graphs, workspace and communication
    figure<std::int64_t> cache_page{};             ///< tokens of a page
    figure<windowed_cache> windows{};              ///< what it keeps of layers that see a window
    figure<std::int64_t> state_copies{};           ///< of a sequence's fixed state
    figure<tables> embedding{};
    figure<std::int64_t> prefill_chunk{};          ///< tokens of a prompt that one pass takes
    engine_limits limits{};
    figure<bytes> large_from{};                    ///< devices of this capacity and more have limits of their own
    engine_limits limits_of_large{};
    const char* never_large = nullptr;             ///< but parts whose id holds this word are not among them
};

/// A named type with a profile that can be read at compile time.
template <class E> concept Engine = requires { requires __is_same(decltype(&E::spec), const engine_profile*); typename detail::constant_value<E::spec.basis>; };

/// The profile as a request takes it. vLLM: 90 % of all memory, pages of 16 tokens, 2,048 tokens of a prompt at a time, at the
/// pace of vLLM 0.10.
[[nodiscard]] constexpr engine engine_of(const engine_profile& p) noexcept {
    engine e;
    e.basis = p.basis;
    e.pace = p.pace;
    e.runs_on = p.runs_on;
    if (p.memory_percent.known()) e.memory_percent = p.memory_percent.value;
    if (p.reserve.known()) e.reserve = p.reserve.value;
    if (p.embedding.known()) e.embedding = p.embedding.value;
    if (p.prefill_chunk.known()) e.usual_chunk = p.prefill_chunk.value;
    if (p.cache_page.known()) e.cache_page = p.cache_page.value;
    if (p.windows.known()) e.windows = p.windows.value;
    if (p.state_copies.known()) e.state_copies = p.state_copies.value;
    return e;
}

/// The same with the limits of a device of this capacity stated. vLLM serving: 256 sequences and 2,048 tokens a step below
/// 70 GiB, 1,024 and 8,192 from there on.
[[nodiscard]] constexpr engine engine_of(const engine_profile& p, bytes capacity) noexcept {
    engine e = engine_of(p);
    const engine_limits& l = p.large_from.known() && capacity >= p.large_from.value ? p.limits_of_large : p.limits;
    if (l.max_num_seqs.known()) e.max_num_seqs = l.max_num_seqs.value;
    if (l.max_num_batched_tokens.known()) e.max_num_batched_tokens = l.max_num_batched_tokens.value;
    return e;
}

/// Of a part: of the memory that holds its weights, where its capacity is known. vLLM on an A100 of 80 GB: 256 and 2,048.
[[nodiscard]] constexpr engine engine_of(const engine_profile& p, const accelerator& part) noexcept {
    const memory_tier* const memory = working_memory(part);
    if (memory == nullptr || !memory->capacity.known()) return engine_of(p);
    const bool small = p.never_large != nullptr && part.id != nullptr && detail::has_text(part.id, p.never_large);
    return engine_of(p, small ? bytes{0} : memory->capacity.value);
}

}  // namespace rafter
