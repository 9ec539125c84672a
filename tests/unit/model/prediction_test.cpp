// Modules of multi-token prediction.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <rafter/model/prediction.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::asking;
using claims::unseen;
using v3 = catalog::models::deepseek_v3;
}  // namespace

TEST_CASE("DeepSeek-V3: the module is a layer more, a projection of 2 x 7,168 to 7,168 and three norms") {
    const transformer m = with_prediction(unseen(v3::spec), v3::prediction);
    CHECK(m.layer_count == 62);
    CHECK(m.form_count == 3);
    CHECK(rules::model_complete(m).ok());
    CHECK(m.forms[2].where == layers(61, 62));
    CHECK((parameters_of(m).total() - parameters_of(v3::spec).total()).value == 11'610'068'224);
    CHECK((parameters_of(m).of(tensor_class::head) - parameters_of(v3::spec).of(tensor_class::head)).value == 2 * 7168 * 7168);
    CHECK((parameters_of(m).of(tensor_class::norm) - parameters_of(v3::spec).of(tensor_class::norm)).value == 5 * 7168 + 1536 + 512);
    CHECK(parameters_of(v3::spec).total().value == 671'026'419'200);
    // attention and its norms 187,107,328, five norms 35,840, projection 102,760,448, router 1,835,264, nine experts 396,361,728
    CHECK((active_parameters_of(m).total() - active_parameters_of(v3::spec).total()).value == 688'100'608);
}

TEST_CASE("the module keeps a cache of its own: 576 elements a token more") {
    const workload load{.batch = 2, .prompt = 999};
    const auto cache = [&](const transformer& m) { return footprint_of(unseen(m), asking({}, load)).cache.value; };
    CHECK(cache(with_prediction(v3::spec, v3::prediction)) - cache(v3::spec) == 2 * 1000 * 576 * 2);
}

TEST_CASE("the checkpoint in fp8 with the module, byte for byte: 688,574,839,360 less its copies of both tables") {
    request r = asking({}, {.batch = 0});
    r.formats.set_weights(fp8_per_block::spec);
    r.formats.set_class(tensor_class::bias, fp32::spec);
    const transformer m = with_prediction(unseen(v3::spec), v3::prediction);
    CHECK(stored_weights(m, r.formats).value == 688'574'839'360 - std::int64_t{4} * 926'679'040);
    CHECK(stored_weights(unseen(v3::spec), r.formats).value == 673'150'611'808);
}

TEST_CASE("a module alone drafts with the tables of its model") {
    const transformer m = prediction_alone(unseen(v3::spec), v3::prediction);
    CHECK(m.layer_count == 1);
    CHECK(rules::model_complete(m).ok());
    CHECK(parameters_of(m).total().value == 11'610'068'224 + 2 * 926'679'040);
    CHECK(cache_per_token(m, {}).value == 1'152);
}

TEST_CASE("a model without room for one form more is not whole then") {
    transformer full = v3::spec;
    full.form_count = max_forms;
    CHECK(!rules::model_complete(with_prediction(full, v3::prediction)).ok());
}
