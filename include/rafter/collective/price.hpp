// What the messages of a plan cost with latency: for an estimate. The roofline and the ceiling keep to message_time.
//
//   const collective_prices p = collective_prices_of(part, plan, algorithm::automatic, {.inside = 0.82, .between = 0.9});
//   const double t = p[message::all_reduce].seconds(o.sent_bytes);   // one message of an operation of a ledger
//
// A price is at most three lines fixed + s * per_byte, of which the lowest holds at each size, so that a tariff can keep it.
// Without latency and at whole rates no price is below the roofline's.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/collective/all_gather.hpp>
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <rafter/collective/link_group.hpp>
#include <rafter/collective/message_price.hpp>
#include <rafter/collective/route.hpp>
#include <rafter/collective/send.hpp>
#include <rafter/demand/operation.hpp>
#include <rafter/engine/algorithm.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/split.hpp>

namespace rafter {

inline constexpr int max_alternatives = 3;

/// The least of its lines. None: nothing is sent, or nothing that is allowed runs (`runs` is false).
struct collective_price {
    int count = 0;
    message_price alternatives[max_alternatives]{};  ///< none is at least as high as another at every size
    bool runs = true;            ///< the links can run an algorithm of those allowed
    bool rate_known = true;      ///< false: a link rate has no source, and its part of per_byte is missing
    bool latency_known = true;   ///< false: a latency has no source, and its part of fixed is missing

    /// Of one message of s bytes, counted as operation::sent_bytes: the whole vector of an all-reduce or all-gather, else what
    /// one device sends.
    [[nodiscard]] constexpr double seconds(double s) const noexcept {
        double least = count > 0 ? alternatives[0].seconds(s) : 0;
        for (int i = 1; i < count; ++i)
            if (alternatives[i].seconds(s) < least) least = alternatives[i].seconds(s);
        return least;
    }

    /// Another way, if it runs and is the faster one at some size.
    constexpr void add(const message_price& p) noexcept {
        if (!p.runs) return;
        const auto never_lower = [](const message_price& a, const message_price& b) { return a.fixed >= b.fixed && a.per_byte >= b.per_byte; };
        int kept = 0;
        for (int i = 0; i < count; ++i) {
            if (never_lower(p, alternatives[i])) return;
            if (!never_lower(alternatives[i], p)) alternatives[kept++] = alternatives[i];
        }
        count = kept;
        if (count < max_alternatives) alternatives[count++] = p;  // of the algorithms there are never more than three remain
    }
};

namespace detail {

constexpr collective_price empty_price(const accelerator& a, const route& w) noexcept {
    const bool in = w.inside > 1, out = w.domains > 1;
    collective_price p;
    p.rate_known = w.priced;
    p.latency_known = (!in || a.scale_up.latency.known()) && (!out || a.scale_out.latency.known());
    return p;
}

/// All-reduces of one flat group.
constexpr void add_reduces(const link_group& g, algorithm set, collective_price& p) noexcept {
    for (algorithm by = first_algorithm; by != algorithm::none; by = next_algorithm(by))
        if (names(set, by)) p.add(all_reduce_price(g, by));
}

/// Their halves, all-gathers or reduce-scatters. A tree has none, nor has a switch that adds: NCCL takes a chain inside and
/// trees between; who goes straight to all does so here too.
constexpr void add_halves(const link_group& g, algorithm set, collective_price& p) noexcept {
    if (names(set, algorithm::ring | algorithm::tree)) p.add(ring_all_gather(g));
    if (names(set, algorithm::two_shot | algorithm::one_shot | algorithm::in_switch)) p.add(direct_all_gather(g));
    if (names(set, algorithm::axes)) p.add(axes_all_gather(g));
}

}  // namespace detail

/// All-reduce over the ranks of a route, by the fastest of a set. Over several domains of g devices: reduce-scatter inside,
/// all-reduce of s/g between, all-gather inside; over one it is the flat group. 16 H100 without latency, two-shot:
/// 2 * 7/8 * s / 450 GB/s + s/8 / 50 GB/s.
[[nodiscard]] constexpr collective_price all_reduce_price(const accelerator& a, const route& w, algorithm set, const link_shares& shares = {}) noexcept {
    collective_price p = detail::empty_price(a, w);
    if (w.ranks <= 1) return p;
    const link_group inside = inside_of(a, w, shares);
    if (w.domains == 1) {
        detail::add_reduces(inside, set, p);
    } else {
        collective_price halves, across;
        detail::add_halves(inside, set, halves);
        detail::add_reduces(between_of(a, w, shares), set, across);
        for (int i = 0; i < halves.count; ++i)
            for (int k = 0; k < across.count; ++k)
                p.add(halves.alternatives[i] + across.alternatives[k].of_part(1 / static_cast<double>(w.inside)) + halves.alternatives[i]);
    }
    p.runs = p.count > 0;
    return p;
}

/// All-gather, or reduce-scatter, by the halves of the same algorithms, or by any if the links run none of these: s/g comes
/// from other domains, then all spreads inside.
[[nodiscard]] constexpr collective_price all_gather_price(const accelerator& a, const route& w, algorithm set, const link_shares& shares = {}) noexcept {
    collective_price p = detail::empty_price(a, w);
    if (w.ranks <= 1) return p;
    const link_group inside = inside_of(a, w, shares);
    if (w.domains == 1) {
        detail::add_halves(inside, set, p);
    } else {
        collective_price spread, across;
        detail::add_halves(inside, set, spread);
        detail::add_halves(between_of(a, w, shares), set, across);
        for (int i = 0; i < spread.count; ++i)
            for (int k = 0; k < across.count; ++k) p.add(across.alternatives[k].of_part(1 / static_cast<double>(w.inside)) + spread.alternatives[i]);
    }
    if (p.count == 0 && set != algorithm::automatic) return all_gather_price(a, w, algorithm::automatic, shares);
    return p;
}

/// All-to-all: a group that spans domains pays inside for what stays, and between for what leaves: (n-g)/(n-1) of s.
[[nodiscard]] constexpr collective_price all_to_all_price(const accelerator& a, const route& w, const link_shares& shares = {}) noexcept {
    collective_price p = detail::empty_price(a, w);
    if (w.ranks <= 1) return p;
    const double leaving = static_cast<double>(w.ranks - w.inside) / static_cast<double>(w.ranks - 1);
    p.add(direct_all_to_all(inside_of(a, w, shares)).of_part(1 - leaving) + direct_all_to_all(between_of(a, w, shares)).of_part(leaving));
    return p;
}

/// The same of tokens to experts with one copy a domain, passed on inside to the ranks that hold a chosen expert, one copy a
/// rank (DeepEP). s counts all copies, as operation::sent_bytes does. `chosen`: domains that routing is limited to, 0 for all.
/// DeepSeek-V3 on 64 ranks in domains of 8, limited to 4: 0.403 of s between them, 0.853 inside.
[[nodiscard]] constexpr collective_price deduplicated_all_to_all_price(const accelerator& a, const route& w, const expert_counts& x, std::int64_t chosen = 0,
                                                                       const link_shares& shares = {}) noexcept {
    collective_price p = detail::empty_price(a, w);
    if (w.ranks <= 1) return p;
    const auto n = static_cast<double>(w.ranks), g = static_cast<double>(w.inside);
    const double all = copies_sent(x, w.ranks), ranks_reached = copies_deduplicated(x, w.ranks) * n / (n - 1);
    const double between = w.domains == 1 ? 0 : copies_domain_limited(x, w.domains, chosen > 0 && chosen < w.domains ? chosen : w.domains);
    p.add(direct_all_to_all(inside_of(a, w, shares)).of_part(ranks_reached * (g - 1) / g / all) + direct_all_to_all(between_of(a, w, shares)).of_part(between / all));
    return p;
}

/// By kind of message.
struct collective_prices {
    collective_price of[message_count]{};

    [[nodiscard]] constexpr const collective_price& operator[](message kind) const noexcept { return of[static_cast<int>(kind)]; }
    [[nodiscard]] constexpr bool latency_known() const noexcept {
        for (const collective_price& p : of)
            if (!p.latency_known) return false;
        return true;
    }
};

/// Of every message that the plan sends. `set` is what the engine's all-reduce may use, `shares` the sustained parts of the
/// link rates. H100, tensor parallel 8, 16 KiB at whole rates: one-shot, 3.33 us + 255 ns.
[[nodiscard]] constexpr collective_prices collective_prices_of(const accelerator& a, const split& plan, algorithm set = algorithm::automatic,
                                                               const link_shares& shares = {}) noexcept {
    const plan_routes w = routes_of(a, plan);
    collective_prices p;
    const auto price = [&](message kind, const collective_price& c) { p.of[static_cast<int>(kind)] = c; };
    price(message::all_reduce, all_reduce_price(a, w.tensor, set, shares));
    price(message::all_gather, all_gather_price(a, w.tensor, set, shares));
    price(message::all_to_all, all_to_all_price(a, w.expert, shares));
    price(message::ring, all_gather_price(a, w.context, set, shares));
    collective_price send = detail::empty_price(a, w.pipeline);
    if (w.pipeline.ranks > 1) send.add(send_price(a, w.pipeline, shares));
    price(message::send, send);
    return p;
}

}  // namespace rafter
