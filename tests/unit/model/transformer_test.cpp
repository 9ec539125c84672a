// Whole models: those of the catalogue are counted in demand/parameters_test.cpp, here a user's own, against published
// counts.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/attention/mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/model/transformer.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;

std::int64_t total(const transformer& m) {
    return parameters_of(unseen(m)).total().value;
}
std::int64_t active(const transformer& m) {
    return active_parameters_of(unseen(m)).total().value;
}
std::int64_t cache(const transformer& m) {
    return cache_per_token(unseen(m), request{}).value;
}

}  // namespace

TEST_CASE("Llama-3.2-1B: tied tables once, 1,235,814,400") {
    const transformer m = make_transformer(
        {.hidden = 2048, .vocabulary = 128256, .tied = true},
        block{layers(0, 16), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 64},
              gated_feed_forward{.width = 8192}});
    CHECK(total(m) == 1'235'814'400);
    CHECK(cache(m) == 32'768);
}

TEST_CASE("Qwen3-32B: 64 heads of 128 on a model of 5,120, 32,762,123,264") {
    const transformer m = make_transformer(
        {.hidden = 5120, .vocabulary = 151936},
        block{layers(0, 64),
              grouped_query_attention{.query_heads = 64, .kv_heads = 8, .head_width = 128, .head_norms = true},
              gated_feed_forward{.width = 25600}});
    CHECK(total(m) == 32'762'123'264);
    CHECK(cache(m) == 262'144);
}

TEST_CASE("Phi-4: 10 key/value heads, 14,659,507,200") {
    const transformer m = make_transformer(
        {.hidden = 5120, .vocabulary = 100352},
        block{layers(0, 40), grouped_query_attention{.query_heads = 40, .kv_heads = 10, .head_width = 128},
              gated_feed_forward{.width = 17920}});
    CHECK(total(m) == 14'659'507'200);
    CHECK(cache(m) == 204'800);
}

TEST_CASE("Gemma-2-9B: four norms a layer, a window on every other one, 9,241,705,984") {
    const grouped_query_attention full{.query_heads = 16, .kv_heads = 8, .head_width = 256};
    grouped_query_attention windowed = full;
    windowed.window = 4096;
    const transformer m =
        make_transformer({.hidden = 3584, .vocabulary = 256000, .tied = true},
                         block{every(2, 0, 42), windowed, gated_feed_forward{.width = 14336}, layer_norms{.count = 4}},
                         block{every(2, 1, 42), full, gated_feed_forward{.width = 14336}, layer_norms{.count = 4}});
    CHECK(total(m) == 9'241'705'984);
    CHECK(cache(m) == 344'064);
    // once windows are full, a token more is kept in half of the layers: 172,032
    const request at_8192{.load = {.batch = 1, .prompt = 8191, .output = 1}},
        at_8193{.load = {.batch = 1, .prompt = 8192, .output = 1}};
    CHECK((footprint_of(unseen(m), at_8193).cache - footprint_of(unseen(m), at_8192).cache).value == 172'032);
}

TEST_CASE("GPT-2 small: 124,439,808 but for its position table (786,432) and the bias of its last norm (768)") {
    const transformer m = make_transformer(
        {.hidden = 768, .vocabulary = 50257, .tied = true},
        block{layers(0, 12),
              grouped_query_attention{
                  .query_heads = 12, .kv_heads = 12, .head_width = 64, .query_bias = true, .output_bias = true},
              plain_feed_forward{.width = 3072, .biases = true}, layer_norms{.count = 2, .biases = true}});
    CHECK(total(m) == 124'439'808 - 786'432 - 768);
    CHECK(cache(m) == 36'864);
}

TEST_CASE("Grok-1: experts, four norms, tied: 315,684,820,992, of which a token exercises 83,756,587,008") {
    const transformer m = make_transformer(
        {.hidden = 6144, .vocabulary = 131072, .tied = true},
        block{layers(0, 64), grouped_query_attention{.query_heads = 48, .kv_heads = 8, .head_width = 128},
              mixture_of_experts{.experts = 8, .experts_per_token = 2, .expert_width = 32768},
              layer_norms{.count = 4}});
    CHECK(total(m) == 315'684'820'992);
    CHECK(active(m) == 83'756'587'008);
    CHECK(parameter_to_compute(unseen(m)) == doctest::Approx(3.77).epsilon(0.001));
    CHECK(cache(m) == 262'144);
}

TEST_CASE("DeepSeek-V2: a dense layer before 59 with experts, 235,741,434,880") {
    const multi_head_latent_attention attention{
        .heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128};
    const transformer m = make_transformer(
        {.hidden = 5120, .vocabulary = 102400}, block{layers(0, 1), attention, gated_feed_forward{.width = 12288}},
        block{layers(1, 60), attention,
              mixture_of_experts{.experts = 160, .experts_per_token = 6, .expert_width = 1536, .shared_width = 3072}});
    CHECK(total(m) == 235'741'434'880);
    CHECK(active(m) == 21'375'800'320);
    CHECK(active_parameters_of(unseen(m)).without_input_table().value == 20'851'512'320);
    CHECK(cache(m) == 69'120);
}

TEST_CASE("GLM-4.5: biases, head norms, correction bias: 352,797,829,024") {
    const grouped_query_attention attention{
        .query_heads = 96, .kv_heads = 8, .head_width = 128, .query_bias = true, .head_norms = true};
    const transformer m = make_transformer({.hidden = 5120, .vocabulary = 151552},
                                           block{layers(0, 3), attention, gated_feed_forward{.width = 12288}},
                                           block{layers(3, 92), attention,
                                                 mixture_of_experts{.experts = 160,
                                                                    .experts_per_token = 8,
                                                                    .expert_width = 1536,
                                                                    .shared_width = 1536,
                                                                    .router_bias = true}});
    CHECK(total(m) == 352'797'829'024);
    CHECK(active(m) == 33'632'266'144);
    CHECK(parameter_to_compute(unseen(m)) == doctest::Approx(10.5).epsilon(0.005));
    CHECK(cache(m) == 376'832);
}

TEST_CASE("DBRX: 16 experts of which 4, 131,596,523,520") {
    const transformer m = make_transformer(
        {.hidden = 6144, .vocabulary = 100352},
        block{layers(0, 40), grouped_query_attention{.query_heads = 48, .kv_heads = 8, .head_width = 128},
              mixture_of_experts{.experts = 16, .experts_per_token = 4, .expert_width = 10752}});
    CHECK(total(m) == 131'596'523'520);
    CHECK(active(m) == 36'469'708'800);
}

TEST_CASE("interleaved layers: dense and experts by turns") {
    const grouped_query_attention attention{.query_heads = 4, .kv_heads = 2, .head_width = 8};
    const transformer m = make_transformer(
        {.hidden = 32, .vocabulary = 100}, block{every(2, 0, 5), attention, gated_feed_forward{.width = 64}},
        block{every(2, 1, 5), attention, mixture_of_experts{.experts = 4, .experts_per_token = 1, .expert_width = 16}});
    CHECK(m.layer_count == 5);
    CHECK(m.forms[0].where.count() == 3);
    CHECK(m.forms[1].where.count() == 2);
    // tables 6,400, last norm 32; attention 3,072 and norms 64 a layer; dense 6,144, experts 128 + 6,144
    CHECK(total(m) == 6'432 + 5 * 3'136 + 3 * 6'144 + 2 * 6'272);
    CHECK(active(m) == 6'432 + 5 * 3'136 + 3 * 6'144 + 2 * (128 + 1'536));
}

TEST_CASE("append refuses a seventh form, and one that lost a tensor") {
    transformer t = make_transformer({.hidden = 64, .vocabulary = 100});
    layer_form f{.where = layers(0, 1)};
    layer_norms{}.write(f, 64);
    for (std::int64_t i = 0; i < unseen<std::int64_t>(6); ++i) {
        f.where = layers(i, i + 1);
        CHECK(append(t, f));
    }
    CHECK(!append(t, f));
    CHECK(t.form_count == 6);
    CHECK(t.layer_count == 6);
    transformer u = make_transformer({.hidden = 64, .vocabulary = 100});
    f.overfull = true;
    CHECK(!append(u, f));
    CHECK(u.layer_count == 0);
    CHECK(u.vocabulary() == 100);
}

TEST_CASE("learned positions, a norm of the embedding and biases of the norms around the layers") {
    // BLOOM-like: hidden 8, 10 tokens, 6 positions; tables 80 and 48, two norms of 8 with biases of 8; tied
    const transformer m = make_transformer({.hidden = 8, .vocabulary = 10, .tied = true, .positions = 6, .input_norm = true, .norm_biases = true},
                                           block{layers(0, 1), grouped_query_attention{.query_heads = 2, .kv_heads = 2, .head_width = 4},
                                                 plain_feed_forward{.width = 32}, layer_norms{.count = 1}, branches::beside});
    const parameter_count c = parameters_of(unseen(m));
    CHECK(c.of(tensor_class::embedding).value == 80 + 48);
    CHECK(c.of(tensor_class::norm).value == 8 + 8 + 8);
    CHECK(c.of(tensor_class::bias).value == 8 + 8);
    CHECK(c.total().value == 128 + 24 + 16 + 4 * 64 + 2 * 8 * 32);
    CHECK(m.forms[0].reductions == 1);  // both branches are added, then reduced
    // Held in bf16 on two stages: the first has the tables and their norm, the last the final norm and the tied table.
    const sheet s = sheet_of(unseen(m), request{});
    CHECK(s.first_bytes == 2 * (80 + 48 + 8 + 8));
    CHECK(s.final_norm_bytes == 2 * (8 + 8));
    CHECK(footprint_of(s, workload{}).weights.value == 2 * c.total().value);
}

TEST_CASE("a layer of one branch: only a mixer, or only a feed-forward") {
    const transformer m = make_transformer({.hidden = 8, .vocabulary = 10},
                                           block{layers(0, 1), grouped_query_attention{.query_heads = 2, .kv_heads = 2, .head_width = 4}, nothing{}, layer_norms{.count = 1}},
                                           block{layers(1, 2), nothing{}, plain_feed_forward{.width = 32}, layer_norms{.count = 1}});
    CHECK(m.forms[0].reductions == 1);
    CHECK(m.forms[1].reductions == 1);
    CHECK(m.forms[0].back.exists());
    CHECK(!m.forms[1].back.exists());
    CHECK(parameters_of(unseen(m)).total().value == 160 + 4 * 64 + 8 + 2 * 8 * 32 + 8 + 8);
    CHECK(!sheet_of(unseen(m), request{}).forms[1].looks_back);
}

TEST_CASE("a head with a bias") {
    const transformer m = make_transformer({.hidden = 8, .vocabulary = 10, .head_bias = true},
                                           block{layers(0, 1), nothing{}, plain_feed_forward{.width = 32}});
    CHECK(parameters_of(unseen(m)).of(tensor_class::bias).value == 10);
    CHECK(footprint_of(unseen(m), request{}).weights.value == 2 * parameters_of(m).total().value);
}
