// Mamba-2 in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/recurrent/mamba_2.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;
using forms::named;

layer_form form_of(const mamba_2& x, std::int64_t hidden) { return forms::written(x, hidden); }

}  // namespace

TEST_CASE("Nemotron-H-8B: 128 heads of 64 over 8 groups, a state of 128: 109,635,968 a layer") {
    const layer_form f = form_of({.heads = 128, .head_width = 64, .groups = 8, .state = 128, .chunk = 128}, 4096);
    CHECK(elements(f) == 109'635'968);
    CHECK(named(f, "in_x").outputs == 8192);
    CHECK(named(f, "in_bc").outputs == 1024);
    CHECK(named(f, "in_bc").copies == 2);
    CHECK(named(f, "in_dt").outputs == 128);
    CHECK(named(f, "decay").copies == 3);  // A, D and the bias of the step
    CHECK(named(f, "gate_norm").kind == tensor_class::norm);
    CHECK(named(f, "out").inputs == 8192);
}

TEST_CASE("its state, and the work of a token") {
    const layer_form f = form_of({.heads = 128, .head_width = 64, .groups = 8, .state = 128, .chunk = 128}, 4096);
    CHECK(f.back.state.elements == 1'048'576);  // 8,192 x 128
    CHECK(f.back.state.elements_of_sequence() == 1'089'536);  // and 10,240 x 4
    CHECK(f.back.state.update_flops == 2'097'152 + 81'920);
    CHECK(f.back.state.readout_flops == 2'097'152);
    CHECK(f.back.state.chunk_flops == 129 * (1024 + 8192));  // 64.5 tokens in the mean, C with B and the result with x
    CHECK(form_of({.heads = 128, .head_width = 64, .groups = 8, .chunk = 0}, 4096).back.state.chunk_flops == 0);
    CHECK(f.inner_reduced_elements == 0);
}

TEST_CASE("heads are cut, and groups up to their number") {
    const layer_form f = form_of({.heads = 128, .head_width = 64, .groups = 8, .state = 128}, 4096);
    CHECK(f.back.query_heads == 128);
    CHECK(f.back.kv_heads == 8);
    CHECK(f.back.cut == axis::kv_heads);
    for (std::int64_t i = 0; i < f.tensor_count; ++i) {
        const label name = f.tensors[i].name;
        const bool of_groups = name == label("in_bc") || name == label("conv_bc") || name == label("conv_bc_b");
        CHECK(f.tensors[i].cut == (of_groups ? axis::kv_heads : axis::query_heads));
    }
}
