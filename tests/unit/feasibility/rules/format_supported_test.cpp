// RAFTER-F001.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/rules/format_supported.hpp>
#include <unit/claims.hpp>

namespace {
using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

finding judged(const accelerator& a, const precision& p) {
    return rules::format_supported(unseen(catalog::models::llama_3_1_8b::spec), unseen(a), unseen(p));
}
precision with_weights(const number_format& f) {
    precision p;
    p.set_weights(f);
    return p;
}
}  // namespace

TEST_CASE("F001: fp8 on an A100, which multiplies nothing narrower than 16 bits but integers") {
    const finding f = judged(parts::nvidia_a100_80gb::spec, with_weights(fp8::spec));
    CHECK(f.code == rule::format_supported);
    CHECK(!f.ok());
    CHECK(f.required == 8);
    CHECK(f.available == 16);
    CHECK(f.subject == static_cast<std::int64_t>(arithmetic::fp8));
    CHECK(judged(parts::nvidia_h100_sxm::spec, with_weights(fp8::spec)).is == verdict::holds);
}

TEST_CASE("F001: the same weights multiplied as bf16 are supported") {
    precision p = with_weights(fp8::spec);
    p.multiply_as = arithmetic::bf16;
    p.multiply_as_stated = true;
    CHECK(judged(parts::nvidia_a100_80gb::spec, p).is == verdict::holds);
}

TEST_CASE("F001: weights that are dequantised need no unit of their own") {
    CHECK(judged(parts::nvidia_a100_80gb::spec, with_weights(mxfp4::spec)).is == verdict::holds);
    CHECK(judged(parts::nvidia_a100_80gb::spec, with_weights(int4<128>::spec)).is == verdict::holds);
    const finding f = judged(parts::nvidia_h100_sxm::spec, with_weights(nvfp4::spec));
    CHECK(!f.ok());
    CHECK(f.required == 4);
    CHECK(f.available == 8);
    CHECK(judged(parts::nvidia_gb200::spec, with_weights(nvfp4::spec)).is == verdict::holds);
}

TEST_CASE("F001: bf16 on parts that have none: offered fp16, or nothing") {
    const finding lpu = judged(parts::groq_lpu_v1::spec, precision{});
    CHECK(!lpu.ok());
    CHECK(lpu.available == 16);
    CHECK(lpu.subject == static_cast<std::int64_t>(arithmetic::bf16));
    const finding npu = judged(parts::arm_ethos_u85::spec, precision{});
    CHECK(!npu.ok());
    CHECK(npu.available == 0);  // int8 only
}

TEST_CASE("F001: activations too") {
    precision p = with_weights(int8::spec);
    for (number_format& w : p.weights) w = int8::spec;
    p.activations = bf16::spec;
    const finding f = judged(parts::arm_ethos_u85::spec, p);
    CHECK(!f.ok());
    CHECK(f.subject == static_cast<std::int64_t>(arithmetic::bf16));
    p.activations = int8::spec;
    CHECK(judged(parts::arm_ethos_u85::spec, p).is == verdict::holds);
}

TEST_CASE("F001: an indexer's keys are multiplied as they are kept") {
    precision p;
    p.index = fp8_per_row_of_128::spec;
    const auto with_indexer = [&](const accelerator& a) { return rules::format_supported(unseen(catalog::models::deepseek_v3_2::spec), unseen(a), unseen(p)); };
    CHECK(with_indexer(parts::nvidia_h100_sxm::spec).is == verdict::holds);
    CHECK(with_indexer(parts::nvidia_a100_80gb::spec).subject == static_cast<std::int64_t>(arithmetic::fp8));
    CHECK(judged(parts::nvidia_a100_80gb::spec, p).is == verdict::holds);  // a model without one
}
