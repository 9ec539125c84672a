// What a sheet says once of forms that are alike.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/sheet.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
namespace models = rafter::catalog::models;

sheet held_of(const transformer& m) { return sheet_of(unseen(m), asking({}, {})); }

}  // namespace

TEST_CASE("DeepSeek-V3: dense and expert layers look back alike") {
    const sheet s = held_of(models::deepseek_v3::spec);
    REQUIRE(s.form_count == 2);
    CHECK(s.forms[0].layers == 3);
    CHECK(s.forms[1].layers == 58);
    CHECK(s.forms[0].lookback_layers == 61);
    CHECK(s.forms[1].lookback_layers == 0);
    CHECK(s.forms[0].expert_layers == 3);
    CHECK(s.forms[1].expert_layers == 58);
}

TEST_CASE("gpt-oss-120b: layers of two windows have experts alike") {
    const sheet s = held_of(models::gpt_oss_120b::spec);
    REQUIRE(s.form_count == 2);
    CHECK(s.forms[0].lookback_layers == 18);
    CHECK(s.forms[1].lookback_layers == 18);
    CHECK(s.forms[0].expert_layers == 36);
    CHECK(s.forms[1].expert_layers == 0);
}

TEST_CASE("layers in formats of their own are forms of their own, and look back like the others") {
    request r = asking({}, {.prompt = 2047, .output = 1});
    r.formats.set_weights(fp8::spec);
    REQUIRE(r.formats.add_exception({.where = layers(0, 2), .kind = tensor_class::feed_forward, .only = {}, .format = bf16::spec}));
    const sheet s = sheet_of(unseen(models::llama_3_1_8b::spec), r);
    REQUIRE(s.form_count == 2);
    CHECK(s.forms[0].lookback_layers == 32);
    CHECK(s.forms[1].lookback_layers == 0);
    CHECK(footprint_of(s, r.load).cache == 131'072_B * 2048);
}
