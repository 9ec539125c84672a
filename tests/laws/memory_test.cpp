// Laws of what a device holds, over the whole catalogue.
#include <laws/catalogue.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;

/// Weights of all devices, replicas counted: those of every stage times the ranks of a stage.
std::int64_t held_by_all(const transformer& m, const request& r) {
    const sheet held = sheet_of(m, r);
    std::int64_t sum = 0;
    for (std::int64_t stage = 0; stage < r.plan.pipeline; ++stage)
        for (const bytes& b : weights_by_class_of(held, stage).by_class) sum += b.value * r.plan.stage_devices();
    return sum;
}

}  // namespace

TEST_CASE("more sequences or longer ones never need less memory") {
    for_each_model([](const transformer& m) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const footprint base = footprint_of(m, r);
            request more = r, longer = r, chatty = r, wider = r;
            more.load.batch += 5;
            longer.load.prompt += 777;
            chatty.load.output += 777;
            wider.load.prompts_at_once += 1;
            CHECK(footprint_of(m, more).total >= base.total);
            CHECK(footprint_of(m, longer).total >= base.total);
            CHECK(footprint_of(m, chatty).total >= base.total);
            CHECK(footprint_of(m, wider).total >= base.total);
            if (r.plan.pipeline == 1) CHECK(footprint_of(m, more).weights == base.weights);  // else another stage may be the fullest
            CHECK(base.total == base.weights + base.cache + base.activations + base.reserve);
        });
    });
}

TEST_CASE("wider tensor parallel never holds more, and a wider format never less") {
    for_each_model([](const transformer& m) {
        for (const workload& load : loads) {
            bytes before{checked::overflowed};
            for (std::int64_t t = 1; t <= 64; t *= 2) {
                const footprint f = footprint_of(m, asking({.tensor = t}, load));
                CHECK(f.weights <= before);
                before = f.weights;
                const request narrow = claims::in_formats(asking({.tensor = t}, load), fp8::spec, fp8::spec);
                CHECK(footprint_of(m, narrow).weights <= f.weights);
                CHECK(footprint_of(m, narrow).cache <= f.cache);
            }
        }
    });
}

TEST_CASE("more context ranks hold no more of a cache, and the same weights") {
    for_each_model([](const transformer& m) {
        for (const workload& load : loads) {
            const footprint one = footprint_of(m, asking({.context = 1}, load));
            bytes before = one.cache;
            for (std::int64_t c = 2; c <= 64; c *= 2) {
                if (!rules::context_modelled(m, {.context = c}).ok()) continue;
                const footprint f = footprint_of(m, asking({.context = c}, load));
                CHECK(f.weights == one.weights);
                CHECK(f.cache <= before);
                CHECK(f.cache * c >= one.cache);
                before = f.cache;
            }
        }
    });
}

TEST_CASE("all devices of a plan together hold at least the whole model, the fullest at least its share") {
    for_each_model([](const transformer& m) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const std::int64_t whole = stored_weights(m, r.formats).value;
            CHECK(held_by_all(m, r) >= whole);
            request idle = r;  // the fullest stage is then that of most weights
            idle.load.batch = 0;
            CHECK(footprint_of(m, idle).weights.value >= whole / r.plan.devices());
        });
    });
}

TEST_CASE("the fullest device holds no more than the whole model, but for a tied table") {
    for_each_model([](const transformer& m) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            CHECK(footprint_of(m, r).weights <= stored_weights(m, r.formats));
        });
    });
}

TEST_CASE("weights by class sum to the weights of the fullest device") {
    for_each_model([](const transformer& m) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const footprint f = footprint_of(m, r);
            bytes sum{};
            for (const bytes& b : weights_by_class_of(sheet_of(m, r), f.stage).by_class) sum += b;
            CHECK(sum == f.weights);
        });
    });
}

TEST_CASE("all caches of a pipeline are the cache of one device, cut by nothing") {
    for_each_model([](const transformer& m) {
        const workload load{.batch = 3'000'000, .prompt = 5000, .output = 100};  // the fullest stage is that of most cache
        const bytes whole = footprint_of(m, asking({}, load)).cache;
        const bytes even = footprint_of(m, asking({.pipeline = 2}, load)).cache;
        CHECK(even * 2 >= whole);
        CHECK(even <= whole);
    });
}

TEST_CASE("what is placed is what is held, and no tier holds more than it can") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for_each_request([&](const request& r) {
            if (!computable(m, r)) return;
            const footprint f = footprint_of(m, r);
            const placement p = place(a, f, r.serving);
            std::int64_t weights = p.weights_left, written = 0;
            for (int i = 0; i < max_tiers; ++i) {
                weights += p.weights[i];
                written += p.cache[i];
                CHECK(p.weights[i] >= 0);
                CHECK(p.cache[i] >= 0);
                if (i < a.tier_count() && a.tiers[i].capacity.known())
                    CHECK(p.weights[i] + p.cache[i] <= a.tiers[i].capacity.value.value);
                if (i >= a.tier_count() || a.tiers[i].role != keeps::data) CHECK(p.weights[i] + p.cache[i] == 0);
            }
            CHECK(weights == f.weights.value);
            CHECK(written <= f.cache.value);
            CHECK((p.written_left > 0 || written == f.cache.value));
        });
    });
}

TEST_CASE("fits says what assess says, and a device more memory never turns a yes into a no") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        accelerator larger = a;
        for (memory_tier& t : larger.tiers)
            if (t.capacity.known()) t.capacity.value = t.capacity.value * 2;
        for_each_request([&](const request& r) {
            const bool yes = fits(m, {.device = a}, r);
            CHECK(yes == assess(m, a, r).feasible);
            if (yes) CHECK(fits(m, {.device = larger}, r));
        });
    });
}
