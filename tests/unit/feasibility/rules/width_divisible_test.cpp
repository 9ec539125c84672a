// RAFTER-P004.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/width_divisible.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::asking;
using claims::in_formats;
using claims::unseen;
namespace models = rafter::catalog::models;
finding judged(const transformer& m, const split& s, const number_format& f = bf16::spec) {
    return rules::width_divisible(unseen(m), unseen(in_formats(asking(s, {}), f, bf16::spec)));
}
}  // namespace

TEST_CASE("P004: the degree divides every width") {
    CHECK(judged(models::llama_2_7b::spec, {.tensor = 8}).is == verdict::holds);
    const finding f = judged(models::llama_2_7b::spec, {.tensor = 3});
    CHECK(f.code == rule::width_divisible);
    CHECK(!f.ok());
    CHECK(f.required == 3);
    CHECK(f.available == 11'008);
    CHECK(!judged(models::stories15m::spec, {.tensor = 5}).ok());
}

TEST_CASE("P004: in units of the block that shares a scale: 11,008 are 86 blocks of 128") {
    CHECK(judged(models::llama_2_7b::spec, {.tensor = 2}, fp8_per_block::spec).is == verdict::holds);
    const finding f = judged(models::llama_2_7b::spec, {.tensor = 4}, fp8_per_block::spec);
    CHECK(!f.ok());
    CHECK(f.required == 4);
    CHECK(f.available == 86);
    CHECK(judged(models::llama_2_7b::spec, {.tensor = 8}, mxfp4::spec).is == verdict::holds);  // 344 blocks of 32
    CHECK(judged(models::llama_2_7b::spec, {.tensor = 4}, fp8_per_output_row::spec).is == verdict::holds);
}

TEST_CASE("P004: experts are cut by width only as far as they are not cut by number") {
    CHECK(!judged(models::qwen3_235b_a22b::spec, {.tensor = 64}, fp8_per_block::spec).ok());  // 1,536 are 12 blocks
    CHECK(judged(models::qwen3_235b_a22b::spec, {.tensor = 64, .expert = 64}, fp8_per_block::spec).is ==
          verdict::holds);
    CHECK(judged(models::qwen3_235b_a22b::spec, {.tensor = 64, .expert = 16}, fp8_per_block::spec).is ==
          verdict::holds);
    CHECK(judged(models::qwen3_235b_a22b::spec, {.tensor = 64, .expert = 8}, fp8_per_block::spec).available == 12);
    CHECK(!judged(models::qwen3_235b_a22b::spec, {.tensor = 64, .expert = 8}, fp8_per_block::spec).ok());
}
