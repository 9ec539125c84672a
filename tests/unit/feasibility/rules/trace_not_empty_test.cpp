#include <doctest/doctest.h>

#include <limits>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("a trace in which nothing comes has no times, and says so: RAFTER-W006") {
    const prepared known = prepare(unseen(catalog::models::llama_3_1_8b::spec), catalog::accelerators::nvidia_h100_sxm::spec, {}, claims::asking({}, {}));
    const traced_request none[] = {{4000, 10, 0, 0}, {500, 10, 0, 0}};
    const finding f = judge_trace(findings{}, {}, {none, 2}).of(rule::trace_not_empty);
    CHECK((f.is == verdict::fails && f.required == 0 && f.available == 1));
    CHECK_FALSE(judge_trace(findings{}, {}, {}).of(rule::trace_not_empty).ok());
    CHECK(trace_times_of(known, {}, {none, 2}).roofline.tpot.time.value == 0);
    // An array that is not there is empty, whatever its count says.
    CHECK_FALSE(judge_trace(findings{}, {}, {nullptr, unseen<std::int64_t>(2)}).of(rule::trace_not_empty).ok());
    CHECK(trace_times_of(known, {}, {nullptr, unseen<std::int64_t>(2)}).roofline.tpot.time.value == 0);
    // A prefix that is no part of its prompt is found too.
    const traced_request odd[] = {{400, 10}, {500, 10, 500}};
    CHECK_FALSE(judge_trace(findings{}, {}, {odd, 2}).of(rule::prefix_in_prompt).ok());
}

TEST_CASE("a weight is a number from 0 on: RAFTER-W006") {
    const prepared known = prepare(unseen(catalog::models::llama_3_1_8b::spec), catalog::accelerators::nvidia_h100_sxm::spec, {}, claims::asking({}, {}));
    constexpr double impossible[] = {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e-320};
    for (const double weight : impossible) {
        const traced_request second[] = {{4000, 10}, {500, 10, 0, unseen(weight)}};
        const finding f = judge_trace(findings{}, {}, {second, 2}).of(rule::trace_not_empty);
        CHECK((f.is == verdict::fails && f.required == 2 && f.available == 2 && f.subject == 1));
        CHECK(trace_times_of(known, {}, {second, 2}).roofline.tpot.time.value == 0);
    }
}

TEST_CASE("no request of a trace is longer than the engine admits: RAFTER-E004") {
    const traced_request second[] = {{4000, 96}, {4000, 97}};
    CHECK(judge_trace(findings{}, {}, {second, unseen<std::int64_t>(1)}, 4096).failed == 0);
    const finding f = judge_trace(findings{}, {}, {second, 2}, 4096).of(rule::sequence_length);
    CHECK((f.is == verdict::fails && f.required == 4097 && f.available == 4096));
    CHECK(judge_trace(findings{}, {}, {second, 2}).failed == 0);  // none stated
}
