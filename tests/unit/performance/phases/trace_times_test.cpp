#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <rafter/performance/phases/trace_times.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;

namespace {

prepared llama() { return prepare(unseen(models::llama_3_1_8b::spec), by_hand::memory_alone, {}, claims::asking({}, {})); }

by_kind<request_times> times(const prepared& known, const workload& load, const trace& t) { return trace_times_of(step_pricing{known.held, known.on, known.innermost}, load, t); }

}  // namespace

TEST_CASE("a batch of two lengths reads the caches of both") {
    const prepared known = llama();
    const traced_request both[] = {{10'000, 257, 0, 1}, {1000, 257, 0, 1}}, shorter[] = {{1000, 257}};
    const workload load{.batch = 32};
    const auto mixed = times(known, load, {both, 2}).roofline, alone = times(known, load, {shorter, 1}).roofline;
    // 16 of the 32 sequences look at 9,000 tokens more.
    CHECK(mixed.tpot.time.value - alone.tpot.time.value == Approx(16 * 9000 * by_hand::of_token / 1e12).epsilon(1e-9));
}

TEST_CASE("requests in flight are as many as come times the tokens that each stays") {
    const prepared known = llama();
    // One of 10,000 and 101 for three of 1,000 and 301: 101 : 903 in flight.
    const traced_request both[] = {{10'000, 101, 0, 1}, {1000, 301, 0, 3}}, shorter[] = {{1000, 301}};
    const workload load{.batch = 100};
    const auto mixed = times(known, load, {both, 2}).roofline, alone = times(known, load, {shorter, 1}).roofline;
    // Their mean contexts: 10,000 + 101/2 = 10,050 and 1,000 + 301/2 = 1,150.
    CHECK(mixed.tpot.time.value - alone.tpot.time.value == Approx(100 * (101.0 / 1004) * (10'050 - 1150) * by_hand::of_token / 1e12).epsilon(1e-9));
    // End to end in the mean: (100 + 3 x 300) / 4 steps.
    CHECK(mixed.end_to_end.time.value == Approx(mixed.ttft.time.value + 250 * mixed.tpot.time.value));
}

TEST_CASE("time to first token is the mean of the prefills, each by itself") {
    const prepared known = llama();
    const traced_request three[] = {{4000, 10, 0, 1}, {500, 10, 0, 3}, {70'000, 10, 0, 0}};  // the last never comes
    const auto of = [&](std::int64_t prompt) { return chunked_prefill({known.held, known.on, known.innermost}, {.prompt = prompt}).roofline.first_token.time.value; };
    CHECK(times(known, {}, {three, 3}).roofline.ttft.time.value == Approx((of(4000) + 3 * of(500)) / 4));
}

TEST_CASE("DeepSeek's day: 342 of 608 billion prompt tokens hit the cache, 73,700 a second and node come in") {
    // DeepSeek open-infra-index, day 6: 56.3 % of input tokens, about 73.7k tokens/s of prefill a node, hits included.
    const traced_request day[] = {{unseen<std::int64_t>(608), 168, 342, 1e9}};
    CHECK(within(found_in_cache({day, 1}), 0.563, 0.002));
    CHECK(within(with_cached(tokens_per_second{32'206}, 0.563).value, 73'700, 1e-3));
}
