// Times of a step with drafts, as times of the tokens that it gives: by hand.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/per_output_token.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

/// 8 ms at least; 10 ms one after another, of which half a millisecond is waited for.
constexpr phase_times step{.ceiling = {.time = 8_ms, .compute = 2_ms, .memory = 8_ms, .link = 1_ms, .per_user = tokens_per_second{125}, .system = tokens_per_second{1000}},
                           .roofline = {.time = 10_ms, .compute = 1_ms, .memory = 8_ms, .link = 500_us, .waiting = 500_us, .per_user = tokens_per_second{100}, .system = tokens_per_second{800}}};
/// 1 + 0.8 + 0.64 + 0.512 + 0.4096 = 3.3616 tokens.
constexpr speculation four{.drafted = 4, .acceptance_known = true, .acceptance = 0.8, .per_draft = 500_us};

constexpr calibrated_times ten_us[part_class_count]{{.of_compute = 1, .of_memory = 0.5, .per_operation = seconds{10e-6}, .per_operation_of_prefill = seconds{20e-6}, .rows = "by hand"}};
constexpr engine_pace by_hand{.name = "by hand", .on = ten_us};

estimates expected(workload load) {
    request r = asking({}, load);
    r.serving.pace = &by_hand;
    return estimates_of(unseen(models::llama_2_7b::spec), unseen(parts::nvidia_a100_80gb::spec), unseen(r));
}

}  // namespace

TEST_CASE("10 ms and four drafts of 0.5 ms are 12 ms for 3.3616 tokens; the ceiling grants the drafts") {
    const phase_times t = per_output_token(unseen(step), unseen(four));
    CHECK(t.ceiling.time.in_ms() == doctest::Approx(2.379819));
    CHECK(t.ceiling.memory.in_ms() == doctest::Approx(2.379819));
    CHECK(t.ceiling.compute.in_ms() == doctest::Approx(0.594955));
    CHECK(t.ceiling.per_user.value == doctest::Approx(420.2));
    CHECK(t.ceiling.system.value == doctest::Approx(3361.6));
    CHECK(t.roofline.time.in_ms() == doctest::Approx(3.569729));
    CHECK(t.roofline.waiting.in_ms() == doctest::Approx(0.743694));  // 2.5 ms over the tokens
    CHECK(t.roofline.per_user.value == doctest::Approx(280.133333));
    CHECK(t.roofline.system.value == doctest::Approx(2241.066667));
    CHECK(t.roofline.time.value == doctest::Approx((t.roofline.compute + t.roofline.memory + t.roofline.link + t.roofline.waiting).value));
    CHECK(t.roofline.complete);
    CHECK(t.ceiling.bound_by == step.ceiling.bound_by);
}

TEST_CASE("where it is not known how many are right, all are, and the roofline is not the whole") {
    const phase_times t = per_output_token(unseen(step), unseen(speculation{.drafted = 3}));
    CHECK(t.ceiling.time == 2_ms);
    CHECK(t.roofline.time.in_ms() == doctest::Approx(2.5));
    CHECK(t.ceiling.complete);
    CHECK(!t.roofline.complete);
}

TEST_CASE("no drafts change nothing") {
    const phase_times t = per_output_token(unseen(step), unseen(speculation{.per_draft = 500_us}));
    CHECK(t.ceiling.time == step.ceiling.time);
    CHECK(t.roofline.time == step.roofline.time);
    CHECK(t.roofline.complete);
}

TEST_CASE("no time and no rate of nothing") {
    const phase_times t = per_output_token(unseen(phase_times{}), unseen(speculation{.drafted = 3, .acceptance_known = true, .acceptance = 0.5}));
    CHECK(t.roofline.time.value == 0);
    CHECK(t.roofline.per_user.value == 0);
    CHECK(t.ceiling.per_user.value == 0);
}

TEST_CASE("an estimate takes drafts as a fixed cost: Llama-2-7B, three of 1 ms, half of them right") {
    const speculation three{.drafted = 3, .acceptance_known = true, .acceptance = 0.5, .per_draft = 1_ms};
    const estimate e = expected({.batch = 2, .prompt = 2111, .output = 4, .drafts = three}).decode;
    CHECK(e.fixed.in_ms() == doctest::Approx((226 * 0.01 + 3) / 1.875));  // 32 layers of seven operations, final norm and head
    CHECK(e.time.value == doctest::Approx((e.compute + e.memory + e.link + e.fixed).value));
    CHECK(e.per_user.value * e.time.value == doctest::Approx(1));
    CHECK(e.system.value * e.time.value == doctest::Approx(2));
    CHECK(e.low < e.time);
    CHECK(e.time < e.high);
    CHECK(e.complete);
    const estimate free = expected({.batch = 2, .prompt = 2111, .output = 4, .drafts = {.drafted = 3, .acceptance_known = true, .acceptance = 0.5}}).decode;
    CHECK((e.time - free.time).in_ms() == doctest::Approx(1.6));
    CHECK((e.low - free.low).in_ms() == doctest::Approx(1.6));  // a time that is given has no spread
    CHECK((e.high - free.high).in_ms() == doctest::Approx(1.6));
    CHECK_FALSE(expected({.prompt = 2111, .output = 4, .drafts = {.drafted = 3}}).made());  // nobody says how many are right
    CHECK(expected({.prompt = 2111, .output = 4, .drafts = {.drafted = 3, .acceptance_known = true, .acceptance = 0.5, .per_draft = 1_s}}).decode.bound_by == resource::fixed);
}

TEST_CASE("rates of a prefill behind a prefix count its new tokens") {
    const workload load{.prompt = 3072, .output = 4, .prompts_at_once = 2, .prefix = 1024};
    const estimate e = expected(load).prefill;
    CHECK(e.per_user.value * e.time.value == doctest::Approx(2048));
    CHECK(e.system.value * e.time.value == doctest::Approx(4096));
    const phase_times t = assess(unseen(models::llama_2_7b::spec), parts::nvidia_a100_80gb::spec, asking({}, load)).prefill;
    CHECK(t.ceiling.per_user.value * t.ceiling.time.value == doctest::Approx(2048));
    CHECK(t.roofline.system.value * t.roofline.time.value == doctest::Approx(4096));
}
