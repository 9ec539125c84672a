// RAFTER-D001.
#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <string>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
const transformer llama = catalog::models::llama_3_1_8b::spec;
bool whole(const transformer& m) {
    return rules::model_complete(unseen(m)).ok();
}
}  // namespace

TEST_CASE("D001: layers that no form has, layers that two have") {
    CHECK(whole(llama));
    transformer gap = llama;
    gap.layer_count = 33;
    const finding f = rules::model_complete(unseen(gap));
    CHECK(f.code == rule::model_complete);
    CHECK(!f.ok());
    CHECK(f.required == 33);
    CHECK(f.available == 32);
    transformer twice = catalog::models::gpt_oss_120b::spec;
    twice.forms[1].where = layers(0, 36);
    CHECK(!whole(twice));
    transformer shifted = llama;
    shifted.forms[0].where = layers(1, 33);
    CHECK(!whole(shifted));
    CHECK(rules::model_complete(unseen(shifted)).required == 33);  // 0 to 32
    CHECK(rules::model_complete(unseen(shifted)).available == 32);
    const auto of = [](layer_set a, layer_set b) {
        return rules::model_complete(unseen(make_transformer({.hidden = 64, .vocabulary = 100}, block{a, grouped_query_attention{4, 4, 16}, gated_feed_forward{128}},
                                                             block{b, grouped_query_attention{4, 2, 16}, gated_feed_forward{128}})));
    };
    CHECK(of(layers(0, 4), layers(4, 8)).ok());
    CHECK(of(layers(0, 4), layers(5, 8)) == finding{rule::model_complete, verdict::fails, 8, 7});
    CHECK(of(layers(0, 4), layers(2, 6)) == finding{rule::model_complete, verdict::fails, 8, 6});
}

TEST_CASE("D001: key/value heads are shared by equally many query heads") {
    const auto of = [](std::int64_t query, std::int64_t kv) {
        return rules::model_complete(unseen(make_transformer({.hidden = 64, .vocabulary = 100}, block{layers(0, 6), grouped_query_attention{query, kv, 16}, gated_feed_forward{128}})));
    };
    CHECK(of(4, 2).ok());
    CHECK(of(4, 1).ok());
    CHECK(of(4, 3) == finding{rule::model_complete, verdict::fails, 6, 0, 1});
    CHECK(of(2, 4) == finding{rule::model_complete, verdict::fails, 6, 0, 1});
    CHECK(of(0, 0).subject == 0);
    CHECK(std::string(sentence_of(of(4, 3)).text) == "RAFTER-D001: query heads are no multiple of key/value heads in a model of 6 layers.");
}

TEST_CASE("D001: extents below one") {
    CHECK(!whole(transformer{}));
    transformer m = llama;
    m.hidden = 0;
    CHECK(!whole(m));
    m = llama;
    m.head.outputs = -1;
    CHECK(!whole(m));
    m = llama;
    m.forms[0].tensors[1].outputs = 0;
    CHECK(!whole(m));
    m = llama;
    m.forms[0].tensors[0].copies = -2;
    CHECK(!whole(m));
    m = llama;
    m.forms[0].back.window = -1;
    CHECK(!whole(m));
    m = llama;
    m.layer_count = 0;
    m.form_count = 0;
    CHECK(!whole(m));
}

TEST_CASE("D001: more experts a token than there are, a form that lost a tensor, a count of forms that is none") {
    transformer m = catalog::models::mixtral_8x7b::spec;
    CHECK(whole(m));
    m.forms[0].experts.per_token = 9;
    CHECK(!whole(m));
    m.forms[0].experts.per_token = 0;
    CHECK(!whole(m));
    m = llama;
    m.forms[0].overfull = true;
    CHECK(!whole(m));
    m = llama;
    m.form_count = 7;
    CHECK(!whole(m));
    m = llama;
    m.form_count = -1;
    CHECK(!whole(m));
    m = llama;
    m.forms[0].tensor_count = 21;
    CHECK(!whole(m));
}

TEST_CASE("D001: a model of more layers than can be held is not cut to what can") {
    const transformer m = make_transformer({.hidden = 64, .vocabulary = 100},
                                           block{layers(0, 300), grouped_query_attention{.query_heads = 1, .kv_heads = 1, .head_width = 64},
                                                 gated_feed_forward{128}});
    CHECK(!rules::model_complete(unseen(m)).ok());
}

TEST_CASE("D001: a recurrence needs no heads, a feed-forward alone nothing to look back at; attention needs heads") {
    CHECK(whole(catalog::models::mamba_2_8b::spec));
    CHECK(whole(catalog::models::nemotron_3_nano_30b_a3b::spec));
    transformer m = llama;
    m.forms[0].back.query_heads = m.forms[0].back.kv_heads = 0;
    CHECK(!whole(m));
    m.forms[0].back = {};
    CHECK(whole(m));
    m.forms[0].back.query_heads = 32;
    CHECK(!whole(m));
    m = catalog::models::mamba_2_8b::spec;
    m.forms[0].back.state.taps = -1;
    CHECK(!whole(m));
    m = catalog::models::mamba_2_8b::spec;
    m.forms[0].inner_reduced_elements = -1;
    CHECK(!whole(m));
    m = catalog::models::deepseek_v3_2::spec;
    CHECK(whole(m));
    m.forms[0].back.sees = sight::sliding;  // an indexer selects
    CHECK(!whole(m));
}
