#include <doctest/doctest.h>

#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/performance/phases/decode_growth.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;

namespace {

by_kind<decode_times> growth(const workload& load) {
    const prepared known = prepare(unseen(models::llama_3_1_8b::spec), by_hand::memory_alone, {}, claims::asking({}, {}));
    return decode_growth(step_pricing{known.held, known.on, known.innermost}, load);
}

}  // namespace

TEST_CASE("the last of 128 steps reads 127 tokens more than the first") {
    const auto t = growth({.batch = 1, .prompt = 2048, .output = 129});
    CHECK(t.roofline.last.time.value - t.roofline.first.time.value == Approx(127 * by_hand::of_token / 1e12).epsilon(1e-9));
    CHECK(t.roofline.all.time.value == Approx(128 * t.roofline.mean.time.value));
    // Contexts from 2,049 to 2,176: 2,112 in the mean. Activations are under 0.1 %.
    CHECK(within(t.roofline.mean.time.value, (by_hand::layers + by_hand::head + 2112 * by_hand::of_token) / 1e12, 1e-3));
}

TEST_CASE("an output of one token has no step; of two it has one") {
    CHECK(growth({.prompt = 2048, .output = 1}).roofline.all.time.value == 0);
    const auto one = growth({.prompt = 2048, .output = 2}).roofline;
    CHECK(one.all.time == one.first.time);
    CHECK(one.first.time == one.last.time);
}

TEST_CASE("drafts take fewer steps") {
    const speculation right{.drafted = 1, .acceptance_known = true, .acceptance = 1};
    const auto plain = growth({.prompt = 2048, .output = 129}), drafted = growth({.prompt = 2048, .output = 129, .drafts = right});
    // 64 steps, each with one query more on the same weights and cache.
    CHECK(within(drafted.roofline.all.time.value, plain.roofline.all.time.value / 2, 1e-3));
}
