// RAFTER-W002.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/feasibility/rules/engine_in_range.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("W002: percent from 1 to 100, no negative reserve, a chunk of one token or more") {
    CHECK(rules::engine_in_range(unseen(engine{})).is == verdict::holds);
    CHECK(rules::engine_in_range(unseen(engine{.memory_percent = 1})).is == verdict::holds);
    const finding none = rules::engine_in_range(unseen(engine{.memory_percent = 0}));
    CHECK(none.code == rule::engine_in_range);
    CHECK(!none.ok());
    CHECK(none.required == 0);
    CHECK(none.available == 1);
    CHECK(none.subject == 0);
    CHECK(rules::engine_in_range(unseen(engine{.memory_percent = 101})).available == 100);
    CHECK(!rules::engine_in_range(unseen(engine{.memory_percent = 101})).ok());
    CHECK(rules::engine_in_range(unseen(engine{.reserve = bytes{-1}})).subject == 1);
    CHECK(!rules::engine_in_range(unseen(engine{.reserve = bytes{-1}})).ok());
    CHECK(rules::engine_in_range(unseen(engine{.prefill_chunk = 0})).subject == 2);
    CHECK(!rules::engine_in_range(unseen(engine{.prefill_chunk = 0})).ok());
}

TEST_CASE("W002: formats of a recurrence's state and of an indexer's keys") {
    precision p;
    p.state.element_bits = 0;
    CHECK(rules::formats_in_range(unseen(p)).subject == 30);
    p = precision{};
    p.index.scale_bits = -1;
    CHECK(rules::formats_in_range(unseen(p)).subject == 31);
}

TEST_CASE("W002: pages, lengths and limits are at least 1 where they are stated") {
    CHECK(rules::engine_in_range(unseen(engine{.cache_page = 16, .max_model_len = 1, .max_num_seqs = 1, .max_num_batched_tokens = 1})).ok());
    const finding page = rules::engine_in_range(unseen(engine{.cache_page = 0}));
    CHECK(!page.ok());
    CHECK(page.subject == 25);
    CHECK(page.required == 0);
    CHECK(page.available == 1);
    CHECK(rules::engine_in_range(unseen(engine{.cache_page = -16})).subject == 25);
    CHECK(rules::engine_in_range(unseen(engine{.max_model_len = 0})).subject == 26);
    CHECK(rules::engine_in_range(unseen(engine{.max_num_seqs = 0})).subject == 27);
    CHECK(rules::engine_in_range(unseen(engine{.max_num_batched_tokens = 0})).subject == 28);
    CHECK(rules::engine_in_range(unseen(engine{.state_copies = 0})).subject == 29);
    CHECK(!rules::engine_in_range(unseen(engine{.state_copies = not_stated})).ok());
    CHECK(rules::engine_in_range(unseen(engine{.max_model_len = std::int64_t{1} << 40})).available == std::int64_t{1} << 31);
}
