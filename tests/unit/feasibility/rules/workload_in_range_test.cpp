// RAFTER-W001, W003 to W005.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <rafter/feasibility/rules/workload_in_range.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("W001: counts from 1 to 2^31") {
    const std::int64_t most = 2'147'483'648;
    CHECK(rules::workload_in_range(unseen(workload{})).is == verdict::holds);
    CHECK(rules::workload_in_range(
              unseen(workload{.batch = most, .prompt = most, .output = most, .prompts_at_once = most}))
              .is == verdict::holds);
    for (const std::int64_t bad :
         {std::int64_t{0}, std::int64_t{-1}, most + 1, std::int64_t{1} << 62, -(std::int64_t{1} << 62)}) {
        const workload by_subject[] = {{.batch = bad}, {.prompt = bad}, {.output = bad}, {.prompts_at_once = bad}};
        for (int i = 0; i < 4; ++i) {
            const finding f = rules::workload_in_range(unseen(by_subject[i]));
            CHECK(f.code == rule::workload_in_range);
            CHECK(!f.ok());
            CHECK(f.required == bad);
            CHECK(f.available == (bad < 1 ? 1 : most));
            CHECK(f.subject == i);
        }
    }
}

TEST_CASE("W003: a prefix is shorter than its prompt") {
    CHECK(rules::prefix_in_prompt(unseen(workload{.prompt = 100})).is == verdict::holds);
    CHECK(rules::prefix_in_prompt(unseen(workload{.prompt = 100, .prefix = 99})).is == verdict::holds);
    const finding whole = rules::prefix_in_prompt(unseen(workload{.prompt = 100, .prefix = 100}));
    CHECK(whole.code == rule::prefix_in_prompt);
    CHECK(!whole.ok());
    CHECK(whole.required == 100);
    CHECK(whole.available == 99);
    const finding negative = rules::prefix_in_prompt(unseen(workload{.prompt = 100, .prefix = -5}));
    CHECK(!negative.ok());
    CHECK(negative.required == -5);
    CHECK(negative.available == 0);
    CHECK(rules::prefix_in_prompt(unseen(workload{.prompt = 0})).ok());  // W001 says it, once
    CHECK(rules::prefix_in_prompt(unseen(workload{.prompt = std::numeric_limits<std::int64_t>::min(), .prefix = 7})).ok());
}

TEST_CASE("W004: no more drafts a step than the output has tokens, each of some time") {
    const auto judged = [](std::int64_t output, std::int64_t drafted, double each = 0) {
        return rules::drafts_in_output(unseen(workload{.output = output, .drafts = {.drafted = drafted, .per_draft = seconds{each}}}));
    };
    CHECK(judged(8, 8).is == verdict::holds);
    CHECK(judged(8, 0).is == verdict::holds);
    CHECK(judged(0, 0).ok());  // W001
    CHECK(judged(8, 9).code == rule::drafts_in_output);
    CHECK(judged(8, 9).required == 9);
    CHECK(judged(8, 9).available == 8);
    CHECK(judged(8, -1).required == -1);
    CHECK(judged(8, -1).available == 0);
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    const auto of_time = [&](double each, std::int64_t required, std::int64_t available) {
        return judged(8, 2, each) == finding{rule::drafts_in_output, verdict::fails, required, available, 1};
    };
    CHECK(judged(8, 2, 0.0004).is == verdict::holds);
    CHECK(of_time(-0.0004, -400'000, 0));
    CHECK(of_time(-1e-12, -1, 0));
    CHECK(of_time(-1e30, -checked::overflowed, 0));
    CHECK(of_time(2e9, 2'000'000'000'000'000'000, 1'000'000'000'000'000'000));
    CHECK(of_time(infinite, checked::overflowed, 1'000'000'000'000'000'000));
    CHECK(of_time(nan, checked::overflowed, 1'000'000'000'000'000'000));
}

TEST_CASE("W005: an acceptance is a probability, and one that is not is told in percent") {
    const auto told = [](double a) { return rules::acceptance_possible(unseen(workload{.drafts = {.drafted = 1, .acceptance_known = true, .acceptance = a}})); };
    for (const double possible : {0.0, 0.29, 1.0}) CHECK(told(possible).is == verdict::holds);
    CHECK(told(1.01) == finding{rule::acceptance_possible, verdict::fails, 101, 100});
    CHECK(told(1.001) == finding{rule::acceptance_possible, verdict::fails, 101, 100});
    CHECK(told(2.0) == finding{rule::acceptance_possible, verdict::fails, 200, 100});
    CHECK(told(-0.01) == finding{rule::acceptance_possible, verdict::fails, -1, 0});
    CHECK(told(-1e-9) == finding{rule::acceptance_possible, verdict::fails, -1, 0});
    CHECK(told(std::numeric_limits<double>::infinity()) == finding{rule::acceptance_possible, verdict::fails, checked::overflowed, 100});
    CHECK(told(-std::numeric_limits<double>::infinity()) == finding{rule::acceptance_possible, verdict::fails, -checked::overflowed, 0});
    CHECK(told(std::numeric_limits<double>::quiet_NaN()) == finding{rule::acceptance_possible, verdict::fails, checked::overflowed, 100});
    CHECK(rules::acceptance_possible(unseen(workload{.drafts = {.drafted = 1, .acceptance = 7}})).ok());  // not known, so not looked at
}

TEST_CASE("what the rules say one by one is what is in range") {
    const workload good{.batch = 2, .prompt = 100, .output = 10, .prefix = 50, .drafts = {.drafted = 3, .acceptance_known = true, .acceptance = 0.5, .per_draft = seconds{1e-3}}};
    CHECK(rules::in_range(unseen(good)));
    workload bad[6];
    for (workload& w : bad) w = good;
    bad[0].prefix = 100;
    bad[1].drafts.drafted = 11;
    bad[2].drafts.acceptance = 1.5;
    bad[3].drafts.per_draft = seconds{-1};
    bad[4].prefix = -1;
    bad[5].drafts.acceptance = std::numeric_limits<double>::quiet_NaN();
    for (const workload& w : bad) {
        CHECK(!rules::in_range(unseen(w)));
        CHECK((!rules::prefix_in_prompt(w).ok() || !rules::drafts_in_output(w).ok() || !rules::acceptance_possible(w).ok()));
    }
}
