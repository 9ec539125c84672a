// Mixtures of experts in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/feed_forward/mixture.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;

layer_form form_of(const mixture_of_experts& x, std::int64_t hidden) { return forms::written(x, hidden); }

}  // namespace

TEST_CASE("DeepSeek-V3: 256 routed experts, a shared one, a correction bias") {
    const layer_form f = form_of(
        {.experts = 256, .experts_per_token = 8, .expert_width = 2048, .shared_width = 2048, .router_bias = true},
        7168);
    CHECK(elements(f, tensor_class::routed_expert) == 11'274'289'152);
    CHECK(elements(f, tensor_class::shared_expert) == 44'040'192);
    CHECK(elements(f, tensor_class::router) == 1'835'008);
    CHECK(elements(f, tensor_class::bias) == 256);
    CHECK(f.experts.total == 256);
    CHECK(f.experts.per_token == 8);
}

TEST_CASE("Mixtral-8x7B: no shared expert, no bias") {
    const layer_form f = form_of({.experts = 8, .experts_per_token = 2, .expert_width = 14336}, 4096);
    CHECK(elements(f, tensor_class::routed_expert) == 1'409'286'144);
    CHECK(elements(f, tensor_class::router) == 32'768);
    CHECK(elements(f, tensor_class::shared_expert) == 0);
    CHECK(elements(f, tensor_class::bias) == 0);
    CHECK(f.tensor_count == 3);
}

TEST_CASE("gpt-oss-120b: every expert has biases, which are no expert matrices") {
    const layer_form f = form_of(
        {.experts = 128, .experts_per_token = 4, .expert_width = 2880, .router_bias = true, .expert_biases = true},
        2880);
    CHECK(elements(f, tensor_class::routed_expert) == 3'185'049'600);
    CHECK(elements(f, tensor_class::bias) == 1'106'048);  // 128 x (2 x 2,880 + 2,880 + 1)
}

TEST_CASE("a router is whole on every rank") {
    const layer_form f = form_of({.experts = 8, .experts_per_token = 2, .expert_width = 14336}, 4096);
    CHECK(f.tensors[0].kind == tensor_class::router);
    CHECK(f.tensors[0].cut == axis::none);
    CHECK(f.tensors[1].cut == axis::experts);
    CHECK(f.tensors[2].cut == axis::experts);
}

TEST_CASE("Nemotron-3-Nano: experts of two matrices, the shared one twice as wide") {
    const layer_form f = form_of({.experts = 128, .experts_per_token = 6, .expert_width = 1856, .shared_width = 3712, .router_bias = true, .gated = false}, 2688);
    CHECK(elements(f, tensor_class::routed_expert) == 1'277'165'568);
    CHECK(elements(f, tensor_class::shared_expert) == 19'955'712);
    CHECK(elements(f, tensor_class::bias) == 128);
}

TEST_CASE("Qwen3-Next: one logit weighs the shared expert") {
    const layer_form f = form_of({.experts = 512, .experts_per_token = 10, .expert_width = 512, .shared_width = 512, .shared_gate = true}, 2048);
    CHECK(elements(f, tensor_class::router) == 1'048'576 + 2048);
    CHECK(elements(f, tensor_class::shared_expert) == 3'145'728);
}
