// Laws of the two bounds, over the whole catalogue.
#include <initializer_list>
#include <laws/catalogue.hpp>
#include <laws/compile_time.hpp>
#include <rafter/parallelism/strategies.hpp>
#include <rafter/performance/breakdown.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;

/// Twice the rate of everything of one kind.
void widen(figure<bytes_per_second>& f) {
    f.value = f.value * 2;
}
accelerator with_memory_twice_as_fast(accelerator a) {
    for (memory_tier& t : a.tiers) widen(t.read);
    return a;
}
accelerator with_links_twice_as_fast(accelerator a) {
    widen(a.scale_up.per_device);
    widen(a.scale_up.pairwise);
    widen(a.scale_out.per_device);
    return a;
}
accelerator with_peaks_twice_as_high(accelerator a) {
    for (auto* p : {&a.peaks.fp32, &a.peaks.tf32, &a.peaks.bf16, &a.peaks.fp16, &a.peaks.fp8, &a.peaks.int8,
                    &a.peaks.fp4, &a.peaks.int4})
        p->value = p->value * 2;
    a.units = {};
    return a;
}
void never_slower(const phase_times& fast, const phase_times& slow) {
    CHECK(at_most(fast.ceiling.time.value, slow.ceiling.time.value));
    CHECK(at_most(fast.roofline.time.value, slow.roofline.time.value));
    CHECK(at_most(slow.ceiling.system.value, fast.ceiling.system.value));
    CHECK(at_most(slow.roofline.system.value, fast.roofline.system.value));
}
template <class Change> void faster_is_never_slower(Change change) {
    for_each_pair([&](const transformer& m, const accelerator& a) {
        const accelerator faster = change(a);
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const assessment before = assess(m, a, r), after = assess(m, faster, r);
            never_slower(after.decode, before.decode);
            never_slower(after.prefill, before.prefill);
        });
    });
}
void sums_up(const phase_times& t) {
    CHECK(t.ceiling.time.value >= 0);
    CHECK(t.roofline.time.value ==
          doctest::Approx((t.roofline.compute + t.roofline.memory + t.roofline.link + t.roofline.waiting).value).epsilon(1e-9));
    CHECK(t.roofline.memory.value >= -1e-12 * t.roofline.time.value);
}

}  // namespace

TEST_CASE("the ceiling is never slower than the roofline, where all that it needs is known") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const assessment x = assess(m, a, r);
            for (const phase_times* t : {&x.decode, &x.prefill}) {
                if (!t->roofline.complete) continue;
                CHECK(at_most(t->ceiling.time.value, t->roofline.time.value));
                CHECK(at_most(t->roofline.system.value, t->ceiling.system.value));
                CHECK(at_most(t->roofline.per_user.value, t->ceiling.per_user.value));
            }
        });
    });
}

TEST_CASE("parts of a time sum up, and a bound that some rate gives is positive") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const assessment x = assess(m, a, r);
            sums_up(x.decode);
            sums_up(x.prefill);
            const bool any_peak = a.peaks.fp32.known() || a.peaks.bf16.known() || a.peaks.fp16.known();
            if (any_peak) CHECK(x.prefill.ceiling.time.value > 0);
            if (any_peak) CHECK(x.decode.ceiling.time.value > 0);
            bool any_rate = false;  // of Hailo's memories none is published
            for (const rafter::memory_tier& t : a.tiers) any_rate = any_rate || (t.role == rafter::keeps::data && t.read.known());
            if (any_rate) CHECK(x.decode.roofline.time.value > 0);
            if (any_rate) CHECK(x.prefill.roofline.time.value > 0);
            CHECK(x.decode.ceiling.time >= x.decode.ceiling.compute * (1.0 - 1e-12));
            CHECK(x.decode.ceiling.per_user.value * x.decode.ceiling.time.value ==
                  doctest::Approx(x.decode.ceiling.time.value > 0 ? 1.0 : 0.0));
        });
    });
}

TEST_CASE("faster memory is never slower") {
    faster_is_never_slower(with_memory_twice_as_fast);
}
TEST_CASE("faster links are never slower") {
    faster_is_never_slower(with_links_twice_as_fast);
}
TEST_CASE("higher peaks are never slower") {
    faster_is_never_slower(with_peaks_twice_as_high);
}

TEST_CASE("context_parallel<1> is no context parallel, bit for bit, and sends nothing") {
    using without = plan<tensor_parallel<2>, pipeline_parallel<2>>;
    using with = plan<tensor_parallel<2>, pipeline_parallel<2>, context_parallel<1>>;
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const workload& load : loads) {
            const assessment x = assess(m, a, asking(without::spec, load)), y = assess(m, a, asking(with::spec, load));
            CHECK(same(x.findings, y.findings));
            CHECK(same(x.footprint, y.footprint));
            CHECK(same(x.decode.ceiling, y.decode.ceiling));
            CHECK(same(x.decode.roofline, y.decode.roofline));
            CHECK(same(x.prefill.ceiling, y.prefill.ceiling));
            CHECK(same(x.prefill.roofline, y.prefill.roofline));
            for (const phase which : {phase::decode, phase::prefill})
                for (const operation& o : claims::ledger_of(m, asking(with::spec, load), which)) CHECK(o.kind != message::ring);
        }
    });
}

TEST_CASE("one sequence alone is never sooner through more stages") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        if (!storage_of(a, {}).one_memory) return;  // else more stages hold more in an inner memory
        for (const std::int64_t prompt : {100, 30'000}) {
            double before = 0;
            for (std::int64_t p = 1; p <= 8 && p <= m.layer_count; ++p) {
                const double time = assess(m, a, asking({.pipeline = p}, {.prompt = prompt})).decode.roofline.time.value;
                CHECK(at_most(before, time));
                before = time;
            }
        }
    });
}

TEST_CASE("micro-batches and stages that are stated as they would be anyway change nothing") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        if (m.layer_count % 4 != 0) return;
        const auto n = m.layer_count / 4;
        const split plan{.tensor = 2, .pipeline = 4}, stated{.tensor = 2, .pipeline = 4, .micro_batches = 4, .stages = stages_of(n, n, n, n)};
        const workload load{.batch = 8, .prompt = 3000, .output = 10};
        const assessment x = assess(m, a, asking(plan, load)), y = assess(m, a, asking(stated, load));
        CHECK(same(x.footprint, y.footprint));
        CHECK(same(x.decode.roofline, y.decode.roofline));
        CHECK(at_most(x.decode.ceiling.time.value, y.decode.ceiling.time.value));  // as few were not ruled out
        CHECK(same(x.prefill.ceiling, y.prefill.ceiling));
    });
}

TEST_CASE("a pipeline in stated micro-batches: no roofline below its ceiling, and only a prefill in several waits") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const std::int64_t micro_batches : {1, 3, 16})
            for (const workload& load : loads) {
                const split plan{.tensor = 2, .pipeline = 3, .micro_batches = micro_batches};
                if (!computable(m, asking(plan, load))) continue;
                const assessment x = assess(m, a, asking(plan, load));
                for (const phase_times* t : {&x.decode, &x.prefill}) {
                    sums_up(*t);
                    if (!t->roofline.complete) continue;
                    CHECK(at_most(t->ceiling.time.value, t->roofline.time.value));
                    CHECK(at_most(t->roofline.system.value, t->ceiling.system.value));
                    CHECK(at_most(t->roofline.per_user.value, t->ceiling.per_user.value));
                }
                CHECK((x.prefill.roofline.waiting.value > 0) == (micro_batches > 1 && x.prefill.roofline.time.value > 0));
            }
    });
}

TEST_CASE("tensor_parallel<1> sends nothing, nor does a plan of one device") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const workload& load : loads) {
            const assessment x = assess(m, a, asking({.tensor = 1}, load));
            CHECK(x.decode.roofline.link.value == 0);
            CHECK(x.decode.ceiling.link.value == 0);
            CHECK(x.prefill.roofline.link.value == 0);
            CHECK(x.prefill.ceiling.link.value == 0);
        }
    });
}

TEST_CASE("a larger batch or a longer context is never faster for a user, a longer prompt never ready sooner") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const split& plan : plans) {
            request r = asking(plan, {.batch = 4, .prompt = 500, .output = 20});
            if (!computable(m, r)) continue;
            const assessment base = assess(m, a, r);
            if (!base.footprint.total.value) continue;
            request longer = r;
            longer.load.prompt = 700;
            const assessment after = assess(m, a, longer);
            CHECK(at_most(base.decode.ceiling.time.value, after.decode.ceiling.time.value));
            CHECK(at_most(base.prefill.ceiling.time.value, after.prefill.ceiling.time.value));
            if (a.tier_count() == 1 || after.feasible) {  // what does not fit is spread otherwise
                CHECK(at_most(base.decode.roofline.time.value, after.decode.roofline.time.value));
                CHECK(at_most(base.prefill.roofline.time.value, after.prefill.roofline.time.value));
            }
            request more = r;
            more.load.batch = 64;
            CHECK(at_most(base.decode.ceiling.time.value, assess(m, a, more).decode.ceiling.time.value));
        }
    });
}

TEST_CASE("a bound without knowledge of routing is never above the bound with uniform routing") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](request r) {
            if (!computable(m, r)) return;
            r.load.experts = routing::uniform;
            const assessment uniform = assess(m, a, r);
            r.load.experts = routing::unknown;
            const assessment unknown = assess(m, a, r);
            CHECK(at_most(unknown.decode.ceiling.time.value, uniform.decode.ceiling.time.value));
            CHECK(at_most(unknown.prefill.ceiling.time.value, uniform.prefill.ceiling.time.value));
        });
    });
}

TEST_CASE("priced line by line, a step is what its times say") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const assessment x = assess(m, a, r);
            const storage memory = storage_of(a, r.serving);
            const read_prices reads = read_prices_of(memory, x.footprint);
            const placement where = place(memory, x.footprint);
            // A single memory is read at its rate whatever found no room.
            if (!memory.one_memory && where.all_placed()) {
                CHECK(reads.per_weight_byte == doctest::Approx(seconds_per_byte(memory, where.weights)).scale(0).epsilon(1e-12));
                CHECK(reads.per_cache_byte == doctest::Approx(seconds_per_byte(memory, where.cache)).scale(0).epsilon(1e-12));
            }
            const machine_prices on = machine_prices_of(a, r.plan);
            for (const phase which : {phase::decode, phase::prefill}) {
                const bool decode = which == phase::decode;
                double time = 0, link = 0, compute = 0, memory_bound = 0, bare = 0, least_compute = 0, left_out = 0, tied = 0;
                for (const operation& o : claims::ledger_of(m, r, which)) {
                    const auto n = static_cast<double>(o.repeats);
                    const operation_time t = price(o, on, reads);
                    time += n * t.time;
                    bare += n * t.bare;
                    least_compute += n * t.least_compute;
                    (t.bound_by == resource::link      ? link
                     : t.bound_by == resource::compute ? compute
                                                       : memory_bound) += n * t.time;
                    // Where both take as long, rounding says which of them binds.
                    const double work = o.work_flops * on.compute.of(o.multiplied_as);
                    const double moved = o.weight_bytes * reads.per_weight_byte + (o.cache_read_bytes + o.cache_write_bytes + o.activation_bytes) * reads.per_cache_byte;
                    if (claims::within(work, moved, 1e-12)) tied += n * t.time;
                }
                const phase_times& f = decode ? x.decode : x.prefill;
                CHECK((f.roofline.time - f.roofline.waiting).value == doctest::Approx(time).epsilon(1e-9));
                CHECK(f.roofline.link.value == doctest::Approx(link).epsilon(1e-9));
                CHECK(f.roofline.compute.value + f.roofline.memory.value == doctest::Approx(compute + memory_bound).epsilon(1e-9));
                const double differs = f.roofline.compute.value - compute;
                CHECK((differs < 0 ? -differs : differs) <= tied + 1e-9 * (compute + memory_bound));
                CHECK(at_most(bare, time));
                if (decode) {
                    CHECK(f.ceiling.compute.value == doctest::Approx(least_compute).epsilon(1e-9));
                    CHECK(decode_without_activations_and_messages(m, a, r).value ==
                          doctest::Approx(bare).epsilon(1e-12));
                } else {  // the ceiling leaves out of one last layer what only unsampled positions need
                    for (std::int64_t i = 0; i < m.form_count; ++i)
                        if (m.forms[i].where.contains(m.layer_count - 1)) left_out = 1;
                    CHECK(left_out == 1);
                    CHECK(at_most(f.ceiling.compute.value, least_compute));
                }
            }
        });
    });
}
