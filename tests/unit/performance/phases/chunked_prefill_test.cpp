#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/performance/phases/chunked_prefill.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;

namespace {

prepared in_chunks(std::int64_t chunk, std::int64_t of_step = not_stated, const split& plan = {}) {
    request r = claims::asking(plan, {});
    r.serving.prefill_chunk = chunk;
    r.serving.max_num_batched_tokens = of_step;
    return prepare(unseen(models::llama_3_1_8b::spec), by_hand::memory_alone, {}, r);
}
double first_token(const prepared& known, const workload& load) { return chunked_prefill({known.held, known.on, known.innermost}, load).roofline.first_token.time.value; }
double whole(const prepared& known, const workload& load) { return whole_prefill({known.held, known.on, known.innermost}, load).roofline.first_token.time.value; }

}  // namespace

TEST_CASE("passes of a prompt: as much of each as is left, the remainder last") {
    const auto passes = [](const workload& load, std::int64_t room, const split& plan = {}) { return passes_of(plan, load, room); };
    const prompt_passes p = passes({.prompt = 5000}, unseen<std::int64_t>(2048));
    CHECK((p.each == 2048 && p.count == 3 && p.last == 904));
    const prompt_passes three = passes({.prompt = 5000, .prompts_at_once = 3}, 2048);  // 682 of each
    CHECK((three.each == 682 && three.count == 8 && three.last == 5000 - 7 * 682));
    CHECK(passes({.prompt = 5000, .prompts_at_once = 4}, 2048, {.data = 4}).each == 2048);  // one a rank
    CHECK(passes({.prompt = 5000, .prefix = 4999}, 2048).count == 1);
    CHECK(passes({.prompt = 10, .prompts_at_once = 4096}, 2048).each == 1);
    CHECK_FALSE(passes({.prompt = 10}, 0).run());
}

TEST_CASE("four passes read the weights four times, and what those before them have kept") {
    const prepared known = in_chunks(512);
    const workload load{.prompt = 2048};
    // The head is read once, behind the last. 512, 1,024 and 1,536 tokens of cache are read.
    CHECK(first_token(known, load) - whole(known, load) == Approx((3 * by_hand::layers + (512 + 1024 + 1536) * by_hand::of_token) / 1e12).epsilon(1e-9));
}

TEST_CASE("behind a prefix every pass reads it too; the remainder is exact") {
    const prepared known = in_chunks(1000);
    const workload load{.prompt = 4600, .prefix = 2000};  // 1,000, 1,000 and 600
    // One pass reads the prefix once, three read 2,000, 3,000 and 4,000 tokens.
    CHECK(first_token(known, load) - whole(known, load) == Approx((2 * by_hand::layers + (3000 + 4000) * by_hand::of_token) / 1e12).epsilon(1e-9));
}

TEST_CASE("a ceiling knows no chunks") {
    const prepared small = in_chunks(64), large = in_chunks(4096);
    const auto ceiling_of = [](const prepared& k) { return chunked_prefill({k.held, k.on, k.innermost}, {.prompt = 4096}).ceiling.first_token.time; };
    CHECK(ceiling_of(small) == ceiling_of(large));
}

TEST_CASE("very many passes are priced in ranges: a prompt of 2^31 tokens one by one") {
    const prepared known = in_chunks(1);
    const double n = 2147483648.0;
    // n passes read all layers, and 0 to n - 1 tokens of cache.
    const workload longest{.prompt = std::int64_t{1} << 31};
    CHECK(within(first_token(known, longest), (n * by_hand::layers + n * (n - 1) / 2 * by_hand::of_token) / 1e12, 1e-6));
    // 200 passes in 32 ranges are what 200 passes are: all is linear in the context here.
    double one_by_one = 0;
    const workload load{.prompt = 200 * 16};
    const prepared by_16 = in_chunks(16);
    for (std::int64_t i = 0; i < 200; ++i)
        one_by_one += roofline_of_pass(by_16.held, by_16.on, by_16.innermost, load, chunk_of({}, load, i * 16, 16)).time.value;
    CHECK(first_token(by_16, load) == Approx(one_by_one).epsilon(1e-12));
}

TEST_CASE("a mixed step reads the weights once, the caches of those that decode, and the prompt's") {
    const prepared known = in_chunks(512, 544);
    const workload load{.batch = 32, .prompt = 1024, .output = 101};
    const auto mixed = mixed_prefill(step_pricing{known.held, known.on, known.innermost}, load);
    CHECK(mixed_passes_of(known.held, load, decode_size({}, load)).each == 512);  // 544 less 32
    // Two steps: layers and head, 32 x 1,075 tokens of cache, and 512 in the second; 544 tokens, of which 32 and 33 are sampled.
    const double by_token = by_hand::layers + by_hand::head + (32 * 1075 + 512.0 / 2) * by_hand::of_token + 32 * by_hand::decoded + 512 * by_hand::prefilled + 32.5 * by_hand::sampled;
    CHECK(mixed.roofline.per_token.time.value == Approx(by_token / 1e12).epsilon(1e-9));
    CHECK(mixed.roofline.prompt.first_token.time.value == Approx(2 * mixed.roofline.per_token.time.value));
    // Both kinds of step read the weights, so a step that is both is worth nearly two.
    const double apart = first_token(known, load) + 2 * times_of(known.held, known.on, known.innermost, load, decode_size({}, load)).roofline.time.value;
    CHECK(apart - 2 * mixed.roofline.per_token.time.value == Approx((2 * by_hand::layers + by_hand::head) / 1e12).epsilon(1e-9));
}

TEST_CASE("a prompt waits for the drafts of those that decode beside it: 2 steps, three drafts of 1 ms before each") {
    const prepared known = in_chunks(512, 1024);
    workload load{.batch = 32, .prompt = 1024, .output = 101, .drafts = {.drafted = 3, .acceptance_known = true, .acceptance = 1}};
    const auto mixed = [&] { return mixed_prefill(step_pricing{known.held, known.on, known.innermost}, load).roofline; };
    const auto free = mixed();
    load.drafts.per_draft = seconds{1e-3};
    const auto drafted = mixed();
    CHECK((drafted.prompt.first_token.time - free.prompt.first_token.time).value == Approx(6e-3));
    CHECK((drafted.prompt.apart - free.prompt.apart).value == Approx(6e-3));
    CHECK((drafted.per_token.time - free.per_token.time).value == Approx(3e-3 / 4));  // each step gives four tokens
    CHECK(drafted.prompt.first_token.time.value == Approx(2 * 4 * drafted.per_token.time.value));
}

TEST_CASE("where those that decode leave no room, no prompt goes on") {
    const prepared known = in_chunks(32, 32);
    const auto mixed = mixed_prefill(step_pricing{known.held, known.on, known.innermost}, {.batch = 32, .prompt = 1024});
    CHECK(mixed.roofline.prompt.first_token.time.value == 0);
    CHECK_FALSE(mixed_passes_of(known.held, {.batch = 32, .prompt = 1024}, decode_size({}, {.batch = 32, .prompt = 1024})).run());
    // A draft takes room as well: 16 sequences of two tokens.
    CHECK_FALSE(mixed_passes_of(known.held, {.batch = 16, .prompt = 9}, decode_size({}, {.batch = 16, .prompt = 9, .output = 9, .drafts = {.drafted = 1}})).run());
}
