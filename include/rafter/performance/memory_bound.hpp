// The least time in which a device can touch so many distinct bytes, whatever its caches keep and however data is placed.
#pragma once

#include <rafter/hardware/accelerator.hpp>

namespace rafter {

/// Bounds of the form max(0, D - elsewhere) * per_byte: what cannot be elsewhere must be read at a rate.
struct memory_bounds {
    int count = 0;
    double elsewhere[2 * max_tiers]{};
    double per_byte[2 * max_tiers]{};
    bool whole = true;  ///< false: an unknown rate or capacity leaves a tier without its bound

    constexpr void add(double bytes_elsewhere, double rate) noexcept {
        elsewhere[count] = bytes_elsewhere;
        per_byte[count++] = 1 / rate;
    }
};

/// For every tier, or group of tiers beside one another: what further in can have been kept, at the sum of their rates.
/// For every tier of such a group: what all other tiers together can hold, at its own rate. An unknown rate gives no
/// bound, an unknown capacity none that relies on it.
[[nodiscard]] constexpr memory_bounds memory_bounds_of(const accelerator& a) noexcept {
    const auto known = [](const memory_tier& t) { return t.read.known() && t.read.value.value > 0; };
    const auto capacity = [](const memory_tier& t) { return static_cast<double>(t.capacity.value.value); };
    const int tiers = a.tier_count();
    double all = 0;
    bool all_known = true;
    for (int i = 0; i < tiers; ++i) {
        all_known = all_known && a.tiers[i].capacity.known();
        all += capacity(a.tiers[i]);
    }

    memory_bounds b;
    double kept = 0;
    for (int first = 0; first < tiers;) {
        int end = first + 1;  // of the group
        while (end < tiers && a.tiers[end - 1].next == stands::beside) ++end;
        double rate = 0, held = 0;
        bool rates_known = true, capacities_known = true, keeps_data = false;
        for (int i = first; i < end; ++i) {
            const memory_tier& t = a.tiers[i];
            rates_known = rates_known && known(t);
            keeps_data = keeps_data || t.role == keeps::data;
            capacities_known = capacities_known && t.capacity.known();
            rate += t.read.value.value;
            held += capacity(t);
            if (end - first > 1 && all_known && known(t)) b.add(all - capacity(t), t.read.value.value);
        }
        if (rates_known) b.add(kept, rate);
        else if (keeps_data) b.whole = false;
        if (!capacities_known) {
            b.whole = b.whole && end == tiers;
            break;
        }
        kept += held;
        first = end;
    }
    return b;
}

/// D distinct bytes, tiers 1..N outward with capacity c_i and rate B_i: what the inner tiers cannot have kept from the
/// step before must cross tier i, so the time is at least max(0, D - sum of c_j further in) / B_i, for every i. Of tiers
/// beside one another each must give what all others together cannot hold.
/// 14.3 GB on an A100 80GB (63 MB of shared memory and L2): 6.98 ms. 141 GB on a GH200: 45 GB of LPDDR at 450 GB/s, 100 ms.
[[nodiscard]] constexpr double least_memory_seconds(const memory_bounds& b, double distinct_bytes) noexcept {
    double most = 0;
    for (int i = 0; i < b.count; ++i) {
        const double time = (distinct_bytes - b.elsewhere[i]) * b.per_byte[i];
        if (time > most) most = time;
    }
    return most;
}

[[nodiscard]] constexpr double least_memory_seconds(const accelerator& a, double distinct_bytes) noexcept {
    return least_memory_seconds(memory_bounds_of(a), distinct_bytes);
}

}  // namespace rafter
