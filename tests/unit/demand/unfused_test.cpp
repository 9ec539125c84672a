#include <doctest/doctest.h>

#include <rafter/catalog/models/llama.hpp>
#include <rafter/demand/unfused.hpp>
#include <unit/claims.hpp>

using namespace rafter;

namespace {
constexpr lookback llama_7b = catalog::models::llama_2_7b::spec.forms[0].back;

/// 32 heads of 128, as LLM-Viewer's table 1 prints them: a prompt of 2,048, and one token behind 2,048.
constexpr bool as_printed(const lookback& back) {
    const unfused_attention prompt = unfused_attention_of(back, 2048, 2048, fp16::spec);
    const unfused_attention token = unfused_attention_of(back, 1, 2048, fp16::spec);
    return prompt.scores.work_flops == 34'359'738'368.0 && prompt.scores.moved_bytes == 301'989'888.0 &&
           prompt.values.work_flops == 34'359'738'368.0 && prompt.values.moved_bytes == 301'989'888.0 &&
           prompt.softmax.work_flops == 671'088'640.0 && prompt.softmax.moved_bytes == 536'870'912.0 &&
           token.scores.work_flops == 16'777'216.0 && token.scores.moved_bytes == 16'916'480.0 &&
           token.softmax.work_flops == 327'680.0 && token.softmax.moved_bytes == 262'144.0;
}
static_assert(as_printed(llama_7b));
}  // namespace

TEST_CASE("attention that is not fused moves its scores") {
    CHECK(as_printed(claims::unseen(llama_7b)));
    // fused, the prompt moves queries, keys, values and results only: 4 x 2,048 x 4,096 x 2 bytes, a seventeenth of it
    const unfused_attention prompt = unfused_attention_of(claims::unseen(llama_7b), 2048, 2048, fp16::spec);
    CHECK(prompt.scores.moved_bytes + prompt.softmax.moved_bytes + prompt.values.moved_bytes == doctest::Approx(17 * 67'108'864.0));
}

TEST_CASE("norms and additions as operators") {
    CHECK(norm_work(2048 * 4096, fp16::spec).work_flops == 58'720'256.0);
    CHECK(norm_work(2048 * 4096, fp16::spec).moved_bytes == 33'554'432.0);
    CHECK(norm_work(4096, fp16::spec).flops_per_byte() == 1.75);
    CHECK(addition_work(4096, fp16::spec).flops_per_byte() == 0.25);
    CHECK(operator_work{}.flops_per_byte() == 0);
}
