// Where weights and cache live in the memory of one device.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// What the engine lets a device hold of `capacity`.
[[nodiscard]] constexpr bytes budget_of(bytes capacity, const engine& e) noexcept {
    if (e.basis == fraction_of::free_after_weights || e.memory_percent == 100) return capacity;
    return bytes{capacity.value / 100 * e.memory_percent + capacity.value % 100 * e.memory_percent / 100};
}

/// A tier that keeps data, under the policies of an engine.
struct storage_tier {
    int index = 0;                ///< of the accelerator's tiers, the innermost is 0
    std::int64_t room = 0;        ///< bytes
    double seconds_per_byte = 0;  ///< 0: no source gives the rate
    bool writable = true;
    bool takes_cache = true;      ///< the engine lets the cache lie here
};

/// The memory of one device that keeps data, whatever is placed in it.
struct storage {
    int count = 0;
    storage_tier tiers[max_tiers]{};      ///< from the innermost outward; ends before one of unknown capacity
    std::int64_t available = 0;
    std::int64_t writable = 0;
    std::int64_t cache_room = 0;          ///< writable bytes where the engine lets the cache lie
    std::int64_t cache_tier = -1;         ///< the tier that the engine names for it
    std::int64_t beside = 0;              ///< bytes that only activations and reserve may take
    std::int64_t cache_percent = 100;     ///< of what is free after weights, the part that a cache may fill
    double outermost_seconds_per_byte = 0;
    bool one_memory = true;               ///< a single tier keeps data: whatever is placed is read at its rate
    bool capacity_known = true;           ///< false: a tier that keeps data has no known capacity
};

[[nodiscard]] constexpr storage storage_of(const accelerator& a, const engine& e) noexcept {
    storage s{.cache_tier = e.cache_tier, .cache_percent = e.basis == fraction_of::free_after_weights ? e.memory_percent : 100};
    int keeping = 0;
    for (int i = 0; i < a.tier_count(); ++i) {
        const memory_tier& t = a.tiers[i];
        if (t.role != keeps::data) continue;
        ++keeping;
        const double each = t.read.known() && t.read.value.value > 0 ? 1 / t.read.value.value : 0;
        s.outermost_seconds_per_byte = each;
        if (!t.capacity.known()) s.capacity_known = false;
        if (!s.capacity_known) continue;
        const std::int64_t room = budget_of(t.capacity.value, e).value;
        const bool takes_cache = t.writable && (e.cache_tier < 0 || e.cache_tier == i);
        s.tiers[s.count++] = {i, room, each, t.writable, takes_cache};
        s.available = checked::sum(s.available, room);
        if (t.writable) s.writable = checked::sum(s.writable, room);
        if (t.writable && e.basis == fraction_of::total_static) s.beside = checked::sum(s.beside, t.capacity.value.value - room);
        if (takes_cache) s.cache_room = checked::sum(s.cache_room, room);
    }
    s.one_memory = keeping == 1;
    return s;
}

/// Whether all of it lies in the innermost memory that keeps data, so that nothing need be placed. What overflowed lies nowhere.
[[nodiscard]] constexpr bool in_innermost(const storage& s, const footprint& f) noexcept {
    return f.total.value <= s.tiers[0].room && f.total.value != checked::overflowed && s.tiers[0].takes_cache && s.cache_percent == 100;
}

/// What a footprint claims of a storage, in bytes.
struct memory_claim {
    std::int64_t always = 0;    ///< of activations and reserve, what has no room beside the storage
    std::int64_t cache = 0;     ///< with what an engine leaves unused beside it
    std::int64_t written = 0;   ///< both
    std::int64_t required = 0;  ///< with the weights
};
[[nodiscard]] constexpr memory_claim claim_on(const storage& s, const footprint& f) noexcept {
    const std::int64_t live = checked::sum(f.activations.value, f.reserve.value), always = live > s.beside ? live - s.beside : 0;
    const std::int64_t cache = cache_claim(f.cache_reserved().value, s.cache_percent), written = checked::sum(always, cache);
    return {always, cache, written, checked::sum(f.weights.value, written)};
}

/// The policy: what must be written (activations, reserve, cache) is placed first, in writable tiers, then the weights;
/// each from the innermost tier that keeps data outward. This order never fails where another succeeds, and moves the
/// weights of untouched experts outward first.
/// All amounts are bytes.
struct placement {
    std::int64_t weights[max_tiers]{};
    std::int64_t cache[max_tiers]{};
    std::int64_t required = 0;             ///< with what an engine leaves unused beside the cache
    std::int64_t written = 0;              ///< of these, what must be writable
    std::int64_t available = 0;            ///< of all tiers that keep data, after the engine's policy
    std::int64_t innermost = 0;            ///< of the first of them alone
    std::int64_t writable = 0;             ///< of those that are
    std::int64_t cache_room = 0;           ///< of those where the cache may lie
    std::int64_t weights_left = 0;         ///< what found no room
    std::int64_t written_left = 0;
    std::int64_t cache_tier = -1; ///< the tier that the engine names for the cache
    std::int64_t tiers_used = 0;
    bool capacity_known = true;   ///< false: a tier that keeps data has no known capacity

    [[nodiscard]] constexpr bool all_placed() const noexcept { return weights_left == 0 && written_left == 0; }
};

[[nodiscard]] constexpr placement place(const storage& s, const footprint& f) noexcept {
    const auto take = [](std::int64_t& left, std::int64_t& room) {
        const std::int64_t taken = left < room ? left : room;
        left -= taken;
        room -= taken;
        return taken;
    };
    const memory_claim claim = claim_on(s, f);
    placement p{.required = claim.required, .written = claim.written, .available = s.available,
                .innermost = s.tiers[0].room, .writable = s.writable, .cache_room = s.cache_room, .cache_tier = s.cache_tier,
                .capacity_known = s.capacity_known};
    std::int64_t room[max_tiers]{}, always_left = claim.always, cache_left = claim.cache, weights_left = f.weights.value;
    for (int i = 0; i < s.count; ++i) {
        const storage_tier& t = s.tiers[i];
        room[i] = t.room;
        if (t.writable) take(always_left, room[i]);
        if (t.takes_cache) p.cache[t.index] = take(cache_left, room[i]);
    }
    for (int i = 0; i < s.count; ++i) {
        const int tier = s.tiers[i].index;
        p.weights[tier] = take(weights_left, room[i]);
        if (p.weights[tier] > 0 || p.cache[tier] > 0) ++p.tiers_used;
    }
    p.weights_left = weights_left;
    p.written_left = checked::sum(always_left, cache_left);
    return p;
}

[[nodiscard]] constexpr placement place(const accelerator& a, const footprint& f, const engine& e) noexcept { return place(storage_of(a, e), f); }

/// Seconds to read one byte of what is spread over tiers as `held`: the mean, weighted by bytes. What found no room is
/// read as the outermost tier is. 0 where a tier that holds some has no known rate.
[[nodiscard]] constexpr double seconds_per_byte(const storage& s, const std::int64_t (&held)[max_tiers], std::int64_t without_room = 0) noexcept {
    double total = static_cast<double>(without_room), time = total * s.outermost_seconds_per_byte;
    for (int i = 0; i < s.count; ++i) {
        const storage_tier& t = s.tiers[i];
        const auto here = static_cast<double>(held[t.index]);
        if (here <= 0) continue;
        if (t.seconds_per_byte == 0) return 0;
        total += here;
        time += here * t.seconds_per_byte;
    }
    return total > 0 ? time / total : s.outermost_seconds_per_byte;
}

}  // namespace rafter
