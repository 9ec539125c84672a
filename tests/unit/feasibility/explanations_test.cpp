// Explanations of whole deployments.
#include <doctest/doctest.h>

#include <cstring>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/feasibility/explanations.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

double sum_of(const explanation& why) {
    double sum = 0;
    for (const explained_operation& o : why) sum += o.seconds();
    return sum;
}
const used_constant& of(const explanation& why, constant c) { return why.constants[static_cast<int>(c)]; }

}  // namespace

TEST_CASE("the lines of both phases add up to their estimates, but for what waits in a pipeline") {
    const split plans[] = {{.tensor = 4}, {.tensor = 2, .pipeline = 4, .micro_batches = 8}};
    for (const split& plan : plans) {
        const request r = asking(plan, {.batch = 16, .prompt = 2048, .output = 128});
        const estimates e = estimates_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, unseen(r));
        for (const phase which : {phase::decode, phase::prefill}) {
            const estimate& whole = which == phase::decode ? e.decode : e.prefill;
            const explanation why = explanation_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, unseen(r), which);
            CHECK(sum_of(why) == doctest::Approx((whole.time - whole.waiting).value).epsilon(1e-9));
            CHECK(why.sure == whole.sure);
        }
    }
}

TEST_CASE("constants are those of the engine and of the phase") {
    request r = asking({.tensor = 4}, {.batch = 1, .prompt = 128, .output = 10});
    r.serving = engine_of(engines::tt_metal::spec);
    const explanation decode = explanation_of(models::llama_3_1_70b::spec, parts::tenstorrent_p150::spec, unseen(r), phase::decode);
    const explanation prefill = explanation_of(models::llama_3_1_70b::spec, parts::tenstorrent_p150::spec, unseen(r), phase::prefill);
    CHECK(of(decode, constant::per_operation).value == 3.74e-5);  // captured; a prefill is not: rows M0413 and M0414
    CHECK(of(prefill, constant::per_operation).value == 1.74e-4);
    CHECK(std::strcmp(of(prefill, constant::per_operation).source, "M0414 M0413") == 0);
    r.serving.pace = &paces::vllm_2023;  // launched operation by operation, calibrated on nothing
    CHECK(of(explanation_of(models::llama_3_1_70b::spec, parts::nvidia_h100_sxm::spec, unseen(r), phase::decode), constant::per_operation).value == 2.5e-5);
}

TEST_CASE("where only the ceiling stands there is nothing to explain") {
    CHECK(explanation_of(models::llama_3_1_8b::spec, parts::cerebras_wse3::spec, unseen(asking({}, {.prompt = 128})), phase::decode).count == 0);
    CHECK(explanation_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, unseen(asking({.tensor = 0}, {})), phase::decode).count == 0);
}
