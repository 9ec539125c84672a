// Gated DeltaNet in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/recurrent/gated_delta_net.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;

layer_form form_of(const gated_delta_net& x, std::int64_t hidden) { return forms::written(x, hidden); }

}  // namespace

TEST_CASE("Qwen3-Next-80B, matrix by matrix: 33,718,464 a layer") {
    const layer_form f = form_of({.value_heads = 32, .key_heads = 16}, 2048);
    CHECK(elements(f, "in_qk") == 8'388'608);  // 2 x 2,048 x 2,048
    CHECK(elements(f, "in_v") == 8'388'608);   // 2,048 x 4,096
    CHECK(elements(f, "in_z") == 8'388'608);
    CHECK(elements(f, "in_ba") == 131'072);
    CHECK(elements(f, "conv_qk") == 16'384);
    CHECK(elements(f, "conv_v") == 16'384);
    CHECK(elements(f, "decay") == 64);
    CHECK(elements(f, "gate_norm") == 128);
    CHECK(elements(f, "out") == 8'388'608);
    std::int64_t all = 0;
    for (std::int64_t i = 0; i < f.tensor_count; ++i) all += f.tensors[i].inputs * f.tensors[i].outputs * f.tensors[i].copies;
    CHECK(all == 33'718'464);
}

TEST_CASE("a matrix of 128 x 128 a value head, read twice and corrected once a token") {
    const layer_form f = form_of({.value_heads = 32, .key_heads = 16}, 2048);
    CHECK(f.back.elements_per_token == 0);
    CHECK(f.back.state.elements == 524'288);
    CHECK(f.back.state.elements_of_sequence() == 557'056);  // and 8,192 x 4
    CHECK(f.back.state.update_flops == 4 * 524'288 + 2 * 4 * 8192);
    CHECK(f.back.state.readout_flops == 2 * 524'288);
    CHECK(f.back.state.chunk_flops == 65 * 32 * (3 * 128 + 2 * 128));
    CHECK(f.back.query_heads == 32);
    CHECK(f.back.kv_heads == 16);
}
