#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <rafter/performance/phases/max_load.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;

namespace {

prepared llama(std::int64_t max_num_seqs = not_stated, const split& plan = {}) {
    request r = claims::asking(plan, {});
    r.serving.max_num_seqs = max_num_seqs;
    return prepare(unseen(models::llama_3_1_8b::spec), by_hand::memory_alone, {}, r);
}

}  // namespace

TEST_CASE("as many requests as fit at their mean length") {
    // 80 GB less 16,060,522,496 of weights and 2,048 x (2 x 4,096 + 2 x 14,336) x 2 of activations leave 63,788,482,560;
    // 2,048 + 256/2 tokens of 131,072 bytes are 285,212,672: 223.6.
    const workload load{.prompt = 2048, .output = 256};
    CHECK(max_load_of(llama(), load).in_flight.count == 223);
    CHECK(max_load_of(llama(), load).in_flight.bound_by_memory);
    CHECK(max_load_of(llama(64), load).in_flight.count == 64);
    CHECK_FALSE(max_load_of(llama(64), load).in_flight.bound_by_memory);
    CHECK(max_load_of(llama(64, {.data = 2}), load).in_flight.count == 128);
    // A prefix of 1,024 that all share is kept once: 63,788,482,560 - 134,217,728 in pieces of 1,152 tokens. 421.56.
    CHECK(max_load_of(llama(), {.prompt = 2048, .output = 256, .prefix = 1024, .prefix_shared = true}).in_flight.count == 421);
}

TEST_CASE("requests lie in the memories that one of them needs") {
    // A second memory of 1 TB at 0.1 TB/s behind the 80 GB: 223 requests as without it.
    accelerator two = by_hand::memory_alone;
    two.tiers[1] = {.name = "host", .capacity = {bytes{1'000'000'000'000}, "by hand"}, .read = {bytes_per_second{1e11}, "by hand"}};
    const workload load{.prompt = 2048, .output = 256};
    const max_load_times most = max_load_of(prepare(unseen(models::llama_3_1_8b::spec), two, {}, claims::asking({}, {})), load);
    CHECK(most.in_flight.count == 223);
    CHECK(most.rates.roofline.requests_per_second == max_load_of(llama(), load).rates.roofline.requests_per_second);
    CHECK(most.rates.roofline.requests_per_second <= most.rates.ceiling.requests_per_second);
    // Where one prompt needs both, as many as both hold: 1,080 GB less 16.1 GB of weights, 131,072,131,072 bytes each.
    CHECK(max_load_of(prepare(unseen(models::llama_3_1_8b::spec), two, {}, claims::asking({}, {})), {.prompt = 1'000'000, .output = 2}).in_flight.count == 8);
}

TEST_CASE("not one fits: nothing is served") {
    const max_load_times none = max_load_of(llama(), {.prompt = 1'000'000, .output = 2});
    CHECK(none.in_flight.count == 0);
    CHECK(none.rates.ceiling.requests_per_second == 0);
}

TEST_CASE("prefills and steps in turn, by hand: 64 in flight, 50 ms a prompt, 20 ms a step, 201 tokens") {
    prefill_times<roofline> prompt;
    prompt.first_token.time = prompt.apart = seconds{0.05};
    const roofline token{.time = seconds{0.02}, .system = tokens_per_second{64 / 0.02}};
    const auto r = detail::serial_rates({.batch = 64, .prompt = 9, .output = 201}, unseen(prompt), 1, token);
    CHECK(r.requests_per_second == Approx(1 / (0.05 + 200 * 0.02 / 64)));
    CHECK(r.requests_per_second == Approx(8.889).epsilon(1e-4));
    // 63 prefills of others within its 200 steps.
    CHECK(r.tpot.time.value == Approx(0.02 + 63 * 0.05 / 200));
    // A request stays 50 ms and 200 such steps; 64 are there (Little's law).
    CHECK(r.requests_per_second * (0.05 + 200 * r.tpot.time.value) == Approx(64));
}

TEST_CASE("prompts that one prefill takes together are no others: 4 at once in 200 ms, 64 in flight") {
    prefill_times<roofline> prompt;
    prompt.first_token.time = prompt.apart = seconds{0.2};
    const roofline token{.time = seconds{0.02}, .system = tokens_per_second{64 / 0.02}};
    const auto r = detail::serial_rates({.batch = 64, .prompt = 9, .output = 201, .prompts_at_once = 4}, unseen(prompt), 4, token);
    CHECK(r.requests_per_second == Approx(8.889).epsilon(1e-4));
    // 15 prefills of others, of 200 ms each, within its 200 steps.
    CHECK(r.tpot.time.value == Approx(0.02 + 15 * 0.2 / 200));
    CHECK(r.requests_per_second * (0.2 + 200 * r.tpot.time.value) == Approx(64));
}

TEST_CASE("a ceiling grants what windows keep in the mean, and no padding of pages") {
    // gpt-oss-120b in bf16 on a memory of its weights and 80 GB; 2,048 bytes a token and layer, 18 layers that see 128 tokens and 18
    // that see all; of a sequence in a step 201,088 logits of 4 bytes are live.
    const transformer m = unseen(models::gpt_oss_120b::spec);
    accelerator part = by_hand::memory_alone;
    part.tiers[0].capacity = {bytes{80'000'000'000 + footprint_of(m, claims::asking({}, {})).weights.value}, "by hand"};
    const auto in_flight = [&](std::int64_t page, const workload& load) {
        request r = claims::asking({}, {});
        if (page > 0) r.serving.cache_page = page;
        return max_load_of(prepare(m, part, {}, r), load).in_flight;
    };
    const auto of = [](double tokens_of_windows, double tokens_of_others) { return 80e9 / (18 * 2048 * (tokens_of_windows + tokens_of_others) + 201'088 * 4); };
    // 1 + 254/2 tokens: 128 in all layers. In the mean of the contexts from 2 to 254 that are also 128, of which windows keep 96.4.
    const resident_requests r = in_flight(0, {.output = 254});
    CHECK(r.count == static_cast<std::int64_t>(of(128, 128)));
    CHECK(r.granted == static_cast<std::int64_t>(of(96, 128)) + 1);
    // 17 tokens take two pages of 16.
    const resident_requests padded = in_flight(16, {.prompt = 1, .output = 32});
    CHECK(padded.count == static_cast<std::int64_t>(of(32, 32)));
    CHECK(padded.granted == static_cast<std::int64_t>(of(17, 17)) + 1);
}

TEST_CASE("a bound lets prompts ride on the weights that decode steps read") {
    const prepared known = llama(64);
    const workload load{.prompt = 2048, .output = 256};
    const auto r = max_load_of(known, load).rates;
    // Memory alone: 255 tokens of a 64th of layers, head and 64 caches of 2,176 tokens. A part without caches: nothing less.
    const double token = (by_hand::layers + by_hand::head + 64 * 2176 * by_hand::of_token) / 1e12 / 64;
    CHECK(within(r.ceiling.requests_per_second, 1 / (255 * token), 1e-6));
    CHECK(r.roofline.requests_per_second < r.ceiling.requests_per_second);
    CHECK(r.ceiling.output.value == Approx(256 * r.ceiling.requests_per_second));
    CHECK(r.ceiling.output_per_device == r.ceiling.output);
}
