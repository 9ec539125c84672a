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
    CHECK(e.prefill_chunk == not_stated);
    CHECK(e.chunk() == 2048);
    CHECK(e.cache_tier == -1);
}

TEST_CASE("a pass takes the chunk that is stated, else what a step may have, else what is usual") {
    CHECK(unseen(engine{.usual_chunk = 512}).chunk() == 512);
    CHECK(unseen(engine{.usual_chunk = 512, .max_num_batched_tokens = 8192}).chunk() == 8192);
    CHECK(unseen(engine{.prefill_chunk = 256, .max_num_batched_tokens = 8192}).chunk() == 256);
    CHECK(unseen(engine{.prefill_chunk = 256}).chunk() == 256);
}
