#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/phases/step_pricing.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("one function gives what assess and estimates_of give by themselves") {
    const request r = claims::asking({}, {.batch = 1, .prompt = 2048});
    const prepared known = prepare(unseen(models::llama_3_1_8b::spec), parts::nvidia_h100_sxm::spec, {}, r);
    const expectation on = expectation_of(known, parts::nvidia_h100_sxm::spec, r.serving);
    const step_time t = time_of({known.held, known.on, known.innermost, &on}, r.load, decode_size(r.plan, r.load));
    const assessment a = assess(known, r.load);
    CHECK(t.ceiling.time == a.decode.ceiling.time);
    CHECK(t.roofline.time == a.decode.roofline.time);
    CHECK(t.estimate.time == estimates_of(models::llama_3_1_8b::spec, parts::nvidia_h100_sxm::spec, r).decode.time);
    // (2 x 32 x 218,112,000 + 2 x (128,256 + 1) x 4,096 + 2,049 x 131,072 bytes, less the 87 MB of caches) / 3.35 TB/s
    CHECK(within(t.ceiling.time.in_ms(), 4.56, 0.01));
    CHECK_FALSE(time_of({known.held, known.on, known.innermost}, r.load, decode_size(r.plan, r.load)).estimated);
}

TEST_CASE("with drafts a step is priced by the token: 2.19 of three") {
    workload load{.batch = 1, .prompt = 2048, .output = 9, .drafts = {.drafted = 2, .acceptance_known = true, .acceptance = 0.7}};
    const prepared known = prepare(unseen(models::llama_3_1_8b::spec), parts::nvidia_h100_sxm::spec, {}, claims::asking({}, load));
    const step_pricing by{known.held, known.on, known.innermost};
    const step_size size = decode_size({}, load);
    const step_time token = time_of(by, load, size);
    load.drafts = {};
    CHECK(token.ceiling.time.value == doctest::Approx(time_of(by, load, size).ceiling.time.value / 2.19));
    CHECK(token.roofline.time.value == doctest::Approx(time_of(by, load, size).roofline.time.value / 2.19));
}

TEST_CASE("a pass without a ceiling is the same pass") {
    const workload load{.prompt = 2048};
    for (const split& plan : {split{}, split{.tensor = 2, .pipeline = 4}, split{.tensor = 2, .context = 2}}) {
        const request r = claims::asking(plan, load);
        const prepared known = prepare(unseen(models::llama_3_1_8b::spec), parts::nvidia_h100_sxm::spec, {}, r);
        const step_pricing by{known.held, known.on, known.innermost};
        const step_time whole = time_of(by, load, chunk_of(plan, load, 512, 1536)), pass = time_of_pass(by, load, chunk_of(plan, load, 512, 1536));
        CHECK(pass.roofline.time == whole.roofline.time);
        CHECK(pass.roofline.link == whole.roofline.link);
        CHECK(pass.roofline.system == whole.roofline.system);
    }
}
