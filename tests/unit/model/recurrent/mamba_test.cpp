// Mamba in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/recurrent/mamba.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;

layer_form form_of(const mamba& x, std::int64_t hidden) { return forms::written(x, hidden); }

}  // namespace

TEST_CASE("Mamba-2.8B, matrix by matrix: 41,241,600 a layer") {
    const layer_form f = form_of({.channels = 5120, .state = 16, .step_rank = 160}, 2560);
    CHECK(elements(f, "in_x") == 13'107'200);
    CHECK(elements(f, "in_z") == 13'107'200);
    CHECK(elements(f, "conv") == 20'480);
    CHECK(elements(f, "conv_bias") == 5'120);
    CHECK(elements(f, "x_proj") == 983'040);   // 5,120 x (160 + 2 x 16)
    CHECK(elements(f, "dt_proj") == 819'200);  // 160 x 5,120
    CHECK(elements(f, "dt_bias") == 5'120);
    CHECK(elements(f, "a_log") == 81'920);
    CHECK(elements(f, "d") == 5'120);
    CHECK(elements(f, "out") == 13'107'200);
    CHECK(elements(f, "inner_norm") == -1);
    CHECK(elements(f) == 41'241'600);
}

TEST_CASE("a state of 5,120 x 16 and four columns of the convolution, no cache, no heads") {
    const layer_form f = form_of({.channels = 5120, .state = 16, .step_rank = 160}, 2560);
    CHECK(f.back.elements_per_token == 0);
    CHECK(f.back.query_heads == 0);
    CHECK(f.back.exists());
    CHECK(f.back.state.elements == 81'920);
    CHECK(f.back.state.elements_of_sequence() == 102'400);
    CHECK(f.back.state.update_flops == 204'800);   // 2 x 81,920 and 2 x 4 x 5,120
    CHECK(f.back.state.readout_flops == 163'840);  // 2 x 81,920
    CHECK(f.back.state.chunk_flops == 0);
    CHECK(f.inner_reduced_elements == 192);        // what x_proj adds up over its channels
}

TEST_CASE("Jamba norms step, B and C") {
    const layer_form f = form_of({.channels = 16384, .state = 16, .step_rank = 512, .inner_norms = true}, 8192);
    CHECK(elements(f, "inner_norm") == 544);
    CHECK(elements(f) == 420'332'064);  // 26,480,885,760 / 63 and 544
    CHECK(f.back.state.elements_of_sequence() == 327'680);
}

TEST_CASE("channels are cut by tensor parallel, and nothing else") {
    const layer_form f = form_of({.channels = 5120, .state = 16, .step_rank = 160}, 2560);
    for (std::int64_t i = 0; i < f.tensor_count; ++i) {
        const tensor& x = f.tensors[i];
        CHECK(x.cut == axis::width);
        CHECK((x.along == side::inputs ? x.inputs : x.outputs) == 5120);
        CHECK(x.kept == (x.name == label("in_x") || x.name == label("dt_proj")));
        CHECK(x.kind == (x.as == use::product ? tensor_class::recurrent : tensor_class::bias));
    }
}
