// Formats by tensor class, and what they are multiplied as.
#include <doctest/doctest.h>

#include <initializer_list>
#include <rafter/engine/precision.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
}  // namespace

TEST_CASE("a narrow format is taken by the matrices that checkpoints quantise, a wide one by all") {
    precision p;
    p.set_weights(unseen(fp8::spec));
    for (const tensor_class c : {tensor_class::attention, tensor_class::feed_forward, tensor_class::routed_expert,
                                 tensor_class::shared_expert, tensor_class::recurrent})
        CHECK(p.of(c) == fp8::spec);
    for (const tensor_class c :
         {tensor_class::embedding, tensor_class::head, tensor_class::router, tensor_class::norm, tensor_class::bias})
        CHECK(p.of(c) == bf16::spec);
    p.set_weights(unseen(fp32::spec));
    for (int c = 0; c < tensor_class_count; ++c) CHECK(p.of(static_cast<tensor_class>(c)) == fp32::spec);
}

TEST_CASE("weights are multiplied as their own format, or as the activations where they are dequantised") {
    precision p;
    CHECK(p.compute(unseen(bf16::spec)) == arithmetic::bf16);
    CHECK(p.compute(unseen(fp8::spec)) == arithmetic::fp8);
    CHECK(p.compute(unseen(nvfp4::spec)) == arithmetic::fp4);
    CHECK(p.compute(unseen(int4<128>::spec)) == arithmetic::bf16);
    CHECK(p.compute(unseen(mxfp4::spec)) == arithmetic::bf16);
    p.activations = fp16::spec;
    CHECK(p.compute(unseen(mxfp4::spec)) == arithmetic::fp16);
    p.multiply_as = arithmetic::int8;
    p.multiply_as_stated = true;
    CHECK(p.compute(unseen(fp8::spec)) == arithmetic::int8);
    CHECK(p.compute(unseen(mxfp4::spec)) == arithmetic::int8);
}
