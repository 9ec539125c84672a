// RAFTER-P010.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/layers_divisible.hpp>
#include <rafter/feasibility/rules/stages_listed.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
finding judged(std::int64_t pipeline, const stage_list& stages) {
    return rules::stages_listed(unseen(rafter::catalog::models::llama_3_1_70b::spec), unseen(split{.pipeline = pipeline, .stages = stages}));
}
}  // namespace

TEST_CASE("P010: stages that are those of the pipeline and of the model") {
    CHECK(judged(4, {}).is == verdict::holds);
    CHECK(judged(4, stages_of(19, 21, 21, 19)).is == verdict::holds);
    CHECK(judged(1, stages_of(80)).is == verdict::holds);
}

TEST_CASE("P010: 79 layers of 80, three stages of four, a stage of none") {
    const finding sum = judged(4, stages_of(19, 21, 20, 19));
    CHECK(sum.code == rule::stages_listed);
    CHECK(!sum.ok());
    CHECK(sum.required == 79);
    CHECK(sum.available == 80);
    CHECK(sum.subject == 0);
    const finding stages = judged(4, stages_of(30, 30, 20));
    CHECK(!stages.ok());
    CHECK(stages.required == 3);
    CHECK(stages.available == 4);
    CHECK(stages.subject == 1);
    const finding empty = judged(2, stages_of(80, 0));
    CHECK(!empty.ok());
    CHECK(empty.required == 0);
    CHECK(empty.subject == 2);
}

TEST_CASE("P006: stages that are listed are not called uneven") {
    CHECK(rules::layers_even(unseen(rafter::catalog::models::deepseek_v3::spec), split{.pipeline = 4, .stages = stages_of(13, 17, 17, 14)}).is == verdict::holds);
}
