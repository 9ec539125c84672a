#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

namespace {

prepared llama_70b(const split& plan) { return prepare(unseen(models::llama_3_1_70b::spec), parts::nvidia_h100_sxm::spec, {}, claims::asking(plan, {})); }

}  // namespace

TEST_CASE("phases that do not go on where the other ends: RAFTER-W007") {
    const prepared eight = llama_70b({.tensor = 8}), four = llama_70b({.tensor = 4}), other = prepare(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, {}, claims::asking({}, {}));
    const auto said = [](const phase_asked& p, const phase_asked& d) { return judge_phases(p, d, seconds{}, seconds{}).of(rule::phases_match); };
    const workload load{.prompt = 100};
    CHECK(said({eight, load}, {four, load}).ok());
    const finding model = said({other, load}, {eight, load});
    CHECK((!model.ok() && model.subject == 0 && model.required == 131'072 * 8 && model.available == 327'680 * 8));
    prepared narrow = eight;
    narrow.held.cache_format = fp8::spec;
    const finding format = said({eight, load}, {narrow, load});
    CHECK((!format.ok() && format.subject == 1 && format.required == 2 * format.available));
    const finding prompt = said({eight, load}, {eight, {.prompt = 200}});
    CHECK((!prompt.ok() && prompt.subject == 3 && prompt.required == 100 && prompt.available == 200));
    const finding devices = judge_per_phase({four, load}, {eight, load}, seconds{}, seconds{}, true, true).of(rule::phases_match);
    CHECK((!devices.ok() && devices.subject == 2 && devices.required == 4 && devices.available == 8));
    // Objectives are those of both phases together.
    const workload soon{.prompt = 100, .ttft = {seconds{1e-9}, true}};
    CHECK(judge_phases({eight, soon}, {eight, load}, seconds{2e-9}, seconds{}).has(rule::ttft_objective));
}
