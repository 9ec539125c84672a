// Where weights and cache live in the memory of one device.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/engine/engine.hpp>
#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// The policy: what must be written (activations, reserve, cache) is placed first, in writable tiers, then the weights;
/// each from the innermost tier that keeps data outward. This order never fails where another succeeds, and moves the
/// weights of untouched experts outward first.
struct placement {
    std::int64_t weights[max_tiers]{};  ///< bytes
    std::int64_t cache[max_tiers]{};    ///< bytes
    bytes available{};            ///< of all tiers that keep data, after the engine's policy
    bytes innermost{};            ///< of the first of them alone
    bytes writable{};             ///< of those that can hold a cache
    bytes weights_left{};         ///< what found no room
    bytes written_left{};
    bool capacity_known = true;   ///< false: a tier that keeps data has no known capacity
    std::int64_t tiers_used = 0;
    bool cache_tier_exists = true;
};

/// What the engine lets a device hold of `capacity`.
[[nodiscard]] constexpr bytes budget_of(bytes capacity, const engine& e) noexcept {
    if (e.basis != fraction_of::total || e.memory_percent == 100) return capacity;
    return bytes{capacity.value / 100 * e.memory_percent + capacity.value % 100 * e.memory_percent / 100};
}

/// Cache bytes with the part that an engine leaves unused of what is free after weights.
[[nodiscard]] constexpr bytes cache_claim(const footprint& f, const engine& e) noexcept {
    if (e.basis != fraction_of::free_after_weights || e.memory_percent == 100) return f.cache;
    return bytes{checked::ceil_div(checked::product(f.cache.value, 100), e.memory_percent)};
}

[[nodiscard]] constexpr placement place(const accelerator& a, const footprint& f, const engine& e) noexcept {
    const auto smaller = [](std::int64_t x, std::int64_t y) { return x < y ? x : y; };
    placement p;
    std::int64_t room[max_tiers]{};
    std::int64_t available = 0, writable = 0, cache_left = cache_claim(f, e).value;
    std::int64_t written_left = checked::sum(f.activations.value, f.reserve.value), weights_left = f.weights.value;
    const int tiers = a.tier_count();
    p.cache_tier_exists = e.cache_tier < tiers;
    bool first = true;
    for (int i = 0; i < tiers; ++i) {
        const memory_tier& t = a.tiers[i];
        if (t.role != keeps::data) continue;
        if (!t.capacity.known()) {
            p.capacity_known = false;
            break;
        }
        room[i] = budget_of(t.capacity.value, e).value;
        available = checked::sum(available, room[i]);
        if (first) p.innermost = bytes{room[i]};
        first = false;
        if (!t.writable) continue;
        writable = checked::sum(writable, room[i]);
        const std::int64_t written = smaller(written_left, room[i]);
        written_left -= written;
        room[i] -= written;
        if (e.cache_tier >= 0 && e.cache_tier != i) continue;
        p.cache[i] = smaller(cache_left, room[i]);
        cache_left -= p.cache[i];
        room[i] -= p.cache[i];
    }
    for (int i = 0; i < tiers; ++i) {
        p.weights[i] = smaller(weights_left, room[i]);
        weights_left -= p.weights[i];
        if (p.weights[i] > 0 || p.cache[i] > 0) ++p.tiers_used;
    }
    p.available = bytes{available};
    p.writable = bytes{writable};
    p.weights_left = bytes{weights_left};
    p.written_left = bytes{checked::sum(written_left, cache_left)};
    return p;
}

/// Seconds to read one byte of what is spread over tiers as `held`: the mean, weighted by bytes. What found no room is
/// read as the outermost tier is. 0 where a tier that holds some has no known rate.
[[nodiscard]] constexpr double seconds_per_byte(const accelerator& a, const std::int64_t (&held)[max_tiers], bytes without_room = {}) noexcept {
    double total = 0, time = 0, outermost = 0;
    const int tiers = a.tier_count();
    for (int i = 0; i < tiers; ++i) {
        const memory_tier& t = a.tiers[i];
        if (t.role != keeps::data) continue;
        const double each = t.read.known() && t.read.value.value > 0 ? 1 / t.read.value.value : 0;
        outermost = each;
        if (held[i] <= 0) continue;
        if (each == 0) return 0;
        total += static_cast<double>(held[i]);
        time += static_cast<double>(held[i]) * each;
    }
    total += static_cast<double>(without_room.value);
    time += static_cast<double>(without_room.value) * outermost;
    return total > 0 ? time / total : outermost;
}

}  // namespace rafter
