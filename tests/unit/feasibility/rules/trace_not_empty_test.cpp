#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("a trace in which nothing comes has no times, and says so: RAFTER-W006") {
    const prepared known = prepare(unseen(catalog::models::llama_3_1_8b::spec), catalog::accelerators::nvidia_h100_sxm::spec, {}, claims::asking({}, {}));
    const traced_request none[] = {{4000, 10, 0, 0}, {500, 10, 0, -1}};
    const finding f = judge_trace(findings{}, {}, {none, 2}).of(rule::trace_not_empty);
    CHECK((f.is == verdict::fails && f.required == 0 && f.available == 1));
    CHECK_FALSE(judge_trace(findings{}, {}, {}).of(rule::trace_not_empty).ok());
    CHECK(trace_times_of(known, {}, {none, 2}).roofline.tpot.time.value == 0);
    // A prefix that is no part of its prompt is found too.
    const traced_request odd[] = {{400, 10}, {500, 10, 500}};
    CHECK_FALSE(judge_trace(findings{}, {}, {odd, 2}).of(rule::prefix_in_prompt).ok());
}
