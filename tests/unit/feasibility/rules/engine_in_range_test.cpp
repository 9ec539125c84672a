// RAFTER-W002.
#include <doctest/doctest.h>

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
    CHECK(rules::formats_in_range(unseen(p)).subject == 25);
    p = precision{};
    p.index.scale_bits = -1;
    CHECK(rules::formats_in_range(unseen(p)).subject == 26);
}
