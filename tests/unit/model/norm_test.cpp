// The norms of a layer.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/norm.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("two RMSNorms have one weight a channel each, LayerNorms a bias too") {
    layer_form rms;
    layer_norms{}.write(rms, unseen<std::int64_t>(8192));
    REQUIRE(rms.tensor_count == 1);
    CHECK(rms.tensors[0].kind == tensor_class::norm);
    CHECK(rms.tensors[0].as == use::vector);
    CHECK(rms.tensors[0].outputs == 8192);
    CHECK(rms.tensors[0].copies == 2);

    layer_form with_bias;
    layer_norms{.count = unseen<std::int64_t>(4), .biases = true}.write(with_bias, 768);
    REQUIRE(with_bias.tensor_count == 2);
    CHECK(with_bias.tensors[0].copies == 4);
    CHECK(with_bias.tensors[1].kind == tensor_class::bias);
    CHECK(with_bias.tensors[1].outputs == 768);
    CHECK(with_bias.tensors[1].copies == 4);
}
