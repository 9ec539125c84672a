// What the messages of a plan cost, by the fastest algorithm at each size.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/price.hpp>
#include <unit/collective/links.hpp>

namespace {
using namespace links;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

collective_price reduce(const accelerator& a, std::int64_t ranks, algorithm by = algorithm::automatic, link_shares shares = {}) {
    return all_reduce_price(unseen(a), route_of(unseen(a), ranks, 1), by, shares);
}

// The same in a constant expression: 16 KiB over eight H100 by one shot, 3.33 us + 255 ns.
constexpr double one_shot_of_eight = collective_prices_of(parts::nvidia_h100_sxm::spec, {.tensor = 8})[message::all_reduce].seconds(16384);
static_assert(one_shot_of_eight > 3.584e-6 && one_shot_of_eight < 3.586e-6);
static_assert(collective_prices_of(parts::nvidia_h100_sxm::spec, {})[message::all_reduce].seconds(16384) == 0);

}  // namespace

TEST_CASE("eight on a switch: one shot up to 85,714 bytes, two shots from there") {
    const collective_price p = reduce(switched, 8);
    CHECK(p.count == 2);
    CHECK(p.runs);
    CHECK(p.rate_known);
    CHECK(p.latency_known);
    CHECK(p.seconds(unseen(80e3)) * 1e6 == doctest::Approx(1 + 7 * 0.08 / 0.45).epsilon(1e-9));
    CHECK(p.seconds(unseen(90e3)) * 1e6 == doctest::Approx(2 + 1.75 * 0.09 / 0.45).epsilon(1e-9));
    CHECK(p.seconds(85'714) * 1e6 == doctest::Approx(2.33333).epsilon(1e-5));
}

TEST_CASE("a library of rings and trees: a tree up to 14.4 MB") {
    const collective_price p = reduce(switched, 8, algorithm::ring | algorithm::tree);
    CHECK(p.count == 2);
    CHECK(p.seconds(14e6) * 1e6 == doctest::Approx(6 + 28 / 0.45).epsilon(1e-9));
    CHECK(p.seconds(15e6) * 1e6 == doctest::Approx(14 + 26.25 / 0.45).epsilon(1e-9));
}

TEST_CASE("the fabric adds only where that is asked for") {
    CHECK(reduce(switched, 8).seconds(mebibyte) * 1e6 == doctest::Approx(6.077796).epsilon(1e-6));
    CHECK(reduce(switched, 8, algorithm::automatic | algorithm::in_switch).seconds(mebibyte) * 1e6 == doctest::Approx(4.62144).epsilon(1e-6));
}

TEST_CASE("nothing that is allowed runs") {
    const collective_price p = reduce(parts::nvidia_a100_80gb::spec, 8, algorithm::in_switch);
    CHECK(!p.runs);
    CHECK(p.count == 0);
}

TEST_CASE("two domains of eight: halves inside and an eighth between them, 5 us and 156.5 GB/s") {
    const collective_price p = reduce(switched, 16);
    CHECK(p.count == 1);
    CHECK(p.seconds(0) * 1e6 == doctest::Approx(5));  // 1 + 3 + 1
    CHECK(p.seconds(mebibyte) * 1e6 == doctest::Approx(5 + 6.699236).epsilon(1e-6));
    // Of four domains an eighth goes to three others at once, or twice three quarters of it: 6 us and 1.75/450 + 1.5/8/50.
    const collective_price four = reduce(switched, 32);
    CHECK(four.count == 2);
    CHECK(four.seconds(0) * 1e6 == doctest::Approx(5));
    CHECK(four.seconds(10e6) * 1e6 == doctest::Approx(8 + 17.5 / 0.45 + 15.0 / 8 / 0.05).epsilon(1e-9));
    // Rings inside, a tree between: 2 x 7 us and 2 x 2 x 3 us.
    CHECK(reduce(switched, 32, algorithm::tree).seconds(0) * 1e6 == doctest::Approx(14 + 12));
}

TEST_CASE("sustained parts of the rates: inside and between apart") {
    const double whole = reduce(switched, 16).seconds(1e6), half = reduce(switched, 16, algorithm::automatic, {.inside = 0.5}).seconds(1e6);
    CHECK((half - whole) * 1e6 == doctest::Approx(1.75 / 0.45));
    CHECK((reduce(switched, 16, algorithm::automatic, {.between = 0.5}).seconds(1e6) - whole) * 1e6 == doctest::Approx(0.125 / 0.05));
}

TEST_CASE("all-gather: half of it, straight; two domains get the other eighth first") {
    const accelerator a = unseen(switched);
    CHECK(all_gather_price(a, route_of(a, 8, 1), algorithm::automatic).seconds(mebibyte) * 1e6 == doctest::Approx(3.038898).epsilon(1e-6));
    CHECK(all_gather_price(a, route_of(a, 16, 1), algorithm::automatic).seconds(mebibyte) * 1e6 == doctest::Approx(4 + 3.349618).epsilon(1e-6));
    CHECK(all_gather_price(a, route_of(a, 8, 1), algorithm::ring).seconds(mebibyte) * 1e6 == doctest::Approx(9.038898).epsilon(1e-6));
}

TEST_CASE("a gather goes any way where none that all-reduces may take runs") {
    const accelerator a = unseen(parts::google_tpu_v5e::spec);
    CHECK(!all_reduce_price(a, route_of(a, 8, 1), algorithm::two_shot).runs);
    CHECK(all_gather_price(a, route_of(a, 8, 1), algorithm::two_shot).seconds(0) * 1e6 == doctest::Approx(4));
}

TEST_CASE("of a plan with context parallel: the ring of its ranks") {
    const collective_prices p = collective_prices_of(unseen(switched), {.tensor = 2, .context = 4});
    CHECK(p[message::ring].seconds(450e3) * 1e6 == doctest::Approx(1.75));  // three quarters, straight to all
}

TEST_CASE("all-to-all: a group over domains pays both") {
    const accelerator a = unseen(switched);
    CHECK(all_to_all_price(a, route_of(a, 8, 1)).seconds(4e6) * 1e6 == doctest::Approx(9.888889).epsilon(1e-6));
    CHECK(all_to_all_price(a, route_of(a, 16, 1)).seconds(4e6) * 1e6 == doctest::Approx(4 + 46.814815).epsilon(1e-6));
}

TEST_CASE("tokens to experts, a copy a domain and a rank: DeepSeek-V3 on eight domains of eight") {
    const accelerator a = unseen(switched);
    const expert_counts x = unseen(expert_counts{256, 8});
    const route w = route_of(a, 64, 1);
    // of 7.875 copies 3.175 or 4.633 between domains; 7.676 ranks are reached, 7/8 of them from inside: see all_to_all_test
    const collective_price four = deduplicated_all_to_all_price(a, w, x, 4), eight = deduplicated_all_to_all_price(a, w, x);
    CHECK(four.seconds(0) * 1e6 == doctest::Approx(4));
    CHECK((four.seconds(1e6) - four.seconds(0)) * 1e6 == doctest::Approx(9.959716).epsilon(1e-6));
    CHECK((eight.seconds(1e6) - eight.seconds(0)) * 1e6 == doctest::Approx(13.661140).epsilon(1e-6));
    CHECK(eight.seconds(1e6) < all_to_all_price(a, w).seconds(1e6));
    // Inside one domain: 4.633 of 7 copies.
    CHECK(deduplicated_all_to_all_price(a, route_of(a, 8, 1), x).seconds(1e6) * 1e6 == doctest::Approx(1 + 0.661831 / 0.45).epsilon(1e-6));
    CHECK(deduplicated_all_to_all_price(a, route_of(a, 1, 1), x).seconds(1e6) == 0);
}

TEST_CASE("of a plan: each message over its own group") {
    const collective_prices p = collective_prices_of(unseen(switched), {.tensor = 2, .pipeline = 4, .expert = 8});
    CHECK(p.latency_known());
    CHECK(p[message::all_reduce].seconds(450e3) * 1e6 == doctest::Approx(2));   // two neighbours
    CHECK(p[message::all_to_all].seconds(450e3) * 1e6 == doctest::Approx(2));   // eight of one domain
    CHECK(p[message::send].seconds(50e3) * 1e6 == doctest::Approx(4));          // stages of eight: every boundary is one of domains
    CHECK(p[message::none].seconds(1e9) == 0);
}

TEST_CASE("what has no source: a latency is missing, a rate is missing") {
    const collective_prices gaudi = collective_prices_of(unseen(parts::intel_gaudi2::spec), {.tensor = 8});
    CHECK(!gaudi.latency_known());
    CHECK(!gaudi[message::all_reduce].latency_known);
    CHECK(gaudi[message::send].latency_known);  // none is sent
    CHECK(gaudi[message::all_reduce].seconds(262.5e3) * 1e6 == doctest::Approx(1.75));
    CHECK(!collective_prices_of(unseen(parts::groq_lpu_v1::spec), {.tensor = 8})[message::all_reduce].rate_known);
}

TEST_CASE("alternatives: one that is never the lower falls out, whichever comes first") {
    collective_price p;
    p.add({3, 1});
    p.add({1, 3});
    p.add({2, 2, false});  // does not run
    CHECK(p.count == 2);
    p.add({1, 1});
    CHECK(p.count == 1);
    p.add({2, 1});
    CHECK(p.count == 1);
    CHECK(p.seconds(10) == 11);
}
