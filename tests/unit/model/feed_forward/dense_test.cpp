// Gated and plain feed-forwards in normal form.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/feed_forward/dense.hpp>
#include <unit/model/forms.hpp>

namespace {

using namespace rafter;
using forms::elements;

template <class FeedForward> layer_form form_of(const FeedForward& ff, std::int64_t hidden) { return forms::written(ff, hidden); }

}  // namespace

TEST_CASE("gated: three matrices, 704,643,072 parameters in a layer of Llama-3.1-70B") {
    const layer_form f = form_of(gated_feed_forward{.width = 28672}, 8192);
    CHECK(f.tensor_count == 2);
    CHECK(elements(f, tensor_class::feed_forward) == 704'643'072);
    CHECK(elements(f, tensor_class::bias) == 0);
    CHECK(f.tensors[0].copies == 2);
    CHECK(f.tensors[0].along == side::outputs);
    CHECK(f.tensors[1].along == side::inputs);
    CHECK(elements(form_of(gated_feed_forward{.width = 28672, .biases = true}, 8192), tensor_class::bias) == 65'536);
}

TEST_CASE("plain: two matrices, 8*d^2 parameters and 5*d biases in a layer of GPT-2 small") {
    const layer_form f = form_of(plain_feed_forward{.width = 3072, .biases = true}, 768);
    CHECK(elements(f, tensor_class::feed_forward) == 4'718'592);
    CHECK(elements(f, tensor_class::bias) == 3'840);
    CHECK(form_of(plain_feed_forward{.width = 3072}, 768).tensor_count == 2);
}
