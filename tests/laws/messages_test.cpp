// Laws of the messages, over every part, group and algorithm.
#include <rafter/collective/price.hpp>
#include <laws/catalogue.hpp>

namespace {

using namespace rafter;
using namespace laws;

constexpr std::int64_t groups[] = {1, 2, 3, 4, 7, 8, 9, 16, 24, 64, 256};
constexpr double sizes[] = {0, 64, 16384, 1 << 20, 64e6, 1e9};
constexpr algorithm sets[] = {algorithm::automatic,
                              algorithm::automatic | algorithm::in_switch,
                              algorithm::ring | algorithm::tree,
                              algorithm::ring | algorithm::tree | algorithm::one_shot,
                              algorithm::ring | algorithm::axes,
                              algorithm::one_shot | algorithm::two_shot};

/// visit(part, route, set): every part, group and set of algorithms, in domains as they are and of four.
template <class Visit> void for_each_group(Visit visit) {
    for_each_part([&](accelerator a) {
        for (const bool cut : {false, true}) {
            if (cut) a.scale_up.domain = {4, "x"};
            for (const std::int64_t n : groups)
                for (const algorithm set : sets) {
                    INFO("ranks ", n, ", set ", static_cast<int>(set), ", domains of four ", cut);
                    visit(a, route_of(a, n, 1), set);
                }
        }
    });
}

/// Every kind of message over one group.
struct four_prices {
    collective_price of[4];
};
four_prices prices_of(const accelerator& a, const route& w, algorithm set, const link_shares& shares = {}) {
    four_prices p{{all_reduce_price(a, w, set, shares), all_gather_price(a, w, set, shares), all_to_all_price(a, w, shares), {}}};
    if (w.ranks > 1) p.of[3].add(send_price(a, w, shares));
    return p;
}

void never_faster(const four_prices& slow, const four_prices& fast) {
    for (int i = 0; i < 4; ++i) {
        if (!slow.of[i].runs || !fast.of[i].runs) continue;
        for (const double s : sizes) CHECK(at_most(fast.of[i].seconds(s), slow.of[i].seconds(s)));
    }
}

}  // namespace

TEST_CASE("one rank sends nothing") {
    for_each_group([](const accelerator& a, const route& w, algorithm set) {
        if (w.ranks > 1) return;
        for (const collective_price& p : prices_of(a, w, set).of)
            for (const double s : sizes) CHECK(p.seconds(s) == 0);
    });
}

TEST_CASE("more bytes are never faster") {
    for_each_group([](const accelerator& a, const route& w, algorithm set) {
        for (const collective_price& p : prices_of(a, w, set).of)
            for (std::size_t i = 1; i < sizeof sizes / sizeof *sizes; ++i) CHECK(at_most(p.seconds(sizes[i - 1]), p.seconds(sizes[i])));
    });
}

TEST_CASE("a slower link, or one of higher latency, is never faster") {
    for_each_group([](const accelerator& a, const route& w, algorithm set) {
        const four_prices whole = prices_of(a, w, set);
        never_faster(prices_of(a, w, set, {.inside = 0.7}), whole);
        never_faster(prices_of(a, w, set, {.between = 0.7}), whole);
        accelerator slow = a;
        for (link* l : {&slow.scale_up, &slow.scale_out}) {
            l->per_device.value = l->per_device.value * 0.5;
            l->pairwise.value = l->pairwise.value * 0.5;
        }
        never_faster(prices_of(slow, route_of(slow, w.ranks, 1), set), whole);
        accelerator late = a;
        for (link* l : {&late.scale_up, &late.scale_out}) l->latency.value = seconds{l->latency.value.value + 1e-6};
        never_faster(prices_of(late, w, set), whole);
    });
}

TEST_CASE("a group over domains of which there is one is the flat group") {
    for_each_group([](const accelerator& a, const route& w, algorithm set) {
        if (w.domains > 1 || w.ranks == 1) return;
        const link_group g = inside_of(a, w);
        const collective_price p = all_reduce_price(a, w, set);
        CHECK(p.runs == (that_run(g, set) != algorithm::none));
        for (const double s : sizes) {
            double least = -1;  // of every algorithm by itself: none was lost
            for (algorithm by = first_algorithm; by != algorithm::none; by = next_algorithm(by)) {
                const message_price one = all_reduce_price(g, by);
                if (names(set, by) && one.runs && (least < 0 || one.seconds(s) < least)) least = one.seconds(s);
            }
            if (p.runs) CHECK(p.seconds(s) == least);
            CHECK(all_to_all_price(a, w).seconds(s) == direct_all_to_all(g).seconds(s));
        }
    });
}

TEST_CASE("a domain more is never faster") {
    for_each_part([](const accelerator& a) {
        if (!a.scale_up.domain.known() || a.scale_up.domain.value > 64 || !a.scale_out.per_device.known()) return;
        if (a.scale_up.latency.known() != a.scale_out.latency.known()) return;
        const std::int64_t n = a.scale_up.domain.value;
        for (std::int64_t m = 1; m < 4; ++m)
            never_faster(prices_of(a, route_of(a, (m + 1) * n, 1), algorithm::automatic), prices_of(a, route_of(a, m * n, 1), algorithm::automatic));
    });
}

TEST_CASE("no price is below the roofline, but where the fabric adds; none is below the bound") {
    for_each_group([](const accelerator& a, const route& w, algorithm set) {
        if (w.ranks == 1 || !w.priced) return;
        const four_prices p = prices_of(a, w, set);
        for (const double s : sizes) {
            const message_time roofline[4] = {all_reduce_time(s, s, w), all_gather_time(s, s, w), all_to_all_time(s, s, w), send_time(s, s, w)};
            for (int i = 0; i < 4; ++i) {
                if (!p.of[i].runs) continue;
                CHECK(at_most(roofline[i].least, p.of[i].seconds(s)));
                if (!names(set, algorithm::in_switch)) CHECK(at_most(roofline[i].time, p.of[i].seconds(s)));
            }
        }
    });
}

TEST_CASE("of all that is automatic something always runs") {
    for_each_group([](const accelerator& a, const route& w, algorithm) {
        CHECK(all_reduce_price(a, w, algorithm::automatic).runs);
        CHECK(all_gather_price(a, w, algorithm::automatic).runs);
    });
}

TEST_CASE("priced by the compiler or at run time: the same") {
    boost::hana::for_each(rafter::catalog::all_accelerators, [](auto type) {
        using part = typename decltype(type)::type;
        constexpr split plan{.tensor = 8, .pipeline = 2, .expert = 16};
        constexpr collective_prices known = collective_prices_of(part::spec, plan, algorithm::automatic, {.inside = 0.8, .between = 0.9});
        const collective_prices found = collective_prices_of(claims::unseen(part::spec), claims::unseen(plan), algorithm::automatic, {.inside = 0.8, .between = 0.9});
        for (int kind = 0; kind < message_count; ++kind)
            for (const double s : sizes) {
                const double a = found.of[kind].seconds(s), b = known.of[kind].seconds(s);
                CHECK(at_most(a, b));
                CHECK(at_most(b, a));
            }
    });
}
