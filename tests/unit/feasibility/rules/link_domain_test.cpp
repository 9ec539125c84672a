// RAFTER-L001.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/feasibility/rules/link_domain.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
finding judged(const accelerator& a, const split& s) {
    return rules::link_domain(unseen(a), unseen(s));
}
}  // namespace

TEST_CASE("L001: a tensor group larger than its domain") {
    CHECK(judged(parts::nvidia_h100_sxm::spec, {.tensor = 8}).is == verdict::holds);
    const finding f = judged(parts::nvidia_h100_sxm::spec, {.tensor = 16});
    CHECK(f.code == rule::link_domain);
    CHECK(!f.ok());
    CHECK(f.required == 16);
    CHECK(f.available == 8);
    CHECK(f.subject == 0);
    CHECK(judged(parts::nvidia_gb200::spec, {.tensor = 64}).is == verdict::holds);
}

TEST_CASE("L001: stages may stand in other domains where something connects them") {
    CHECK(judged(parts::nvidia_h100_sxm::spec, {.tensor = 8, .pipeline = 4}).is == verdict::holds);
    CHECK(judged(parts::nvidia_gh200::spec, {.tensor = 8, .pipeline = 4}).is == verdict::holds);
    const finding f = judged(parts::nvidia_gh200::spec, {.tensor = 8, .pipeline = 5});  // 40 of 32, and no outer link
    CHECK(!f.ok());
    CHECK(f.required == 40);
    CHECK(f.available == 32);
    CHECK(f.subject == 2);
}

TEST_CASE("L001: a part without links is alone") {
    CHECK(judged(parts::nvidia_jetson_agx_orin::spec, {}).is == verdict::holds);
    const finding f = judged(parts::nvidia_jetson_agx_orin::spec, {.tensor = 2});
    CHECK(!f.ok());
    CHECK(f.required == 2);
    CHECK(f.available == 1);
    CHECK(!judged(parts::meta_mtia_v2::spec, {.pipeline = 2}).ok());
    CHECK(!judged(parts::cerebras_wse3::spec, {.tensor = 2}).ok());  // outer links only
    CHECK(judged(parts::cerebras_wse3::spec, {.pipeline = 2}).is == verdict::holds);
}

TEST_CASE("L001: expert ranks over several domains are a warning, so is a domain of unknown size") {
    CHECK(judged(parts::nvidia_h100_sxm::spec, {.expert = 8}).is == verdict::holds);
    const finding experts = judged(parts::nvidia_h100_sxm::spec, {.expert = 64});
    CHECK(experts.is == verdict::warns);
    CHECK(experts.required == 64);
    CHECK(experts.available == 8);
    CHECK(experts.subject == 1);
    const finding around = judged(parts::nvidia_h100_sxm::spec, {.tensor = 4, .context = 4});
    CHECK(around.is == verdict::warns);
    CHECK(around.required == 16);
    CHECK(around.available == 8);
    CHECK(around.subject == 3);
    CHECK(judged(parts::nvidia_h100_sxm::spec, {.tensor = 4, .context = 2}).is == verdict::holds);
    const finding lpu = judged(parts::groq_lpu_v1::spec, {.tensor = 64, .pipeline = 9});
    CHECK(lpu.is == verdict::warns);
    CHECK(lpu.required == 576);
    CHECK(lpu.available == 0);
}
