// Lengths of a workload: capacity is judged at the peak, traffic at the mean.
#include <doctest/doctest.h>

#include <rafter/workload/workload.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("the mean decode step of prompt 2,048 and output 128 looks at 2,112 tokens, the peak is 2,176") {
    const workload w = unseen(workload{.prompt = 2048, .output = 128});
    CHECK(w.mean_context() == 2112);
    CHECK(w.peak_context() == 2176);
}

TEST_CASE("prompt 2,111 and one token: the step looks at 2,112, itself included") {
    const workload w = unseen(workload{.prompt = 2111, .output = 1});
    CHECK(w.mean_context() == 2112);
    CHECK(w.peak_context() == 2112);
}

TEST_CASE("uniform routing and no objective unless said") {
    const workload w = unseen(workload{});
    CHECK(w.experts == routing::uniform);
    CHECK(!w.ttft.stated);
    CHECK(!w.tpot.stated);
    CHECK(w.batch == 1);
    CHECK(w.prompts_at_once == 1);
}

TEST_CASE("lengths that overflow are overflowed") {
    CHECK(unseen(workload{.prompt = checked::overflowed - 1, .output = 5}).peak_context() == checked::overflowed);
}
