// Laws of estimates over the catalogue: they lie above both bounds, and are the same while compiling.
#include <laws/catalogue.hpp>
#include <laws/compile_time.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/estimated.hpp>
#include <rafter/feasibility/estimates.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;

/// `serial`: messages stand between operations, and are those of the roofline.
void lies_above(const estimate& e, const phase_times& bounds, bool serial) {
    CHECK(at_most(bounds.ceiling.time.value, e.low.value));
    CHECK(at_most(e.low.value, e.time.value));
    CHECK(at_most(e.time.value, e.high.value));
    CHECK(at_most(e.system.value, bounds.ceiling.system.value));
    CHECK(at_most(e.per_user.value, bounds.ceiling.per_user.value));
    CHECK(e.complete);
    if (!bounds.roofline.complete || !serial) return;
    CHECK(at_most(bounds.roofline.time.value, e.time.value));
    CHECK(at_most(e.system.value, bounds.roofline.system.value));
    CHECK(e.time.value == doctest::Approx((e.compute + e.memory + e.link + e.fixed + e.waiting).value).epsilon(1e-9));
}

/// Both phases of a deployment; whether estimates were made.
bool both_lie_above(const transformer& m, const accelerator& a, const request& r) {
    const prepared known = prepare(m, a, {}, r);
    const assessment bounds = assess(known, r.load);
    const estimates e = estimates_of(known, expectation_of(known, a, r.serving), r.load, bounds);
    if (!e.made()) return false;
    const bool overlaps = r.serving.pace != nullptr && r.serving.pace->traits.overlaps_messages;
    // In a prefill a domain gets a token once, whereas the roofline sends it to every expert.
    const bool merged = r.plan.expert > 1 && routes_of(a, r.plan).expert.domains > 1;
    lies_above(e.decode, bounds.decode, !overlaps);
    lies_above(e.prefill, bounds.prefill, !overlaps && !merged);
    return true;
}

bool same(const estimate& a, const estimate& b) {
    using laws::same;
    return same(a.time, b.time) && same(a.low, b.low) && same(a.high, b.high) && a.sure == b.sure && a.bound_by == b.bound_by &&
           same(a.compute, b.compute) && same(a.memory, b.memory) && same(a.link, b.link) && same(a.fixed, b.fixed) && same(a.waiting, b.waiting) &&
           same(a.per_user, b.per_user) && same(a.system, b.system);
}

/// What a deployment expects is what is expected of it at run time.
template <class D> void expects_the_same() {
    const estimates now = estimates_of(claims::unseen(D::model::spec), claims::unseen(D::hardware::spec), claims::unseen(D::asked));
    constexpr auto constant = estimated<D>;
    CHECK(constant.made() == now.made());
    if constexpr (requires { constant.decode; }) {
        CHECK(same(constant.decode, now.decode));
        CHECK(same(constant.prefill, now.prefill));
    } else {
        CHECK(constant.lacks == now.lacks);
    }
}
template <class... Policies> void expect_the_same() {
    const auto pairs = [](const auto& models, const auto& parts) {
        boost::hana::for_each(models, [&](auto model) {
            boost::hana::for_each(parts, [&](auto part) {
                using M = typename decltype(model)::type;
                using H = typename decltype(part)::type;
                INFO(doctest::String(M::name), " on ", doctest::String(H::spec.name));
                expects_the_same<deployment<M, H, Policies...>>();
            });
        });
    };
    pairs(kinds::all, part_kinds::all);
    pairs(boost::hana::tuple_t<rafter::catalog::models::mamba_codestral_7b, rafter::catalog::models::deepseek_v3_2>, two::parts);
}

}  // namespace

TEST_CASE("ceiling <= low <= estimate <= high, and roofline <= estimate where nothing overlaps") {
    int made = 0, none = 0;
    for_each_pair([&](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (computable(m, r)) ++(both_lie_above(m, a, r) ? made : none);
        });
    });
    CHECK(made > none);
    CHECK(none > 0);
    MESSAGE(made, " estimates made, ", none, " ceilings only");
}

TEST_CASE("the same by every engine, and through pipelines in micro-batches") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const engine_profile* p : engines::all) {
            request r = asking({.tensor = 2}, {.batch = 12, .prompt = 3000, .output = 100, .prompts_at_once = 2});
            r.serving = engine_of(*p);
            both_lie_above(m, a, r);
        }
        for (const std::int64_t micro_batches : {1, 3, 16})
            for (const workload& load : loads)
                if (const request r = asking({.tensor = 2, .pipeline = 3, .micro_batches = micro_batches}, load); computable(m, r)) both_lie_above(m, a, r);
    });
}

TEST_CASE("messages beside operations: at most as long as one after the other, at least as the longer") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        request r = asking({.tensor = 8, .expert = 8}, {.batch = 64, .prompt = 3000, .output = 100});
        if (!computable(m, r)) return;
        r.serving.pace = &paces::sglang;
        if (!both_lie_above(m, a, r)) return;
        const estimate beside = estimates_of(m, a, r).decode;
        r.serving.pace = &paces::sglang_one_batch;
        const estimate after = estimates_of(m, a, r).decode;
        CHECK(at_most(beside.time.value, after.time.value));
        CHECK(at_most(after.link.value, beside.time.value));
    });
}

TEST_CASE("compile time equals run time: one device") {
    expect_the_same<batch<8>, prompt<2048>, output<128>>();
}
TEST_CASE("compile time equals run time: an engine, tensor parallel") {
    expect_the_same<plan<tensor_parallel<8>>, batch<32>, prompt<2048>, output<256>, served_by<engines::vllm>>();
}
TEST_CASE("compile time equals run time: a pipeline in micro-batches") {
    expect_the_same<plan<tensor_parallel<2>, pipeline_parallel<3>, micro_batches<7>>, batch<23>, prompt<5000>, output<100>, served_by<engines::sglang>>();
}
