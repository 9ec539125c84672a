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

TEST_CASE("sequences that decode are as many as come times the steps that each stays") {
    const prepared known = llama();
    // One of 10,000 and 101 for three of 1,000 and 301: 100 steps against 900.
    const traced_request both[] = {{10'000, 101, 0, 1}, {1000, 301, 0, 3}}, shorter[] = {{1000, 301}};
    const workload load{.batch = 100};
    const auto mixed = times(known, load, {both, 2}).roofline, alone = times(known, load, {shorter, 1}).roofline;
    // Their mean contexts: 10,000 + 101/2 = 10,050 and 1,000 + 301/2 = 1,150.
    CHECK(mixed.tpot.time.value - alone.tpot.time.value == Approx(100 * 0.1 * (10'050 - 1150) * by_hand::of_token / 1e12).epsilon(1e-9));
    // End to end in the mean: (100 + 3 x 300) / 4 steps.
    CHECK(mixed.end_to_end.time.value == Approx(mixed.ttft.time.value + 250 * mixed.tpot.time.value));
}

TEST_CASE("a request of one token is no sequence that decodes") {
    const prepared known = llama();
    // A thousand prompts of 100,000 tokens are classified for each of 1,000 tokens that is answered with 101.
    const traced_request both[] = {{100'000, 1, 0, 1000}, {1000, 101}}, answered[] = {{1000, 101}}, classified[] = {{100'000, 1}};
    const workload load{.batch = 32};
    CHECK(times(known, load, {both, 2}).roofline.tpot.time == times(known, load, {answered, 1}).roofline.tpot.time);
    // Where all are, the step that would come next.
    const double weights = (by_hand::layers + by_hand::head) / 1e12, cache = 32 * 100'001 * by_hand::of_token / 1e12;
    CHECK(within(times(known, load, {classified, 1}).roofline.tpot.time.value, weights + cache, 1e-2));
}

TEST_CASE("a trace that is longer than the workload's own lengths is priced where it lies") {
    // Llama-3.1-8B takes 16 GB of 80; 32 sequences of 30,000 tokens 126 GB, most of which lie behind it at 0.1 TB/s.
    accelerator two_tiers = by_hand::memory_alone;
    two_tiers.tiers[1] = {.name = "host", .capacity = {bytes{1'000'000'000'000}, "by hand"}, .read = {bytes_per_second{1e11}, "by hand"}};
    const prepared known = prepare(unseen(models::llama_3_1_8b::spec), two_tiers, {}, claims::asking({}, {}));
    const traced_request longer[] = {{30'000, 101}};
    const auto short_one = trace_times_of(known, {.batch = 32}, {longer, 1}), same = trace_times_of(known, {.batch = 32, .prompt = 30'000, .output = 101}, {longer, 1});
    CHECK(within(short_one.roofline.tpot.time.value, same.roofline.tpot.time.value, 1e-2));
    CHECK(short_one.ceiling.tpot.time <= short_one.roofline.tpot.time);
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
