// RAFTER-P002 and P003.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/heads_divisible.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

TEST_CASE("P002: the degree divides the query heads") {
    for (const std::int64_t t : {1, 2, 4, 8, 16, 32, 64})
        CHECK(rules::query_heads_divisible(unseen(models::llama_3_1_70b::spec), split{.tensor = t}).ok());
    const finding f = rules::query_heads_divisible(unseen(models::llama_3_1_70b::spec), split{.tensor = 3});
    CHECK(f.code == rule::query_heads_divisible);
    CHECK(!f.ok());
    CHECK(f.required == 3);
    CHECK(f.available == 64);
    CHECK(f.subject == 0);
    CHECK(!rules::query_heads_divisible(unseen(models::qwen2_5_7b::spec), split{.tensor = 8}).ok());  // 28 heads
    CHECK(rules::query_heads_divisible(unseen(models::qwen2_5_7b::spec), split{.tensor = 7}).ok());
    CHECK(!rules::query_heads_divisible(unseen(models::llama_3_1_70b::spec), split{.tensor = 128}).ok());
}

TEST_CASE("P003: the degree divides the key/value heads, or is divided by them") {
    CHECK(rules::kv_heads_divisible(unseen(models::llama_3_1_70b::spec), split{.tensor = 4}).ok());
    CHECK(rules::kv_heads_divisible(unseen(models::llama_3_1_70b::spec), split{.tensor = 32}).ok());
    const finding f =
        rules::kv_heads_divisible(unseen(models::qwen2_5_7b::spec), split{.tensor = 7});  // 4 key/value heads
    CHECK(f.code == rule::kv_heads_divisible);
    CHECK(!f.ok());
    CHECK(f.required == 7);
    CHECK(f.available == 4);
    CHECK(!rules::kv_heads_divisible(unseen(models::qwen2_5_7b::spec), split{.tensor = 14}).ok());
}

TEST_CASE("P003: a latent cache asks nothing") {
    CHECK(rules::kv_heads_divisible(unseen(models::deepseek_v3::spec), split{.tensor = 7}).is == verdict::holds);
    CHECK(!rules::query_heads_divisible(unseen(models::deepseek_v3::spec), split{.tensor = 7}).ok());
}
