// RAFTER-L003.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/nearest_fix.hpp>
#include <rafter/feasibility/rules/algorithm_runs.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;
finding judged(const accelerator& a, std::int64_t tensor, algorithm by) {
    return rules::algorithm_runs(unseen(a), {.tensor = tensor}, unseen(by));
}
}  // namespace

TEST_CASE("L003: a switch that does not add, a torus without a way from everyone to everyone") {
    const finding f = judged(parts::nvidia_a100_80gb::spec, 8, algorithm::in_switch);
    CHECK(f.code == rule::algorithm_runs);
    CHECK(!f.ok());
    CHECK(static_cast<algorithm>(f.required) == algorithm::in_switch);
    CHECK(static_cast<algorithm>(f.available) == (algorithm::ring | algorithm::two_shot | algorithm::one_shot | algorithm::tree));
    CHECK(judged(parts::nvidia_h100_sxm::spec, 8, algorithm::in_switch).is == verdict::holds);
    CHECK(!judged(parts::google_tpu_v5e::spec, 8, algorithm::two_shot | algorithm::one_shot | algorithm::tree).ok());
    CHECK(!judged(parts::tenstorrent_n150::spec, 9, algorithm::ring).ok());  // 3 x 3 has no cycle
    CHECK(judged(parts::tenstorrent_n150::spec, 8, algorithm::ring).is == verdict::holds);
    CHECK(!judged(parts::nvidia_h100_sxm::spec, 8, algorithm::axes).ok());
    CHECK(!judged(parts::nvidia_h100_sxm::spec, 8, algorithm::none).ok());
}

TEST_CASE("L003: one of those asked for is enough, two devices are neighbours, one sends nothing") {
    CHECK(judged(parts::nvidia_a100_80gb::spec, 8, algorithm::in_switch | algorithm::tree).is == verdict::holds);
    CHECK(judged(parts::google_tpu_v5e::spec, 2, algorithm::two_shot).is == verdict::holds);
    CHECK(judged(parts::nvidia_a100_80gb::spec, 1, algorithm::in_switch).is == verdict::holds);
}

TEST_CASE("L003: any way is the nearest fix, and the sentence says which there are") {
    request r = claims::asking({.tensor = 8}, {});
    r.serving.all_reduce = unseen(algorithm::in_switch);
    const assessment x = assess(models::llama_3_1_8b::spec, parts::nvidia_a100_80gb::spec, r);
    CHECK(!x.feasible);
    const fix found = nearest_fix(models::llama_3_1_8b::spec, {.device = parts::nvidia_a100_80gb::spec}, r);
    CHECK(found.exists);
    CHECK(found.asked.serving.all_reduce == algorithm::automatic);
    CHECK(found.asked.plan.tensor == 8);
    CHECK(doctest::String(sentence_of(x.findings.of(rule::algorithm_runs)).text) ==
          "RAFTER-L003: the links can run no all-reduce by in_switch, but by ring or two_shot or one_shot or tree.");
    CHECK(doctest::String(sentence_of(found, r).text) == "Feasible with all_reduce_by<algorithm::automatic>.");
}
