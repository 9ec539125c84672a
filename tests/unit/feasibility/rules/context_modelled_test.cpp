// RAFTER-P009.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/context_modelled.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

TEST_CASE("P009: context parallel where every layer keeps every token") {
    CHECK(rules::context_modelled(unseen(models::llama_3_1_405b::spec), split{.context = 8}).is == verdict::holds);
    CHECK(rules::context_modelled(unseen(models::deepseek_v3::spec), split{.context = 8}).is == verdict::holds);
    CHECK(rules::context_modelled(unseen(models::gpt_oss_120b::spec), split{}).is == verdict::holds);
}

TEST_CASE("P009: windows, chunks, selected tokens and fixed states are refused by name") {
    const finding f = rules::context_modelled(unseen(models::gpt_oss_120b::spec), split{.context = 4});
    CHECK(f.code == rule::context_modelled);
    CHECK(!f.ok());
    CHECK(f.required == 4);
    CHECK(f.available == 128);
    CHECK(rules::context_modelled(unseen(models::llama_4_scout::spec), split{.context = 2}).available == 8192);
    CHECK(rules::context_modelled(unseen(models::deepseek_v3_2::spec), split{.context = 2}).available == 2048);
    const finding state = rules::context_modelled(unseen(models::mamba_2_8b::spec), split{.context = 2});
    CHECK(!state.ok());
    CHECK(state.available == 0);
}
