// RAFTER-W001.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
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
