// Sparse latent attention in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/attention/sparse_mla.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;
using forms::named;

constexpr sparse_latent_attention deepseek_v3_2{
    .attention = {.heads = 128, .query_rank = 1536, .kv_rank = 512, .nope_width = 128, .rope_width = 64, .value_width = 128},
    .index_heads = 64, .index_width = 128, .selected = 2048};
layer_form form_of(const sparse_latent_attention& a, std::int64_t hidden) { return forms::written(a, hidden); }

}  // namespace

TEST_CASE("the indexer of DeepSeek-V3.2: 13,959,424 parameters beside the latent attention of DeepSeek-V3") {
    const layer_form f = form_of(deepseek_v3_2, 7168);
    CHECK(elements(f, "index_q") == 12'582'912);  // 1,536 x 64 x 128
    CHECK(elements(f, "index_k") == 917'504);
    CHECK(elements(f, "index_norm") == 128);
    CHECK(elements(f, "index_nb") == 128);
    CHECK(elements(f, "index_w") == 458'752);
    CHECK(elements(f, "kv_b") == 16'777'216);
    std::int64_t of_indexer = 0;
    layer_form dense;
    deepseek_v3_2.attention.write(dense, 7168);
    for (std::int64_t i = dense.tensor_count; i < f.tensor_count; ++i) of_indexer += f.tensors[i].inputs * f.tensors[i].outputs;
    CHECK(of_indexer == 13'959'424);
}

TEST_CASE("all tokens are kept, 2,048 are seen, and every rank scores all of them") {
    const layer_form f = form_of(deepseek_v3_2, 7168);
    CHECK(f.back.elements_per_token == 576);
    CHECK(f.back.window == 2048);
    CHECK(f.back.sees == sight::selected);
    CHECK(f.back.kept_of(100'000) == 100'000);
    CHECK(f.back.index.key_elements == 128);
    CHECK(f.back.index.flops_per_pair == 16'384);
    CHECK(f.back.index.query_elements == 8'256);
    CHECK(named(f, "index_q").cut == axis::none);
    CHECK(named(f, "index_k").cut == axis::none);
    CHECK(named(f, "index_w").cut == axis::none);
    CHECK(named(f, "index_k").kept);
    CHECK(named(f, "index_w").kind == tensor_class::router);  // stays wide
}
