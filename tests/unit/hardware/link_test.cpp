// What connects devices: a name makes a link, a missing figure is said.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;
using claims::unseen;
namespace models = rafter::catalog::models;

/// Llama-3.1-8B over two devices of 80 GB that this link joins.
assessment over(const link& up) {
    const accelerator part{.name = "part",
                           .peaks = {.bf16 = {1_PFLOPS, "x"}},
                           .tiers = {{.name = "HBM", .capacity = {80_GB, "x"}, .read = {3_TB_per_s, "x"}}},
                           .scale_up = up};
    return assess(unseen(models::llama_3_1_8b::spec), unseen(part), asking({.tensor = 2}, {}));
}

}  // namespace

TEST_CASE("a link without a name is none, whatever its rate") {
    CHECK(!link{}.exists());
    CHECK(unseen(link{.name = "links"}).exists());
    const finding f = over({.per_device = {100_GB_per_s, "x"}, .domain = {8, "x"}}).findings.of(rule::link_domain);
    CHECK(f.is == verdict::fails);
    CHECK(f.required == 2);
    CHECK(f.available == 1);
}

TEST_CASE("a link of unknown reach is a warning, one of unknown rate leaves the roofline without its messages") {
    const assessment unknown = over({.name = "links"});
    CHECK(unknown.feasible);
    CHECK(unknown.findings.of(rule::link_domain).is == verdict::warns);
    CHECK(!unknown.decode.roofline.complete);
    CHECK(unknown.decode.roofline.link.value == 0);
    CHECK(unknown.decode.ceiling.link.value == 0);
}

// One token of 4,096 channels in bf16 is 8,192 bytes. Two all-reduces in each of 32 layers and one of the input table,
// each 2 * 1/2 of it, and half of 128,256 logits of 4 or 2 bytes gathered: 532,480 bytes and the logits.
TEST_CASE("the rate is of one direction: half of it, twice the time of the messages") {
    const assessment fast = over({.name = "links", .per_device = {100_GB_per_s, "x"}, .domain = {2, "x"}});
    const assessment slow = over({.name = "links", .per_device = {50_GB_per_s, "x"}, .domain = {2, "x"}});
    CHECK(fast.decode.roofline.complete);
    CHECK(fast.decode.roofline.link.value >= 532'480 / 100e9);
    CHECK(fast.decode.roofline.link.value <= (532'480 + 64'128 * 4) / 100e9);
    CHECK(slow.decode.roofline.link.value == doctest::Approx(2 * fast.decode.roofline.link.value));
}

TEST_CASE("context parallel 8 of Llama-3.1-70B on H100: keys and values around the ring, no bound on them") {
    const accelerator h100 = unseen(rafter::catalog::accelerators::nvidia_h100_sxm::spec);
    const assessment x = assess(unseen(rafter::catalog::models::llama_3_1_70b::spec), h100, claims::asking({.context = 8}, {.batch = 8, .prompt = 2048}));
    // 80 layers, 7/8 of 2,048 x 4,096 bytes over 450 GB/s: 1.305 ms
    CHECK(x.prefill.roofline.link.value == doctest::Approx(1.30489e-3).epsilon(1e-5));
    // 7/8 of 8 x (64 x 128 + 64 x 129) x 2 bytes, 80 times
    CHECK(x.decode.roofline.link.value == doctest::Approx(80 * 0.875 * 263'168 / 450e9));
    CHECK(x.prefill.ceiling.link.value == 0);
    CHECK(x.decode.ceiling.link.value == 0);
}

TEST_CASE("a fabric that adds while it carries lowers the bound, not the roofline") {
    link up{.name = "links", .per_device = {100_GB_per_s, "x"}, .domain = {8, "x"}};
    const accelerator part{.name = "part",
                           .peaks = {.bf16 = {1_PFLOPS, "x"}},
                           .tiers = {{.name = "HBM", .capacity = {80_GB, "x"}, .read = {3_TB_per_s, "x"}}},
                           .scale_up = up};
    accelerator adding = part;
    adding.scale_up.reduces = true;
    const request r = asking({.tensor = 8}, {});
    const phase_times with = assess(unseen(models::llama_3_1_8b::spec), unseen(adding), r).decode;
    const phase_times without = assess(unseen(models::llama_3_1_8b::spec), unseen(part), r).decode;
    CHECK(without.ceiling.link.value == doctest::Approx(1.75 * with.ceiling.link.value));  // 2 * 7/8 against 1
    CHECK(with.roofline.link.value == doctest::Approx(without.roofline.link.value));
}
