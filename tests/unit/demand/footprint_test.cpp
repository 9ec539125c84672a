// What one device must hold, by hand.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::unseen;
namespace models = rafter::catalog::models;

footprint need(const transformer& m, const request& r) {
    return footprint_of(unseen(m), unseen(r));
}
std::int64_t one_more_token(const transformer& m, std::int64_t context, split plan = {}) {
    const request at = asking(plan, {.prompt = context - 1}), after = asking(plan, {.prompt = context});
    return (need(m, after).cache - need(m, at).cache).value;
}

}  // namespace

TEST_CASE("Llama-3.1-70B on one device: 141,107,412,992 + 692,060,160 bytes at 2,112 tokens") {
    const footprint f = need(models::llama_3_1_70b::spec, asking({}, {.prompt = 2111}));
    CHECK(f.weights.value == 141'107'412'992);
    CHECK(f.cache.value == 692'060'160);
    CHECK(f.activations.value == 301'989'888);  // 2,048 tokens x (2 x 8,192 + 2 x 28,672) x 2
    CHECK(f.reserve.value == 0);
    CHECK(f.total.value == 142'101'463'040);
    CHECK(f.stage == 0);
}

TEST_CASE("Llama-3.1-70B, tensor parallel: norms on every rank, keys and values up to eight ways") {
    const workload load{.prompt = 2111};
    CHECK(need(models::llama_3_1_70b::spec, asking({.tensor = 2}, load)).weights.value == 70'555'025'408);
    CHECK(need(models::llama_3_1_70b::spec, asking({.tensor = 4}, load)).weights.value == 35'278'831'616);
    const footprint eight = need(models::llama_3_1_70b::spec, asking({.tensor = 8}, load));
    CHECK(eight.weights.value == 17'640'734'720);
    CHECK(eight.cache.value == 86'507'520);
    CHECK(eight.activations.value == 96'468'992);  // 2,048 x (2 x 8,192 + 2 x 3,584) x 2
    CHECK(eight.total.value == 17'823'711'232);
    const footprint sixteen = need(models::llama_3_1_70b::spec, asking({.tensor = 16}, load));
    CHECK(sixteen.weights.value == 8'989'458'432);
    CHECK(sixteen.cache.value == 86'507'520);  // eight key/value heads: replicated beyond
}

TEST_CASE("Llama-3.1-70B, four stages: the last holds head and final norm") {
    const footprint f = need(models::llama_3_1_70b::spec, asking({.pipeline = 4}, {.prompt = 2111}));
    CHECK(f.weights.value == 36'327'538'688);
    CHECK(f.cache.value == 173'015'040);
    CHECK(f.stage == 3);
}

TEST_CASE("stages that do not divide: 80 layers in three are 26, 27 and 27") {
    const footprint f = need(models::llama_3_1_70b::spec, asking({.pipeline = 3}, {.prompt = 2111}));
    CHECK(f.stage == 2);
    CHECK(f.weights.value == 48'306'700'288);
}

TEST_CASE("listed stages: 80 layers as 19, 21, 21 and 19, so that the tables do not make the ends the fullest") {
    // a layer 1,711,308,800 bytes, a table 2,101,346,304, the final norm 16,384
    const footprint f = need(models::llama_3_1_70b::spec, asking({.pipeline = 4, .stages = stages_of(19, 21, 21, 19)}, {.prompt = 2111}));
    CHECK(f.stage == 1);
    CHECK(f.weights.value == 35'937'484'800);
    CHECK(f.cache.value == 21 * 8'650'752);
    const footprint last = need(models::llama_3_1_70b::spec, asking({.pipeline = 4, .stages = stages_of(20, 20, 19, 21)}, {.prompt = 2111}));
    CHECK(last.stage == 3);
    CHECK(last.weights.value == 35'937'484'800 + 2'101'346'304 + 16'384);
}

TEST_CASE("DeepSeek-V3 in four stages, layer by layer: the last is the fullest") {
    const request r = asking({.pipeline = 4}, {.prompt = 4095});
    const footprint f = need(models::deepseek_v3::spec, r);
    CHECK(f.stage == 3);
    CHECK(f.weights.value == 370'086'533'120);  // 16 layers with experts, head, final norm
    const std::int64_t stages[] = {281'529'128'960, 345'218'588'160, 345'218'588'160, 370'086'533'120};
    for (int s = 0; s < 4; ++s) {
        const weights_by_class w = weights_by_class_of(sheet_of(models::deepseek_v3::spec, r), s);
        std::int64_t sum = 0;
        for (const bytes& b : w.by_class) sum += b.value;
        CHECK(sum == stages[s]);
    }
}

TEST_CASE("DeepSeek-V3 over 64 expert ranks: four experts each, attention on all, 64 sequences one each") {
    const footprint f = need(models::deepseek_v3::spec, asking({.expert = 64}, {.batch = 64, .prompt = 4095}));
    CHECK(f.weights.value == 54'669'945'856);  // 2 x (671,026,419,200 - 63/64 of 653,908,770,816)
    CHECK(f.cache.value == 287'834'112);       // 4,096 x 70,272
    const footprint uneven = need(models::deepseek_v3::spec, asking({.expert = 64}, {.batch = 65, .prompt = 4095}));
    CHECK(uneven.cache.value == 2 * 287'834'112);
}

TEST_CASE("the latent cache is divided neither by tensor parallel nor by anything but sequences") {
    const workload load{.batch = 3, .prompt = 4095};
    CHECK(need(models::deepseek_v3::spec, asking({}, load)).cache.value == 863'502'336);
    CHECK(need(models::deepseek_v3::spec, asking({.tensor = 16}, load)).cache.value == 863'502'336);
}

TEST_CASE("context parallel divides every cache by its tokens, and no weights") {
    const footprint f = need(models::llama_3_1_70b::spec, asking({.context = 8}, {.prompt = 2048, .output = 257}));
    CHECK(f.weights.value == 141'107'412'992);
    CHECK(f.cache.value == 289 * 327'680);          // of 2,305 tokens over 8 the fullest rank has 289
    CHECK(f.activations.value == 37'748'736);       // 2,048 / 8 tokens x (2 x 8,192 + 2 x 28,672) x 2
    const footprint latent = need(models::deepseek_v3::spec, asking({.tensor = 8, .context = 4}, {.batch = 3, .prompt = 4000}));
    CHECK(latent.cache.value == 3 * 1001 * 70'272);  // of 4,001 tokens
    // 64 sequences: the queries and partial results of all, beside eight residuals, are less than a chunk of 256 tokens
    CHECK(need(models::llama_3_1_70b::spec, asking({.context = 8}, {.batch = 64, .prompt = 2048})).activations.value == 37'748'736);
    // 2,000: 250 x 16,384 + 2,000 x 8 heads x (2 x 128 + 1) elements of 2 bytes
    CHECK(need(models::llama_3_1_70b::spec, asking({.tensor = 8, .context = 8}, {.batch = 2000, .prompt = 8})).activations.value == 16'416'000);
}

TEST_CASE("a tied table in a pipeline is on the first stage and on the last") {
    const footprint one = need(models::stories15m::spec, asking({}, {.prompt = 255}));
    CHECK(one.weights.value == 30'383'424);  // 15,191,712 parameters
    const request r = asking({.pipeline = 2}, {.prompt = 255});
    const footprint two = need(models::stories15m::spec, r);
    CHECK(two.weights.value == 24'408'000);  // three layers, the table, the final norm
    CHECK(two.stage == 1);
    const weights_by_class first = weights_by_class_of(sheet_of(models::stories15m::spec, r), 0);
    CHECK(first.of(tensor_class::embedding).value == 18'432'000);
    CHECK(first.of(tensor_class::head).value == 0);
    CHECK(weights_by_class_of(sheet_of(models::stories15m::spec, r), 1).of(tensor_class::embedding).value ==
          18'432'000);
}

TEST_CASE("replicated tables: 8 ranks hold both whole") {
    request r = asking({.tensor = 8}, {.prompt = 2111});
    r.serving.embedding = tables::replicated;
    // 17,640,734,720 + 7/8 of two tables of 2,101,346,304
    CHECK(need(models::llama_3_1_70b::spec, r).weights.value == 21'318'090'752);
}

TEST_CASE("cache per token in bf16, every model of the catalogue as published") {
    const auto per_token = [](const transformer& m) { return cache_per_token(unseen(m), unseen(request{})).value; };
    CHECK(per_token(models::llama_2_7b::spec) == 524'288);
    CHECK(per_token(models::llama_2_70b::spec) == 327'680);
    CHECK(per_token(models::llama_3_1_8b::spec) == 131'072);
    CHECK(per_token(models::llama_3_1_70b::spec) == 327'680);
    CHECK(per_token(models::llama_3_1_405b::spec) == 516'096);
    CHECK(per_token(models::mistral_7b::spec) == 131'072);
    CHECK(per_token(models::mixtral_8x7b::spec) == 131'072);
    CHECK(per_token(models::qwen2_5_7b::spec) == 57'344);
    CHECK(per_token(models::qwen3_8b::spec) == 147'456);
    CHECK(per_token(models::qwen3_235b_a22b::spec) == 192'512);
    CHECK(per_token(models::deepseek_v3::spec) == 70'272);
    CHECK(per_token(models::kimi_k2::spec) == 70'272);
    CHECK(per_token(models::gpt_oss_120b::spec) == 73'728);
    CHECK(per_token(models::stories15m::spec) == 6'912);
}

TEST_CASE(
    "windows: gpt-oss keeps 73,728 bytes a token up to 128 and 36,864 after, Mistral 131,072 up to 4,096 and none") {
    CHECK(one_more_token(models::gpt_oss_120b::spec, 127) == 73'728);
    CHECK(one_more_token(models::gpt_oss_120b::spec, 128) == 36'864);
    CHECK(one_more_token(models::gpt_oss_120b::spec, 100'000) == 36'864);
    CHECK(one_more_token(models::mistral_7b::spec, 4095) == 131'072);
    CHECK(one_more_token(models::mistral_7b::spec, 4096) == 0);
    CHECK(need(models::mistral_7b::spec, asking({}, {.prompt = 31'999})).cache.value ==
          536'870'912);  // 4,096 x 131,072
}

TEST_CASE("the cache has a format of its own") {
    request r = asking({.tensor = 4}, {.prompt = 2111});
    r.formats.cache = fp8::spec;
    CHECK(need(models::llama_3_1_70b::spec, r).cache.value == 86'507'520);
    r.formats.cache = fp32::spec;
    CHECK(need(models::llama_3_1_70b::spec, r).cache.value == 346'030'080);
}

TEST_CASE("stored bytes as released: gpt-oss-120b 65,248,815,744, the 61 main layers of DeepSeek-V3 673,150,611,808") {
    precision oss;
    oss.weights[static_cast<int>(tensor_class::routed_expert)] = mxfp4::spec;
    CHECK(stored_weights(unseen(models::gpt_oss_120b::spec), unseen(oss)).value == 65'248'815'744);
    precision v3;  // fp8 in blocks, correction biases in fp32, the rest in bf16
    v3.set_weights(fp8_per_block::spec);
    v3.weights[static_cast<int>(tensor_class::bias)] = fp32::spec;
    CHECK(stored_weights(unseen(models::deepseek_v3::spec), unseen(v3)).value == 673'150'611'808);
    CHECK(stored_weights(unseen(models::llama_3_1_70b::spec), unseen(precision{})).value == 141'107'412'992);
}

TEST_CASE("activations: attention T*(2d + (H + 2K)*h/t) where there is no wide feed-forward") {
    // one layer, 8 heads of 16 over 2, feed-forward of 4: T = 10 tokens of (2 x 64 + 128 + 64) x 2 bytes
    const transformer m =
        make_transformer({.hidden = 64, .vocabulary = 10},
                         block{layers(0, 1), grouped_query_attention{.query_heads = 8, .kv_heads = 2, .head_width = 16},
                               gated_feed_forward{.width = 4}});
    CHECK(activations_of(unseen(m), asking({}, {.prompt = 10})).value == 6'400);
    CHECK(activations_of(unseen(m), asking({.tensor = 2}, {.prompt = 10})).value == 4'480);  // 128 + 64 + 32
    CHECK(activations_of(unseen(m), asking({.tensor = 4}, {.prompt = 10})).value ==
          3'840);  // 128 + 32 + 32: two kv heads
}

TEST_CASE("activations: experts T*2d + received*(d + 2m)") {
    const workload load{.prompt = 2048};
    // Mixtral, 2,048 tokens, two experts each: 2,048 x 8,192 + 4,096 x (4,096 + 28,672), 2 bytes each
    CHECK(activations_of(unseen(models::mixtral_8x7b::spec), asking({}, load)).value == 301'989'888);
    // width over two ranks: 4,096 x (4,096 + 14,336)
    CHECK(activations_of(unseen(models::mixtral_8x7b::spec), asking({.tensor = 2}, load)).value == 184'549'376);
    // unknown routing, 64 ranks of four experts: all four of a rank by every token of the group
    // 128 x 14,336 + 64 x 128 x 4 x (7,168 + 4,096), 2 bytes each
    const workload unknown{.batch = 64, .prompt = 128, .experts = routing::unknown};
    CHECK(activations_of(unseen(models::deepseek_v3::spec), asking({.expert = 64}, unknown)).value == 741'867'520);
}

TEST_CASE("activations: a chunk of the prompt, or the decoding sequences, and logits of 4 bytes") {
    request r = asking({}, {.prompt = 100'000});
    r.serving.prefill_chunk = 512;
    CHECK(activations_of(unseen(models::llama_3_1_70b::spec), r).value == 75'497'472);  // 512 x 73,728 x 2
    // 10 tokens of prompt, 4,096 sequences decoding: logits 4,096 x 128,256 x 4
    CHECK(activations_of(unseen(models::llama_3_1_8b::spec), asking({}, {.batch = 4096, .prompt = 10})).value ==
          2'101'346'304);
    // cut over eight ranks 262,668,288, more than the 4,096 x (8,192 + 3,584) x 2 of the feed-forward
    CHECK(activations_of(unseen(models::llama_3_1_8b::spec), asking({.tensor = 8}, {.batch = 4096, .prompt = 10}))
              .value == 262'668'288);
    // two prompts at once: 2,000 tokens of 24,576 + ... = (2 x 4,096 + 2 x 14,336) x 2
    CHECK(
        activations_of(unseen(models::llama_3_1_8b::spec), asking({}, {.prompt = 1000, .prompts_at_once = 2})).value ==
        147'456'000);
}

TEST_CASE("a reserve is added as it is") {
    request r = asking({.tensor = 8}, {.prompt = 2111});
    r.serving.reserve = bytes{2'000'000'000};
    const footprint f = need(models::llama_3_1_70b::spec, r);
    CHECK(f.reserve.value == 2'000'000'000);
    CHECK(f.total.value == 19'823'711'232);
}

TEST_CASE("what overflows 64 bits is overflowed, not wrapped") {
    const std::int64_t most = std::int64_t{1} << 31;
    CHECK(need(models::llama_3_1_405b::spec, asking({}, {.batch = most, .prompt = most, .output = most})).total.value ==
          checked::overflowed);
    CHECK(need(models::llama_3_1_405b::spec, asking({}, {.batch = most, .prompt = most, .output = most})).cache.value ==
          checked::overflowed);
}

TEST_CASE("states of a sequence: fp32 beside a convolution in bf16, cut by heads, of groups up to their number") {
    request r = asking({}, {.batch = 5, .prompt = 100});
    const auto state = [&] { return state_per_sequence(unseen(models::nemotron_h_8b::spec), unseen(r)).value; };
    CHECK(state() == 52'297'728);  // 26,148,864 elements
    r.formats.state = fp32::spec;
    CHECK(state() == 24 * (1'048'576 * 4 + 10'240 * 4 * 2));
    r.formats.state = bf16::spec;
    r.plan.tensor = 16;  // 8 of 128 heads, one of eight groups
    CHECK(state() == 24 * (65'536 * 2 + (512 + 256) * 4 * 2));
    // and the cache of four layers of attention: 8 heads of 128, of which a rank holds one
    CHECK(need(models::nemotron_h_8b::spec, r).cache.value == 5 * (3'293'184 + 4 * 101 * 256 * 2));
    CHECK(cache_per_token(unseen(models::mamba_2_8b::spec), {}).value == 0);
    CHECK(state_per_sequence(unseen(models::jamba_1_5_large::spec), {}).value == 41'287'680);  // as published
    CHECK(state_per_sequence(unseen(models::llama_3_1_8b::spec), {}).value == 0);
}

TEST_CASE("states in a pipeline are on the stages of their layers") {
    const request r = asking({.pipeline = 4}, {.batch = 2, .prompt = 100});
    CHECK(need(models::mamba_2_8b::spec, r).cache.value == 2 * 16 * 204'800);
}

TEST_CASE("sparse attention keeps every token, and its indexer's key in a format of its own: DeepSeek-V3.2") {
    request r = asking({}, {.prompt = 99'999});
    CHECK(need(models::deepseek_v3_2::spec, r).cache.value == std::int64_t{61} * 100'000 * (576 + 128) * 2);
    r.formats.index = fp8_per_row_of_128::spec;
    CHECK(need(models::deepseek_v3_2::spec, r).cache.value == std::int64_t{61} * 100'000 * (576 * 2 + 132));
    CHECK(cache_per_token(unseen(models::deepseek_v3_2::spec), r).value == 78'324);
    r.plan.tensor = 16;
    CHECK(cache_per_token(unseen(models::deepseek_v3_2::spec), r).value == 78'324);  // whole on every rank
}

TEST_CASE("a head with a bias: GPT-J's 50,400 logits, cut with the vocabulary") {
    CHECK(need(models::gpt_j_6b::spec, asking({}, {.prompt = 100})).weights.value == 2 * 6'050'882'784);
    const weights_by_class w = weights_by_class_of(sheet_of(models::gpt_j_6b::spec, asking({.tensor = 2}, {})), 0);
    CHECK(w.of(tensor_class::head).value == 206'438'400);
    // half of the head's and of 16,384 widths, all others whole: 28 x (8,192 + 2 x 4,096), 4,096, 25,200
    CHECK(w.of(tensor_class::bias).value == 2 * (28 * 16'384 + 4'096 + 25'200));
}

TEST_CASE("a shared prefix is kept once: DeepSeek-V3, 8 sequences of 2,304 tokens behind 1,024") {
    const auto cache = [](const transformer& m, const split& plan, workload load, bool shared) {
        load.prefix_shared = shared;
        return need(m, asking(plan, load)).cache.value;
    };
    const workload eight{.batch = 8, .prompt = 2303, .output = 1, .prefix = 1024};
    CHECK(cache(models::deepseek_v3::spec, {}, eight, true) == 791'543'808);    // (8 x 1,280 + 1,024) x 70,272
    CHECK(cache(models::deepseek_v3::spec, {}, eight, false) == 1'295'253'504);  // 8 x 2,304
    CHECK(cache(models::deepseek_v3_2::spec, {}, eight, true) == 967'442'432);  // keys of the indexer too: 11,264 x 85,888
    CHECK(cache(models::llama_3_1_8b::spec, {.pipeline = 2}, eight, true) == 738'197'504);  // 11,264 x 65,536 a stage
    // once on every data-parallel rank: 2 x 1,280 and 1,024 on each of four
    CHECK(cache(models::deepseek_v3::spec, {.data = 4}, eight, true) == 3584 * 70'272);
    // of four context ranks each has 1,001 of 4,001 tokens, 250 of them shared
    CHECK(cache(models::deepseek_v3::spec, {.tensor = 8, .context = 4}, {.batch = 3, .prompt = 4000, .output = 1, .prefix = 1000}, true) == (3 * 751 + 250) * 70'272);
}

TEST_CASE("behind a window only what is still seen of a shared prefix is kept: Mistral-7B, 4,096 of 10,000 tokens") {
    const auto cache = [](std::int64_t prefix) {
        return need(models::mistral_7b::spec, asking({}, {.batch = 2, .prompt = 9999, .output = 1, .prefix = prefix, .prefix_shared = true})).cache.value;
    };
    CHECK(cache(0) == 2 * 4096 * 131'072);
    CHECK(cache(5000) == 2 * 4096 * 131'072);               // left behind
    CHECK(cache(8000) == (2 * 2000 + 2096) * 131'072);
}

TEST_CASE("states are each sequence's own, whatever is shared") {
    const workload three{.batch = 3, .prompt = 5000, .output = 1}, behind{.batch = 3, .prompt = 5000, .output = 1, .prefix = 4000, .prefix_shared = true};
    CHECK(need(models::mamba_2_8b::spec, asking({}, behind)).cache == need(models::mamba_2_8b::spec, asking({}, three)).cache);
}

TEST_CASE("activations: drafts are tokens of a decode step, a prefix is none of a prefill") {
    // logits of 1,024 sequences with three drafts: 4,096 x 128,256 x 4
    CHECK(activations_of(unseen(models::llama_3_1_8b::spec), asking({}, {.batch = 1024, .prompt = 10, .output = 3, .drafts = {.drafted = 3}})).value == 2'101'346'304);
    // 1,000 new tokens of 2,000: (2 x 4,096 + 2 x 14,336) x 2 each
    CHECK(activations_of(unseen(models::llama_3_1_8b::spec), asking({}, {.prompt = 2000, .prefix = 1000})).value == 73'728'000);
    request r = asking({}, {.prompt = 100'000});
    r.serving.max_num_batched_tokens = 512;
    CHECK(activations_of(unseen(models::llama_3_1_70b::spec), r).value == 75'497'472);  // a step of 512 takes no longer chunk
    r.serving.prefill_chunk = 256;
    CHECK(activations_of(unseen(models::llama_3_1_70b::spec), r).value == 37'748'736);
}
