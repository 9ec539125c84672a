// RAFTER-P005 and P006.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/layers_divisible.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

TEST_CASE("P005: a layer for every stage") {
    CHECK(rules::layers_enough(unseen(models::llama_3_1_70b::spec), split{.pipeline = 80}).is == verdict::holds);
    const finding f = rules::layers_enough(unseen(models::llama_3_1_70b::spec), split{.pipeline = 81});
    CHECK(f.code == rule::layers_enough);
    CHECK(!f.ok());
    CHECK(f.required == 81);
    CHECK(f.available == 80);
}

TEST_CASE("P006: uneven stages are a warning") {
    CHECK(rules::layers_even(unseen(models::llama_3_1_70b::spec), split{.pipeline = 4}).is == verdict::holds);
    const finding f = rules::layers_even(unseen(models::deepseek_v3::spec), split{.pipeline = 4});
    CHECK(f.code == rule::layers_even);
    CHECK(f.is == verdict::warns);
    CHECK(f.ok());
    CHECK(f.required == 4);
    CHECK(f.available == 61);
}
