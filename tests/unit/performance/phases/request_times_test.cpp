#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/performance/phases/request_times.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;

TEST_CASE("a request by hand: 200 ms to the first of 101 tokens and 20 ms a token are 2.2 s") {
    duration<roofline> ttft;
    ttft.time = seconds{0.2};
    const auto t = detail::joined_times(unseen(ttft), roofline{.time = seconds{0.02}}, 100);
    CHECK(t.end_to_end.time.in_seconds() == Approx(2.2));
    CHECK(t.per_user.value == Approx(50));
}

TEST_CASE("what users and devices get: Llama-3.1-8B, 32 sequences on one device and four") {
    const auto times = [](const split& plan) {
        const prepared known = prepare(unseen(models::llama_3_1_8b::spec), by_hand::memory_alone, {}, claims::asking(plan, {}));
        return request_times_of(step_pricing{known.held, known.on, known.innermost}, {.batch = 32, .prompt = 1024, .output = 257}).roofline;
    };
    const auto one = times({}), four = times({.data = 4});
    // Contexts from 1,025 to 1,280, 1,152 in the mean: (13.959 + 1.051 + 32 x 0.151 + 32 x 0.007 GB) / 1 TB/s = 20.1 ms.
    const auto step = [](double sequences) {
        return (by_hand::layers + by_hand::head + sequences * (1152 * by_hand::of_token + by_hand::decoded + by_hand::sampled)) / 1e12;
    };
    CHECK(within(step(32), 20.1e-3, 2e-3));
    CHECK(one.tpot.time.value == Approx(step(32)).epsilon(1e-9));
    CHECK(one.per_user.value == Approx(1 / step(32)));
    CHECK(one.per_device.value == Approx(32 / step(32)));
    CHECK(one.prefill_per_device.value == Approx(1024 / one.ttft.time.value));
    CHECK(one.end_to_end.time.value == Approx(one.ttft.time.value + 256 * one.tpot.time.value));
    // Four data ranks of eight sequences each.
    CHECK(four.per_device.value == Approx(8 / step(8)));
}
