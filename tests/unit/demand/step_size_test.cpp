// How much a step handles: sequences, tokens, positions that are sampled.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/demand/step_size.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;

step_size decoding(const split& plan, const workload& load) { return decode_size(unseen(plan), unseen(load)); }
step_size chunk(const split& plan, const workload& load, std::int64_t first, std::int64_t count) {
    return chunk_of(unseen(plan), unseen(load), unseen(first), unseen(count));
}

}  // namespace

TEST_CASE("micro-batches: 10 sequences over 4 stages are at most 3 at once") {
    const step_size size = decode_size(unseen(split{.pipeline = 4}), unseen(workload{.batch = 10, .prompt = 2047}));
    CHECK(size.sequences == 3);
    CHECK(size.micro_batches == 4);
    CHECK(size.context == 2048);
    const step_size few = decode_size(unseen(split{.pipeline = 8}), unseen(workload{.batch = 2, .prompt = 2047}));
    CHECK(few.sequences == 1);
    CHECK(few.micro_batches == 2);
}

TEST_CASE("tokens that share experts: of whole prompts, and of balanced micro-batches") {
    // five prompts over four ranks: the fullest has two, but together they are five
    const step_size prompts =
        prefill_size(unseen(split{.expert = 4, .data = 4}), unseen(workload{.prompt = 8192, .prompts_at_once = 5}));
    CHECK(prompts.tokens == 16'384);
    CHECK(prompts.group_tokens == 40'960);
    // ten sequences over eight ranks, two flights: five tokens a flight can be had
    const step_size decode =
        decode_size(unseen(split{.pipeline = 2, .expert = 8, .data = 8}), unseen(workload{.batch = 10, .prompt = 100}));
    CHECK(decode.micro_batches == 2);
    CHECK(decode.sequences == 1);
    CHECK(decode.group_tokens == 5);
}

TEST_CASE("context and expert parallel: every context rank brings its own tokens") {
    const step_size size = decode_size(unseen(split{.expert = 16, .context = 4}), unseen(workload{.batch = 64, .prompt = 100}));
    CHECK(size.sequences == 16);  // of one of four data ranks
    CHECK(size.tokens == 4);
    CHECK(size.group_tokens == 64);
    const step_size alone = decode_size(unseen(split{.context = 4}), unseen(workload{.batch = 64, .prompt = 100}));
    CHECK(alone.tokens == 16);
    CHECK(alone.group_tokens == 16);  // it holds all experts
    const step_size prompts = prefill_size(unseen(split{.context = 4}), unseen(workload{.prompt = 1001, .prompts_at_once = 2}));
    CHECK(prompts.tokens == 501);
    CHECK(prompts.sampled == 1);
}

TEST_CASE("a decode step with drafts: every sequence has its own next token and those guessed, all of them sampled") {
    const step_size s = decoding({}, {.batch = 8, .prompt = 2047, .output = 9, .drafts = {.drafted = 3}});
    CHECK(s.sequences == 8);
    CHECK(s.queries == 4);
    CHECK(s.tokens == 32);
    CHECK(s.sampled == 32);
    CHECK(s.group_tokens == 32);
    CHECK(s.context == 2052);
    CHECK(s.new_tokens() == 4);
    CHECK(decoding({}, {.batch = 8, .prompt = 2047}).queries == 1);
}

TEST_CASE("drafts over stages, context ranks and expert ranks") {
    const workload load{.batch = 10, .prompt = 100, .output = 5, .drafts = {.drafted = 2}};
    CHECK(decoding({.pipeline = 4}, load).tokens == 9);  // three of ten sequences at once
    CHECK(decoding({.context = 4}, load).tokens == 8);   // 30 over four ranks
    CHECK(decoding({.context = 4}, load).sampled == 8);
    CHECK(decoding({.expert = 8, .data = 8}, load).tokens == 6);  // two of ten on the fullest rank
    CHECK(decoding({.expert = 8, .data = 8}, load).group_tokens == 30);
}

TEST_CASE("only a shared prefix changes a decode step, both change a prefill") {
    const workload own{.batch = 4, .prompt = 3000, .output = 10, .prompts_at_once = 2, .prefix = 1000};
    workload shared = own;
    shared.prefix_shared = true;
    CHECK(decoding({}, own).prefix == 0);
    CHECK(decoding({}, shared).prefix == 1000);
    CHECK(decoding({}, shared).context == 3005);
    for (const workload& load : {own, shared}) {
        const step_size s = prefill_size({}, unseen(load));
        CHECK(s.prefix == 1000);
        CHECK(s.context == 3000);
        CHECK(s.new_tokens() == 2000);
        CHECK(s.tokens == 4000);
        CHECK(s.sampled == 2);
        CHECK(prefill_size({.context = 4}, unseen(load)).tokens == 1000);
        CHECK(prefill_size({.expert = 8, .data = 8}, unseen(load)).group_tokens == 4000);
    }
}

TEST_CASE("no more micro-batches of a prefill than it has new tokens") {
    CHECK(prefill_size({.pipeline = 2, .micro_batches = 8}, unseen(workload{.prompt = 1000, .prefix = 997})).micro_batches == 3);
    const step_size part = micro_batch_of(prefill_size({.pipeline = 2, .micro_batches = 8}, unseen(workload{.prompt = 3000, .prefix = 1000})));
    CHECK(part.tokens == 250);
    CHECK(part.parts == 8);
    CHECK(part.prefix == 1000);
}

TEST_CASE("a chunk of a prefill: what is before it is in the cache, and only the last samples") {
    const workload load{.prompt = 1024, .prompts_at_once = 2};
    const step_size early = chunk({}, load, 256, 256), last = chunk({}, load, 1000, 24);
    CHECK(early.which == phase::prefill);
    CHECK(early.tokens == 512);
    CHECK(early.prefix == 256);
    CHECK(early.context == 512);
    CHECK(early.sampled == 0);
    CHECK(early.new_tokens() == 256);
    CHECK(last.tokens == 48);
    CHECK(last.sampled == 2);
    CHECK(chunk({.context = 4}, load, 256, 250).tokens == 125);
    CHECK(chunk({.pipeline = 4, .micro_batches = 8}, load, 256, 256).micro_batches == 1);
    const step_size of_group = chunk({.expert = 8, .data = 8}, load, 256, 256);
    CHECK(of_group.tokens == 256);  // one of two prompts on the fullest rank
    CHECK(of_group.group_tokens == 512);
}

TEST_CASE("one chunk from the prefix to the end is the prefill") {
    const workload load{.prompt = 1024, .prompts_at_once = 3, .prefix = 100};
    for (const split& plan : {split{}, split{.context = 4}, split{.expert = 8, .data = 8}}) {
        const step_size whole = prefill_size(plan, unseen(load)), one = chunk(plan, load, 100, 924);
        CHECK(one.tokens == whole.tokens);
        CHECK(one.sampled == whole.sampled);
        CHECK(one.group_tokens == whole.group_tokens);
        CHECK(one.context == whole.context);
        CHECK(one.prefix == whole.prefix);
    }
}

TEST_CASE("a mixed step has the tokens of both, and its parts look back by themselves") {
    const workload load{.batch = 8, .prompt = 2048, .output = 100};
    const mixed_step early{chunk({}, load, 1024, 512), decoding({}, load)}, late{chunk({}, load, 1536, 512), decoding({}, load)};
    CHECK(early.whole().tokens == 520);
    CHECK(early.whole().sampled == 8);
    CHECK(late.whole().sampled == 9);
    CHECK(prompts_of(early.whole()).tokens == 512);
    int parts = 0;
    std::int64_t tokens = 0;
    each_looking_back(early.whole(), [&](const step_size& s) {
        ++parts;
        tokens += s.tokens;
    });
    CHECK(parts == 2);
    CHECK(tokens == 520);
}

TEST_CASE("positions sampled of all ranks that share experts: a prompt's last, and every decoded token") {
    const split ranks{.expert = 8, .data = 8};
    const workload load{.batch = 40, .prompt = 1000, .output = 10, .prompts_at_once = 16, .prefix = 200};
    CHECK(sampled_of_group(ranks, prefill_size(ranks, load)) == 16);
    CHECK(sampled_of_group({}, prefill_size({}, load)) == 16);
    CHECK(sampled_of_group(ranks, chunk(ranks, load, 300, 100)) == 0);
    CHECK(sampled_of_group(ranks, chunk(ranks, load, 900, 100)) == 16);
    const mixed_step both{chunk(ranks, load, 300, 100), decoding(ranks, load)};
    CHECK(sampled_of_group(ranks, both.whole()) == 40);
}

TEST_CASE("the largest batch with the longest drafts in range does not wrap, nor do both parts of a mixed step") {
    const std::int64_t most = std::int64_t{1} << 31;
    const workload load{.batch = most, .prompt = most, .output = most, .prompts_at_once = most, .drafts = {.drafted = most}};
    CHECK(decoding({}, load).tokens == most * (most + 1));
    const mixed_step both{prefill_size({}, unseen(load)), decoding({}, load)};
    CHECK(both.whole().tokens == checked::overflowed);
}
