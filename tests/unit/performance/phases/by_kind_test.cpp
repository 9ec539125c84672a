#include <doctest/doctest.h>

#include <rafter/performance/phases/by_kind.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

namespace {

template <class Kind> concept AddsToEstimates = requires(duration<estimate> e, duration<Kind> d) { e.add(d); };
static_assert(AddsToEstimates<estimate> && !AddsToEstimates<roofline> && !AddsToEstimates<ceiling>, "a bound is no expectation");

}  // namespace

TEST_CASE("durations of one kind add, an estimate with its range, as sure as its least sure part") {
    const estimate step{.time = seconds{0.010}, .low = seconds{0.008}, .high = seconds{0.014}, .sure = confidence::class_calibrated};
    duration<estimate> sum = duration_of(unseen(step)) * 100;
    CHECK(sum.time.in_ms() == doctest::Approx(1000));
    CHECK(sum.sure == confidence::class_calibrated);
    sum.add({.time = seconds{0.5}, .low = seconds{0.4}, .high = seconds{0.6}, .sure = confidence::part_calibrated, .complete = false});
    CHECK(sum.time.in_ms() == doctest::Approx(1500));
    CHECK(sum.low.in_ms() == doctest::Approx(1200));
    CHECK(sum.high.in_ms() == doctest::Approx(2000));
    CHECK(sum.sure == confidence::class_calibrated);
    CHECK_FALSE(sum.complete);
}

TEST_CASE("every kind is made by one function; nothing is estimated where nobody says what to expect") {
    const auto made = each_kind<duration>(unseen(false), [](auto kind) {
        duration<typename decltype(kind)::type> d;
        d.time = seconds{3};
        return d;
    });
    CHECK(made.of<ceiling>().time.value == 3);
    CHECK(made.of<roofline>().time.value == 3);
    CHECK(made.of<estimate>().time.value == 0);
    CHECK_FALSE(made.estimated);
    CHECK(rate_of(100, seconds{0.5}).value == 200);
    CHECK(rate_of(100, seconds{0}).value == 0);
}
