// RAFTER-E002 to E006.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/engine_limits.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

TEST_CASE("E002: Llama-3.1-8B is made for 131,072 tokens; a model that does not say admits any length") {
    CHECK(rules::model_length(models::llama_3_1_8b::spec, unseen(engine{})).ok());
    CHECK(rules::model_length(models::llama_3_1_8b::spec, unseen(engine{.max_model_len = 131'072})).is == verdict::holds);
    const finding longer = rules::model_length(models::llama_3_1_8b::spec, unseen(engine{.max_model_len = 131'073}));
    CHECK(longer.code == rule::model_length);
    CHECK(!longer.ok());
    CHECK(longer.required == 131'073);
    CHECK(longer.available == 131'072);
    CHECK(rules::model_length(models::bloom_176b::spec, unseen(engine{.max_model_len = 131'073})).ok());
}

TEST_CASE("E003: a step has at least a token for every sequence") {
    CHECK(rules::step_tokens(unseen(engine{.max_num_seqs = 256})).ok());
    CHECK(rules::step_tokens(unseen(engine{.max_num_batched_tokens = 16})).ok());
    CHECK(rules::step_tokens(unseen(engine{.max_num_seqs = 256, .max_num_batched_tokens = 256})).ok());
    const finding fewer = rules::step_tokens(unseen(engine{.max_num_seqs = 256, .max_num_batched_tokens = 255}));
    CHECK(fewer.code == rule::step_tokens);
    CHECK(!fewer.ok());
    CHECK(fewer.required == 256);
    CHECK(fewer.available == 255);
}

TEST_CASE("E004: prompt and output together are no longer than max_model_len") {
    const workload load = unseen(workload{.prompt = 2048, .output = 256});
    CHECK(rules::sequence_length(not_stated, load).ok());
    CHECK(rules::sequence_length(2304, load).is == verdict::holds);
    const finding longer = rules::sequence_length(2303, load);
    CHECK(longer.code == rule::sequence_length);
    CHECK(!longer.ok());
    CHECK(longer.required == 2304);
    CHECK(longer.available == 2303);
}

TEST_CASE("E005: no more sequences of a data-parallel rank than max_num_seqs") {
    const workload load = unseen(workload{.batch = 65});
    CHECK(rules::sequences_in_flight(not_stated, 1, load).ok());
    CHECK(!rules::sequences_in_flight(64, 1, load).ok());
    CHECK(rules::sequences_in_flight(33, 2, load).ok());
    const finding more = rules::sequences_in_flight(32, 2, load);
    CHECK(more.code == rule::sequences_in_flight);
    CHECK(more.required == 33);
    CHECK(more.available == 32);
}

TEST_CASE("E006: a pass of a prompt is no longer than a step") {
    CHECK(rules::chunk_in_step(unseen(engine{})).ok());
    CHECK(rules::chunk_in_step(unseen(engine{.prefill_chunk = 4096})).ok());
    CHECK(rules::chunk_in_step(unseen(engine{.max_num_batched_tokens = 16})).ok());  // what is usual gives way
    CHECK(rules::chunk_in_step(unseen(engine{.prefill_chunk = 2048, .max_num_batched_tokens = 2048})).is == verdict::holds);
    const finding longer = rules::chunk_in_step(unseen(engine{.prefill_chunk = 2049, .max_num_batched_tokens = 2048}));
    CHECK(longer.code == rule::chunk_in_step);
    CHECK(!longer.ok());
    CHECK(longer.required == 2049);
    CHECK(longer.available == 2048);
}
