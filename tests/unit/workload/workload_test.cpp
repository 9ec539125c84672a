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

TEST_CASE("a prompt behind a prefix: what is computed of it") {
    CHECK(unseen(workload{.prompt = 2048}).new_tokens() == 2048);
    CHECK(unseen(workload{.prompt = 2048, .prefix = 2000}).new_tokens() == 48);
    CHECK(unseen(workload{.prompt = 2048, .output = 128, .prefix = 2000}).peak_context() == 2176);
}

TEST_CASE("tokens that a step with drafts gives: Leviathan et al., table 1, and the ends") {
    const auto given = [](std::int64_t g, double a) { return expected_tokens(unseen(speculation{.drafted = g, .acceptance_known = true, .acceptance = a})); };
    CHECK(given(2, 0.6) == doctest::Approx(1.96).epsilon(1e-12));
    CHECK(given(3, 0.7) == doctest::Approx(2.533).epsilon(1e-12));
    CHECK(given(5, 0.8) == doctest::Approx(3.68928).epsilon(1e-12));
    CHECK(given(1, 0.8) == 1.8);  // one more head: DeepSeek-V3, arXiv 2505.09343
    CHECK(given(1, 0.5) == 1.5);
    CHECK(given(3, 0.5) == 1.875);
    CHECK(given(0, 0.7) == 1);
    CHECK(given(7, 0) == 1);
    CHECK(given(7, 1) == 8);
    CHECK(expected_tokens(unseen(speculation{.drafted = 7})) == 8);  // as many as it can give
    CHECK(expected_tokens(unseen(speculation{})) == 1);
}

TEST_CASE("the longest drafts are summed at once, and nothing cancels near certainty") {
    const speculation near{.drafted = (std::int64_t{1} << 31) - 1, .acceptance_known = true, .acceptance = 1 - 1.0 / (1 << 30)};
    CHECK(expected_tokens(unseen(near)) == doctest::Approx(928'426'670.261298).epsilon(1e-6));
    static_assert(expected_tokens({.drafted = std::int64_t{1} << 31, .acceptance_known = true, .acceptance = 1}) == 2'147'483'649.0);
    static_assert(expected_tokens({.drafted = std::int64_t{1} << 31, .acceptance_known = true, .acceptance = 0.5}) == 2);
}
