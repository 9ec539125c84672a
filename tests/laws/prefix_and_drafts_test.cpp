// Laws of prefixes, drafts, chunks and mixed steps, over the whole catalogue.
#include <initializer_list>
#include <laws/catalogue.hpp>
#include <laws/compile_time.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/feasibility/estimates.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;

bool same_times(const phase_times& a, const phase_times& b) { return same(a.ceiling, b.ceiling) && same(a.roofline, b.roofline); }

/// Loads with a prefix, with drafts, with both; each fits every plan.
constexpr workload changed[] = {
    {.batch = 8, .prompt = 3000, .output = 100, .prefix = 1000},
    {.batch = 64, .prompt = 2048, .output = 128, .prompts_at_once = 3, .prefix = 2000, .prefix_shared = true},
    {.batch = 5, .prompt = 512, .output = 64, .drafts = {.drafted = 3, .acceptance_known = true, .acceptance = 0.7, .per_draft = seconds{2e-4}}},
    {.batch = 16, .prompt = 30'000, .output = 50, .experts = routing::unknown, .prefix = 29'999, .prefix_shared = true, .drafts = {.drafted = 1, .acceptance_known = true, .acceptance = 1}},
};
template <class Visit> void for_each_changed(const transformer& m, Visit visit) {
    for (std::size_t p = 0; p < sizeof plans / sizeof *plans; ++p)
        for (std::size_t l = 0; l < sizeof changed / sizeof *changed; ++l) {
            INFO("plan ", p, ", workload ", l);
            if (computable(m, asking(plans[p], changed[l]))) visit(asking(plans[p], changed[l]));
        }
}

}  // namespace

TEST_CASE("no drafts, however likely, and a shared prefix of no tokens change nothing, bit for bit") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            request none = r;
            none.load.prefix_shared = true;
            none.load.drafts = {.drafted = 0, .acceptance_known = true, .acceptance = 0.3, .per_draft = seconds{1e-3}};
            const assessment x = assess(m, a, r), y = assess(m, a, none);
            CHECK(same(x.findings, y.findings));
            CHECK(same(x.footprint, y.footprint));
            CHECK(same_times(x.decode, y.decode));
            CHECK(same_times(x.prefill, y.prefill));
        });
    });
}

TEST_CASE("with a prefix, drafts or both the ceiling is never slower than the roofline, and times sum up") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_changed(m, [&](const request& r) {
            const assessment x = assess(m, a, r);
            for (const phase_times* t : {&x.decode, &x.prefill}) {
                CHECK(t->roofline.time.value == doctest::Approx((t->roofline.compute + t->roofline.memory + t->roofline.link + t->roofline.waiting).value).epsilon(1e-9));
                if (!t->roofline.complete) continue;
                CHECK(at_most(t->ceiling.time.value, t->roofline.time.value));
                CHECK(at_most(t->roofline.system.value, t->ceiling.system.value));
                CHECK(at_most(t->roofline.per_user.value, t->ceiling.per_user.value));
            }
        });
    });
}

TEST_CASE("with a prefix, drafts or both the roofline is never slower than the estimate") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_changed(m, [&](const request& r) {
            const estimates e = estimates_of(m, a, r);
            if (!e.made() || !e.decode.complete || !e.prefill.complete) return;
            const assessment x = assess(m, a, r);
            const bool waits = r.plan.pipeline > 1;  // for other micro-batches: an estimate is of one pass
            const auto serial = [&](const roofline& t) { return waits ? (t.time - t.waiting).value : t.time.value; };
            if (x.decode.roofline.complete) CHECK(at_most(serial(x.decode.roofline), e.decode.time.value));
            if (x.prefill.roofline.complete) CHECK(at_most(serial(x.prefill.roofline), e.prefill.time.value));
        });
    });
}

TEST_CASE("a longer prefix never raises the ceiling of a prefill, nor its compute") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const split& plan : plans) {
            request r = asking(plan, {.prompt = 4000, .prompts_at_once = 2});
            if (!computable(m, r)) continue;
            ceiling before = assess(m, a, r).prefill.ceiling;
            for (const std::int64_t prefix : {64, 512, 2000, 3872, 3999}) {
                r.load.prefix = prefix;
                const ceiling c = assess(m, a, r).prefill.ceiling;
                INFO("prefix ", prefix, ", plan ", &plan - plans);
                CHECK(at_most(c.time.value, before.time.value));
                CHECK(at_most(c.compute.value, before.compute.value));
                before = c;
            }
        }
    });
}

TEST_CASE("a shared prefix never needs more memory than prefixes of one's own, nor a slower ceiling of decode; a prefix of one's own changes neither") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const split& plan : plans)
            for (const std::int64_t batch : {1, 40})
                for (const std::int64_t prefix : {1, 500, 2999}) {
                    request own = asking(plan, {.batch = batch, .prompt = 3000, .output = 200, .prefix = prefix});
                    if (!computable(m, own)) continue;
                    request none = own, shared = own;
                    none.load.prefix = 0;
                    shared.load.prefix_shared = true;
                    const assessment x = assess(m, a, own), y = assess(m, a, shared), z = assess(m, a, none);
                    CHECK(y.footprint.cache <= x.footprint.cache);
                    CHECK(y.footprint.total <= x.footprint.total);
                    CHECK(x.footprint.cache == z.footprint.cache);
                    CHECK(at_most(y.decode.ceiling.time.value, x.decode.ceiling.time.value));
                    CHECK(at_most(x.decode.ceiling.system.value, y.decode.ceiling.system.value));
                    CHECK(same(x.decode.ceiling, z.decode.ceiling));
                    for (const engine& e : {engine{.cache_page = 16, .windows = windowed_cache::in_groups, .state_copies = 2}, engine{.cache_page = 256, .windows = windowed_cache::with_microbatch}}) {
                        own.serving = shared.serving = e;
                        const footprint of_own = footprint_of(m, own), of_shared = footprint_of(m, shared);
                        CHECK(of_shared.cache_reserved() <= of_own.cache_reserved());
                        CHECK(of_shared.cache_padding.value >= 0);
                    }
                }
    });
}

TEST_CASE("more drafts never make a step faster") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const split& plan : plans) {
            request r = asking(plan, {.batch = 12, .prompt = 2000, .output = 64});
            if (!computable(m, r)) continue;
            double bound = 0, serial = 0;
            for (const std::int64_t drafted : {0, 1, 2, 5, 31}) {
                r.load.drafts.drafted = drafted;
                const phase_times t = assess(m, a, r).decode;  // all right: a step gives drafted + 1
                const auto tokens = static_cast<double>(drafted + 1);
                CHECK(at_most(bound, t.ceiling.time.value * tokens));
                if (a.tier_count() == 1) CHECK(at_most(serial, t.roofline.time.value * tokens));  // else activations may lie elsewhere
                bound = t.ceiling.time.value * tokens;
                serial = t.roofline.time.value * tokens;
            }
        }
    });
}

TEST_CASE("drafts that are always right give one token more than they are, those that are never right one alone") {
    for (std::int64_t g = 0; g <= 1000; ++g) {
        CHECK(expected_tokens(claims::unseen(speculation{.drafted = g, .acceptance_known = true, .acceptance = 1})) == static_cast<double>(g + 1));
        CHECK(expected_tokens(claims::unseen(speculation{.drafted = g, .acceptance_known = true, .acceptance = 0})) == 1);
    }
}

TEST_CASE("a prefill of one chunk is the prefill, bit for bit") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_changed(m, [&](const request& r) {
            if (r.plan.micro_batches > 0) return;
            const prepared known = prepare(m, a, {}, r);
            const footprint need = footprint_of(known, r.load);
            const read_prices reads = read_prices_of(known.memory, need);
            const step_size one = chunk_of(r.plan, r.load, r.load.prefix, r.load.new_tokens());
            if (known.computable) CHECK(same_times(times_of(known, r.load, one, reads), prefill_of(known, r.load, need)));
        });
    });
}

TEST_CASE("a mixed step is no shorter than its prompts or its sequences, and its roofline no longer than both") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const split& plan : plans)
            for (const std::int64_t count : {1, 256, 3000}) {
                const workload load{.batch = 24, .prompt = 4000, .output = 100, .drafts = {.drafted = 1}};
                const prepared known = prepare(m, a, {}, asking(plan, load));
                if (plan.pipeline > 1 || !known.computable || !computable(m, asking(plan, load))) continue;
                const read_prices reads = read_prices_of(known.memory, footprint_of(known, load));
                const step_size decoding = decode_size(plan, load);
                for (const std::int64_t first : {std::int64_t{0}, 4000 - count}) {
                    const step_size chunk = chunk_of(plan, load, first, count);
                    const mixed_step both{chunk, decoding};
                    const phase_times x = times_of(known, load, chunk, reads), y = times_of(known, load, decoding, reads), z = times_of(known, load, both.whole(), reads);
                    INFO("plan ", &plan - plans, ", ", first, " and ", count);
                    for (const phase_times* part : {&x, &y}) {
                        CHECK(at_most(part->ceiling.time.value, z.ceiling.time.value));
                        CHECK(at_most(part->roofline.time.value, z.roofline.time.value));
                    }
                    CHECK(at_most(z.roofline.time.value, x.roofline.time.value + y.roofline.time.value));
                    if (z.roofline.complete) CHECK(at_most(z.ceiling.time.value, z.roofline.time.value));
                }
            }
    });
}
