// Which tokens see which.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/demand/sight_of_step.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("causal pairs: S(S+1)/2, and with a window W*S - W(W-1)/2") {
    CHECK(causal_pairs(unseen<std::int64_t>(1), 0) == 1);
    CHECK(causal_pairs(unseen<std::int64_t>(2048), 0) == 2'098'176);
    CHECK(causal_pairs(unseen<std::int64_t>(8192), 4096) == 25'167'872);
    CHECK(causal_pairs(unseen<std::int64_t>(2048), 128) == 254'016);
    CHECK(causal_pairs(unseen<std::int64_t>(128), 128) == 8'256);
    CHECK(causal_pairs(unseen<std::int64_t>(100), 128) == 5'050);
}

TEST_CASE("chunk-local windows: a token sees its own chunk") {
    // 10 tokens in chunks of 4: 1+2+3+4, 1+2+3+4, 1+2
    CHECK(causal_pairs(unseen<std::int64_t>(10), 4, sight::chunked) == 23);
    CHECK(causal_pairs(unseen<std::int64_t>(4), 4, sight::chunked) == 10);
    CHECK(causal_pairs(unseen<std::int64_t>(3), 4, sight::chunked) == 6);
    CHECK(seen_in_chunk(unseen<std::int64_t>(9), 4) == 1);
    CHECK(seen_in_chunk(unseen<std::int64_t>(8), 4) == 4);
    // contexts 3, 4, 5, 6 see 3, 4, 1, 2: 2.5 in the mean
    step_size size{.context = 5, .first_context = 3, .last_context = 6};
    CHECK(seen_in_decode(unseen(step_size{size}), 4, sight::chunked) == 2);
    CHECK(seen_in_decode(unseen(step_size{size}), 6, sight::chunked) == 5);  // not yet full: the mean context
}

TEST_CASE("a context that grows across a window: the mean of min(c, W)") {
    const auto seen = [](std::int64_t prompt, std::int64_t output, std::int64_t window) {
        return seen_in_decode(decode_size({}, unseen(workload{.prompt = prompt, .output = output})), window);
    };
    CHECK(seen(1, 255, 128) == 96);       // (2 + ... + 128 + 128 x 128) / 255 = 96.6
    CHECK(seen(2048, 128, 128) == 128);   // full from the first step
    CHECK(seen(2048, 128, 4096) == 2112);  // never full
    CHECK(seen(2048, 128, 0) == 2112);
    CHECK(seen(126, 2, 128) == 127);      // 127 and 128, rounded down
}

TEST_CASE("contexts that grow past what attention selects are scored from there on") {
    const step_size size{.context = 5, .first_context = 3, .last_context = 6};
    CHECK(scored_in_decode(unseen(size), 4) == 2.75);  // (0 + 0 + 5 + 6) / 4
    CHECK(scored_in_decode(unseen(size), 6) == 0);
    CHECK(scored_in_decode(unseen(size), 2) == 5);
}

TEST_CASE("tokens of a prefix that a window still sees, in the mean of a decode step, rounded up") {
    const auto shared = [](std::int64_t last, std::int64_t window, sight sees = sight::sliding) {
        return shared_in_decode(unseen(step_size{.context = (12 + last) / 2, .first_context = 12, .last_context = last, .prefix = 10}), window, sees);
    };
    CHECK(shared(15, 0) == 10);
    CHECK(shared(15, 20) == 10);
    CHECK(shared(15, 8) == 5);    // (6 + 5 + 4 + 3) / 4
    CHECK(shared(19, 8) == 3);    // (6 + 5 + 4 + 3 + 2 + 1) / 8
    CHECK(shared(19, 14) == 9);   // (10 + 10 + 10 + 9 + 8 + 7 + 6 + 5) / 8
    CHECK(shared(100, 1) == 0);
    CHECK(shared(15, 8, sight::chunked) == 2);   // tokens 9 and 10, in the chunk up to 16
    CHECK(shared(19, 8, sight::chunked) == 2);   // 5 of 8 steps: 1.25
    CHECK(shared(15, 4, sight::chunked) == 1);   // of the chunk up to 12, in one step of four: 0.5
    CHECK(shared(15, 5, sight::chunked) == 0);   // ends with a chunk
    CHECK(shared(15, 4, sight::selected) == 4);
    CHECK(shared(15, 11, sight::selected) == 10);
}

TEST_CASE("keys of a shared prefix that an indexer scores, in the mean") {
    const step_size size{.context = 5, .first_context = 3, .last_context = 6, .prefix = 2};
    CHECK(shared_of_scored(unseen(size), 4) == 1);  // in two of four steps
    CHECK(shared_of_scored(unseen(size), 2) == 2);
    CHECK(shared_of_scored(unseen(size), 6) == 0);
}
