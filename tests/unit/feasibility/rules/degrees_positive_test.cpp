// RAFTER-P001.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/feasibility/rules/degrees_positive.hpp>
#include <rafter/parallelism/strategies.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("P001: degrees from 1 to 65,536") {
    CHECK(rules::degrees_positive(unseen(split{})).is == verdict::holds);
    CHECK(rules::degrees_positive(unseen(split{.tensor = 65'536, .data = 65'536})).is == verdict::holds);
    for (const std::int64_t bad : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{65'537}, std::int64_t{1} << 62}) {
        const split by_subject[] = {{.tensor = bad}, {.pipeline = bad}, {.expert = bad}, {.data = bad}, {.context = bad}, {.micro_batches = bad}};
        for (int i = 0; i < 6; ++i) {
            const finding f = rules::degrees_positive(unseen(by_subject[i]));
            if ((i == 3 || i == 5) && bad == 0) {  // not stated
                CHECK(f.is == verdict::holds);
                continue;
            }
            CHECK(f.code == rule::degrees_positive);
            CHECK(!f.ok());
            CHECK(f.required == bad);
            CHECK(f.available == (bad < 1 ? 1 : 65'536));
            CHECK(f.subject == i);
        }
    }
}

namespace {
template <std::int64_t Bad> void is_told_for_every_strategy() {
    const split by_subject[] = {plan<tensor_parallel<Bad>>::spec, plan<pipeline_parallel<Bad>>::spec, plan<expert_parallel<Bad>>::spec,
                                plan<data_parallel<Bad>>::spec,   plan<context_parallel<Bad>>::spec,  plan<micro_batches<Bad>>::spec};
    for (int i = 0; i < 6; ++i) {
        const finding f = rules::degrees_positive(unseen(by_subject[i]));
        CHECK(!f.ok());
        CHECK(f.required == Bad);
        CHECK(f.available == (Bad < 1 ? 1 : 65'536));
        CHECK(f.subject == i);
    }
}
}  // namespace

TEST_CASE("P001: every strategy is told with the degree that was written") {
    is_told_for_every_strategy<0>();
    is_told_for_every_strategy<-1>();
    is_told_for_every_strategy<-4>();
    is_told_for_every_strategy<65'537>();
}
