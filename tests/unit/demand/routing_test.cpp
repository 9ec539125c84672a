// Which experts a step touches, and what reaches a rank: hand-computed or enumerated, and simulated where so said.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/demand/routing.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
using claims::within;
constexpr expert_counts mixtral{8, 2}, deepseek{256, 8}, kimi{384, 8}, gpt_oss{128, 4};
}  // namespace

TEST_CASE("expected distinct experts: not k, not E, not T*k") {
    CHECK(expected_distinct_experts(unseen(mixtral), 1) == doctest::Approx(2.0));
    CHECK(expected_distinct_experts(unseen(mixtral), 2) == doctest::Approx(3.5));
    CHECK(expected_distinct_experts(unseen(mixtral), 16) == doctest::Approx(7.919819).epsilon(1e-6));
    CHECK(expected_distinct_experts(unseen(deepseek), 1) == doctest::Approx(8.0));
    CHECK(expected_distinct_experts(unseen(deepseek), 64) == doctest::Approx(222.442488).epsilon(1e-6));
    CHECK(expected_distinct_experts(unseen(kimi), 128) == doctest::Approx(358.059481).epsilon(1e-6));
    CHECK(expected_distinct_experts(unseen(gpt_oss), 32) == doctest::Approx(81.656923).epsilon(1e-6));
    CHECK(expected_distinct_experts(unseen(mixtral), 1'000'000'000) == 8.0);
}

TEST_CASE("one rank holds all experts: nothing is uneven") {
    const expert_load l = load_of(unseen(mixtral), 1, 16, routing::uniform);
    CHECK(l.experts == doctest::Approx(7.919819).epsilon(1e-6));
    CHECK(l.experts_least == l.experts);
    CHECK(l.tokens == 32);
    CHECK(l.tokens_least == 32);
}

TEST_CASE("one token: the fullest rank, exactly") {
    CHECK(load_of(unseen(mixtral), 4, 1, routing::uniform).experts == doctest::Approx(8.0 / 7));   // 1 + 1/7
    CHECK(load_of(unseen(mixtral), 2, 1, routing::uniform).experts == doctest::Approx(10.0 / 7));  // 1 + 3/7
    CHECK(load_of(unseen(mixtral), 8, 1, routing::uniform).experts == doctest::Approx(1.0));
    CHECK(load_of(unseen(deepseek), 64, 1, routing::uniform).experts == doctest::Approx(1.2970575560));
    CHECK(load_of(unseen(deepseek), 32, 1, routing::uniform).experts == doctest::Approx(1.6036791095));
    CHECK(load_of(unseen(deepseek), 8, 1, routing::uniform).experts == doctest::Approx(2.5637483382));
    CHECK(load_of(unseen(expert_counts{128, 8}), 8, 1, routing::uniform).experts == doctest::Approx(2.5296686435));
}

TEST_CASE("what a bound may count: the mean, and ceil(k/ranks) of one token") {
    const expert_load one = load_of(unseen(mixtral), 4, 1, routing::uniform);
    CHECK(one.experts_least == 1.0);
    CHECK(one.tokens_least == 0.5);
    const expert_load few = load_of(unseen(deepseek), 8, 1, routing::uniform);
    CHECK(few.experts_least == 1.0);
    const expert_load many = load_of(unseen(deepseek), 8, 64, routing::uniform);
    CHECK(many.experts_least == doctest::Approx(222.442488 / 8).epsilon(1e-6));
    CHECK(many.tokens_least == 64.0);
}

TEST_CASE("many tokens: the fullest rank against simulation") {
    CHECK(within(load_of(unseen(deepseek), 8, 64, routing::uniform).experts, 30.30, 0.001));
    CHECK(within(load_of(unseen(mixtral), 4, 16, routing::uniform).experts, 2.0, 0.001));
    CHECK(within(load_of(unseen(deepseek), 8, 256, routing::uniform).experts, 32.0, 0.001));
    CHECK(within(load_of(unseen(deepseek), 8, 64, routing::uniform).tokens, 75.4, 0.02));    // mean 64
    CHECK(within(load_of(unseen(mixtral), 4, 16, routing::uniform).tokens, 10.73, 0.04));    // mean 8
    CHECK(within(load_of(unseen(deepseek), 8, 256, routing::uniform).tokens, 278.6, 0.01));  // mean 256
    CHECK(within(load_of(unseen(deepseek), 64, 64, routing::uniform).tokens, 15.22, 0.05));  // mean 8
}

TEST_CASE("unknown routing: no more than k distinct experts need be touched") {
    const expert_load l = load_of(unseen(deepseek), 1, 4096, routing::unknown);
    CHECK(l.experts == 8);
    CHECK(l.experts_least == 8);
    CHECK(l.tokens == 32'768);
    const expert_load spread = load_of(unseen(deepseek), 3, 4096, routing::unknown);
    CHECK(spread.experts == 3);  // ceil(8/3)
    CHECK(load_of(unseen(deepseek), 64, 4096, routing::unknown).experts == 1);
    CHECK(load_of(unseen(deepseek), 64, 4096, routing::unknown).tokens == 512);
}

TEST_CASE("a bound never counts more than what is expected") {
    for (const expert_counts& e : {mixtral, deepseek, kimi, gpt_oss})
        for (std::int64_t ranks = 1; ranks <= e.total; ranks *= 2) {
            if (e.total % ranks != 0) continue;
            for (std::int64_t tokens = 1; tokens <= 1 << 20; tokens = tokens * 3 + 1) {
                const expert_load l = load_of(unseen(e), ranks, tokens, routing::uniform);
                INFO("experts ", e.total, ", ranks ", ranks, ", tokens ", tokens);
                CHECK(l.experts_least <= l.experts * (1 + 1e-12));
                CHECK(l.tokens_least <= l.tokens * (1 + 1e-12));
                CHECK(l.experts <= static_cast<double>(e.total / ranks) * (1 + 1e-9));
                CHECK(l.experts <= l.tokens * (1 + 1e-9));
            }
        }
}
