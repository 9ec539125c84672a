// RAFTER-P007 and P008.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/experts_divisible.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

TEST_CASE("P008: expert ranks divide the experts") {
    CHECK(rules::experts_divisible(unseen(models::deepseek_v3::spec), split{.expert = 64}).is == verdict::holds);
    CHECK(rules::experts_divisible(unseen(models::kimi_k2::spec), split{.expert = 96}).is == verdict::holds);
    const finding f = rules::experts_divisible(unseen(models::deepseek_v3::spec), split{.expert = 96});
    CHECK(f.code == rule::experts_divisible);
    CHECK(!f.ok());
    CHECK(f.required == 96);
    CHECK(f.available == 256);
    CHECK(f.subject == 1);  // the form with experts
    CHECK(!rules::experts_divisible(unseen(models::mixtral_8x7b::spec), split{.expert = 16}).ok());
}

TEST_CASE("P008: a dense model has no experts to divide") {
    const finding f = rules::experts_divisible(unseen(models::llama_3_1_8b::spec), split{.expert = 2});
    CHECK(!f.ok());
    CHECK(f.required == 2);
    CHECK(f.available == 0);
    CHECK(rules::experts_divisible(unseen(models::llama_3_1_8b::spec), split{}).is == verdict::holds);
}

TEST_CASE("P007: expert ranks fill the ranks of a stage") {
    CHECK(rules::expert_ranks(unseen(split{.expert = 64})).is == verdict::holds);              // 64 data ranks
    CHECK(rules::expert_ranks(unseen(split{.tensor = 8, .expert = 2})).is == verdict::holds);  // 4 share an expert
    CHECK(rules::expert_ranks(unseen(split{.tensor = 8, .expert = 16, .data = 4})).is == verdict::holds);
    const finding f = rules::expert_ranks(unseen(split{.tensor = 4, .expert = 8, .data = 3}));
    CHECK(f.code == rule::expert_ranks);
    CHECK(!f.ok());
    CHECK(f.required == 8);
    CHECK(f.available == 12);
    CHECK(rules::expert_ranks(unseen(split{.tensor = 3, .expert = 4})).available == 6);
}
