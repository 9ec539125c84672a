// The defaults: a machine without an engine.
#include <doctest/doctest.h>

#include <rafter/engine/engine.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("by default all memory may be used and nothing is reserved") {
    const engine e = unseen(engine{});
    CHECK(e.memory_percent == 100);
    CHECK(e.basis == fraction_of::total);
    CHECK(e.reserve.value == 0);
    CHECK(e.embedding == tables::vocabulary_parallel);
    CHECK(e.prefill_chunk == 2048);
    CHECK(e.cache_tier == -1);
}
