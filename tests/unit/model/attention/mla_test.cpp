// Multi-head latent attention in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/attention/mla.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;

layer_form form_of(const multi_head_latent_attention& a, std::int64_t hidden) { return forms::written(a, hidden); }

}  // namespace

TEST_CASE("DeepSeek-V3, matrix by matrix") {
    const layer_form f = form_of(
        {.heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
        7168);
    CHECK(elements(f, "q_a") == 11'010'048);
    CHECK(elements(f, "q_a_norm") == 1'536);
    CHECK(elements(f, "q_b") == 37'748'736);
    CHECK(elements(f, "kv_a") == 4'128'768);
    CHECK(elements(f, "kv_a_norm") == 512);
    CHECK(elements(f, "kv_b") == 16'777'216);
    CHECK(elements(f, "o") == 117'440'512);
}

TEST_CASE("one latent and one rotary key a token, no factor 2, and no split divides them") {
    const layer_form f = form_of(
        {.heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
        7168);
    CHECK(f.back.elements_per_token == 576);
    CHECK(f.back.cut == axis::none);
}

TEST_CASE("FLOPs a pair: 2*128*(128 + 64 + 128) in prefill, 2*128*(2*512 + 64) absorbed") {
    const layer_form f = form_of(
        {.heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
        7168);
    CHECK(f.back.flops_per_pair_prefill == 81'920);
    CHECK(f.back.flops_per_pair_decode == 278'528);
    const layer_form kimi = form_of(
        {.heads = 64, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
        7168);
    CHECK(kimi.back.flops_per_pair_decode == 139'264);
}

TEST_CASE("without a query rank the queries are one matrix: DeepSeek-V2-Lite") {
    const layer_form f =
        form_of({.heads = 16, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128}, 2048);
    CHECK(elements(f, "q") == 6'291'456);
    CHECK(elements(f, "q_a") == -1);
    CHECK(elements(f, "q_b") == -1);
}

TEST_CASE("down projections are whole on every rank, per-head parts are cut") {
    const layer_form f = form_of(
        {.heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
        7168);
    for (std::int64_t i = 0; i < f.tensor_count; ++i) {
        const tensor& x = f.tensors[i];
        const bool per_head = x.name == label("q_b") || x.name == label("kv_b") || x.name == label("o");
        CHECK((x.cut == axis::query_heads) == per_head);
        CHECK(x.kept == (x.name == label("kv_a")));
    }
}
