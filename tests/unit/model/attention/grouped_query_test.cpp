// Multi-head, grouped-query and multi-query attention in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/attention/grouped_query.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;
using forms::named;

layer_form form_of(const grouped_query_attention& a, std::int64_t hidden) { return forms::written(a, hidden); }

}  // namespace

TEST_CASE("Llama-3.1-70B: 64 query heads over 8 key/value heads of 128") {
    const layer_form f = form_of({.query_heads = 64, .kv_heads = 8, .head_width = 128}, 8192);
    CHECK(f.tensor_count == 3);
    CHECK(elements(f, tensor_class::attention) == 150'994'944);
    CHECK(named(f, "q").outputs == 8192);
    CHECK(named(f, "kv").outputs == 1024);
    CHECK(named(f, "kv").copies == 2);
    CHECK(named(f, "kv").cut == axis::kv_heads);
    CHECK(named(f, "kv").kept);
    CHECK(!named(f, "q").kept);
    CHECK(named(f, "o").along == side::inputs);
    CHECK(f.back.elements_per_token == 2048);
    CHECK(f.back.cut == axis::kv_heads);
    CHECK(f.back.flops_per_pair_prefill == 32'768);  // 4 x 64 x 128
    CHECK(f.back.flops_per_pair_decode == 32'768);
    CHECK(f.back.window == 0);
    CHECK(f.back.state.elements == 0);
}

TEST_CASE("the output projection has the width of the heads, not of the model: gpt-oss-120b, 4,096 against 2,880") {
    const layer_form f = form_of({.query_heads = 64,
                                  .kv_heads = 8,
                                  .head_width = 64,
                                  .window = 128,
                                  .query_bias = true,
                                  .output_bias = true,
                                  .sinks = true},
                                 2880);
    CHECK(named(f, "o").inputs == 4096);
    CHECK(named(f, "o").outputs == 2880);
    CHECK(elements(f, tensor_class::attention) == 26'542'080);
    CHECK(elements(f, tensor_class::bias) == 8'064);  // q 4,096, k and v 1,024, o 2,880, sinks 64
    CHECK(f.back.window == 128);
    CHECK(f.back.elements_per_token == 1024);
}

TEST_CASE("biases of Qwen2.5-7B on q, k and v; norms of Qwen3-8B on q and k, shared by the heads") {
    const layer_form qwen2 = form_of({.query_heads = 28, .kv_heads = 4, .head_width = 128, .query_bias = true}, 3584);
    CHECK(elements(qwen2, tensor_class::bias) == 4'608);
    CHECK(elements(qwen2, tensor_class::attention) == 29'360'128);
    const layer_form qwen3 = form_of({.query_heads = 32, .kv_heads = 8, .head_width = 128, .head_norms = true}, 4096);
    CHECK(elements(qwen3, tensor_class::norm) == 256);
    CHECK(elements(qwen3, tensor_class::bias) == 0);
}

TEST_CASE("within a window: the same weights, and what is seen") {
    const grouped_query_attention full{.query_heads = 40, .kv_heads = 8, .head_width = 128, .head_norms = true};
    CHECK(full.within(512).window == 512);
    CHECK(full.within(512).sees == sight::sliding);
    CHECK(full.within(8192, sight::chunked).sees == sight::chunked);
    CHECK(full.window == 0);
    const layer_form all = form_of(full, 5120), some = form_of(full.within(8192, sight::chunked), 5120);
    REQUIRE(some.tensor_count == all.tensor_count);
    for (std::int64_t i = 0; i < all.tensor_count; ++i) CHECK(some.tensors[i] == all.tensors[i]);
    CHECK(some.back.window == 8192);
    CHECK(some.back.sees == sight::chunked);
    CHECK(some.back.elements_per_token == all.back.elements_per_token);
}

TEST_CASE("multi-head keeps two whole vectors a token, multi-query two heads") {
    CHECK(form_of({.query_heads = 32, .kv_heads = 32, .head_width = 128}, 4096).back.elements_per_token == 8192);
    CHECK(form_of({.query_heads = 71, .kv_heads = 1, .head_width = 64}, 4544).back.elements_per_token ==
          128);  // Falcon-7B
}

TEST_CASE("extents that overflow are overflowed") {
    const layer_form f =
        form_of({.query_heads = std::int64_t{1} << 40, .kv_heads = 1, .head_width = std::int64_t{1} << 40}, 64);
    CHECK(named(f, "q").outputs == checked::overflowed);
    CHECK(f.back.flops_per_pair_prefill == checked::overflowed);
}

TEST_CASE("a gate of the result is projected beside the queries: Qwen3-Next, 16 heads of 256") {
    const layer_form f = form_of({.query_heads = 16, .kv_heads = 2, .head_width = 256, .head_norms = true, .output_gate = true}, 2048);
    CHECK(named(f, "q").copies == 2);
    CHECK(elements(f, tensor_class::attention) == 27'262'976);  // 2 x 8,388,608, 2 x 1,048,576, 8,388,608
    CHECK(f.back.query_elements == 8192);
    CHECK(f.back.result_elements == 4096);
    CHECK(f.back.flops_per_pair_decode == 16'384);
}
