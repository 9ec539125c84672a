// Laws of the phases, over a sample of the catalogue: one model of each kind on one part of each kind.
#include <laws/catalogue.hpp>
#include <laws/compile_time.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/serving.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;
using claims::unseen;
using doctest::Approx;

constexpr split some_plans[] = {
    {},
    {.tensor = 8},
    {.tensor = 2, .pipeline = 4},
    {.tensor = 2, .expert = 8},
    {.pipeline = 2, .expert = 8, .context = 2},
    {.tensor = 2, .context = 4},
    {.tensor = 1, .pipeline = 4, .micro_batches = 3},
};
constexpr workload some_loads[] = {
    {.batch = 1, .prompt = 2111, .output = 1},
    {.batch = 24, .prompt = 5000, .output = 129, .prompts_at_once = 3},
    {.batch = 7, .prompt = 9000, .output = 100, .experts = routing::unknown, .prefix = 1000, .prefix_shared = true, .drafts = {.drafted = 2, .acceptance_known = true, .acceptance = 0.7}},
};

/// visit(prepared, expectation or null, load), all that is priced.
template <class Visit> void for_each_priced(Visit visit) {
    boost::hana::for_each(kinds::all, [&](auto model) {
        using M = typename decltype(model)::type;
        INFO("model ", doctest::String(M::name));
        boost::hana::for_each(part_kinds::all, [&](auto part) {
            using H = typename decltype(part)::type;
            INFO("part ", doctest::String(H::spec.name));
            for (const split& plan : some_plans) {
                INFO("tensor ", plan.tensor, ", pipeline ", plan.pipeline, ", expert ", plan.expert, ", context ", plan.context);
                request r = asking(plan, {});
                r.serving.max_num_batched_tokens = 4096;
                if (!computable(M::spec, r)) continue;
                const prepared known = prepare(M::spec, H::spec, {}, unseen(r));
                if (!known.computable) continue;
                const expectation on = expectation_of(known, H::spec, r.serving);
                for (const workload& load : some_loads) {
                    INFO("batch ", load.batch, ", prompt ", load.prompt);
                    visit(known, missing_for(known, on, load, footprint_of(known, load)) == missing::nothing ? &on : nullptr, load);
                }
            }
        });
    });
}
void with_chunk(prepared& known, std::int64_t chunk) {
    known.held.prefill_chunk = known.held.step_tokens = chunk;
}

/// A member of all three kinds, in order, where every rate is known; the estimate where there is one.
template <class Joined, class Member> void in_order(const Joined& all, Member member) {
    if (!member(all.roofline).complete) return;
    CHECK(at_most(member(all.ceiling).time.value, member(all.roofline).time.value));
    if (!all.estimated) return;
    CHECK(at_most(member(all.roofline).time.value, member(all.estimate).time.value));
    CHECK(at_most(member(all.estimate).low.value, member(all.estimate).time.value));
    CHECK(at_most(member(all.estimate).time.value, member(all.estimate).high.value));
}
double time_of_decode(const prepared& known, const workload& load) { return decode_of(known, load, footprint_of(known, load)).roofline.time.value; }

#define MEMBER(name) [](const auto& t) -> const auto& { return t.name; }

template <class Joined, class Member> void never_slower(const Joined& fast, const Joined& slow, Member member) {
    CHECK(at_most(member(fast.ceiling).time.value, member(slow.ceiling).time.value));
    CHECK(at_most(member(fast.roofline).time.value, member(slow.roofline).time.value));
    CHECK(at_most(member(fast.estimate).time.value, member(slow.estimate).time.value));
}

}  // namespace

TEST_CASE("ceiling, roofline and estimate of every phase stand in this order") {
    for_each_priced([](const prepared& known, const expectation* on, const workload& load) {
        const auto r = request_times_of(known, load, on);
        in_order(r, MEMBER(ttft));
        in_order(r, MEMBER(tpot));
        in_order(r, MEMBER(end_to_end));
        if (r.roofline.end_to_end.complete) CHECK(at_most(r.roofline.per_device.value, r.ceiling.per_device.value));
        if (r.roofline.end_to_end.complete) CHECK(at_most(r.roofline.prefill_per_device.value, r.ceiling.prefill_per_device.value));
        const auto grown = decode_growth(known, load, on);
        in_order(grown, MEMBER(first));
        in_order(grown, MEMBER(mean));
        in_order(grown, MEMBER(last));
        in_order(grown, MEMBER(all));
        CHECK(at_most(grown.roofline.first.time.value, grown.roofline.last.time.value));
        const auto mixed = mixed_prefill(known, load, on);
        in_order(mixed, MEMBER(per_token));
        in_order(mixed, MEMBER(prompt.first_token));
        // Beside prompts no token comes sooner.
        if (mixed.roofline.per_token.complete) CHECK(at_most(time_of_decode(known, load), mixed.roofline.per_token.time.value));
        const auto most = max_load_of(known, load, on).rates;
        if (most.roofline.tpot.complete) CHECK(at_most(most.roofline.requests_per_second, most.ceiling.requests_per_second));
        if (most.estimated) CHECK(at_most(most.estimate.requests_per_second, most.roofline.requests_per_second));
        in_order(most, MEMBER(tpot));
    });
}

TEST_CASE("a prefill in one chunk is a prefill, and more chunks are never faster") {
    for_each_priced([](prepared known, const expectation* on, const workload& load) {
        with_chunk(known, std::int64_t{1} << 30);
        const footprint need = footprint_of(known, load);
        const auto one = request_times_of(known, load, on);
        const phase_times whole = prefill_of(known, load, need);
        CHECK(one.ceiling.ttft.time.value == whole.ceiling.time.value);
        CHECK(one.roofline.ttft.time.value == whole.roofline.time.value);
        if (on != nullptr) CHECK(one.estimate.ttft.time.value == prefill_estimate(known, *on, load, need, whole).time.value);
        // In the same memory, whatever the activations of a chunk: what is read from further out is another matter.
        const auto in_chunks = [&](std::int64_t tokens) {
            with_chunk(known, tokens);
            return with_pricing(known, need, on, [&](const step_pricing& by) { return chunked_prefill(by, load); });
        };
        const auto two = in_chunks(1 << 13), four = in_chunks(1 << 12), many = in_chunks(1 << 10);
        CHECK(at_most(one.roofline.ttft.time.value, two.roofline.first_token.time.value));
        never_slower(two, four, MEMBER(first_token));
        never_slower(four, many, MEMBER(first_token));
    });
}

TEST_CASE("a mixed step takes at least as long as its parts, and no longer than both one after another") {
    for_each_priced([](const prepared& known, const expectation* on, const workload& load) {
        const split& plan = known.held.plan;
        with_pricing(known, footprint_of(known, load), on, [&](const step_pricing& by) {
            const step_size decoding = decode_size(plan, load), chunk = chunk_of(plan, load, load.prefix, 512);
            const mixed_step both{chunk, decoding};
            step_size as_prefill = decoding;  // without what waits for other micro-batches
            as_prefill.micro_batches = 1;
            const double one = time_of_pass(by, load, chunk).roofline.time.value;
            const auto sums = [&](const step_size& s) { return roofline_of_pass(by.held, by.on, by.prices, load, s).time.value; };
            const double other = sums(as_prefill), together = time_of_pass(by, load, both.whole()).roofline.time.value;
            CHECK(at_most(one, together));
            CHECK(at_most(other, together));
            CHECK(at_most(together, one + other));
            if (by.estimates()) {
                const double e = time_of_pass(by, load, both.whole()).estimate.time.value, of_chunk = time_of_pass(by, load, chunk).estimate.time.value;
                const double of_tokens = time_of_pass(by, load, as_prefill).estimate.time.value;
                CHECK(at_most(of_chunk, e));
                CHECK(at_most(of_tokens, e));
                CHECK(at_most(e, of_chunk + of_tokens));
            }
            return 0;
        });
    });
}

TEST_CASE("no drafts are plain decode, a trace of one request is that request, context parallel of 1 sends nothing") {
    for_each_priced([](const prepared& known, const expectation* on, workload load) {
        const traced_request one[] = {{load.prompt, load.output, load.prefix, 3.5}};
        const auto whole = request_times_of(known, load, on), traced = trace_times_of(known, load, {one, 1}, on);
        CHECK(traced.ceiling.end_to_end.time.value == Approx(whole.ceiling.end_to_end.time.value));
        CHECK(traced.roofline.end_to_end.time.value == Approx(whole.roofline.end_to_end.time.value));
        CHECK(traced.estimate.end_to_end.time.value == Approx(whole.estimate.end_to_end.time.value));
        CHECK(traced.roofline.tpot.time.value == Approx(whole.roofline.tpot.time.value));
        CHECK(traced.roofline.ttft.time.value == Approx(whole.roofline.ttft.time.value));
        CHECK(traced.roofline.per_device.value == Approx(whole.roofline.per_device.value));
        CHECK(traced.roofline.prefill_per_device.value == Approx(whole.roofline.prefill_per_device.value));
        // The same request as two kinds of it.
        const traced_request two[] = {{load.prompt, load.output, load.prefix, 1}, {load.prompt, load.output, load.prefix, 2}};
        CHECK(trace_times_of(known, load, {two, 2}, on).roofline.end_to_end.time.value == Approx(whole.roofline.end_to_end.time.value));

        load.drafts = {.drafted = 0, .acceptance_known = true, .acceptance = 0.9, .per_draft = seconds{1}};
        workload plain = load;
        plain.drafts = {};
        CHECK(request_times_of(known, load, on).roofline.tpot.time.value == request_times_of(known, plain, on).roofline.tpot.time.value);
    });
}

TEST_CASE("a longer prompt or output is never faster end to end") {
    for_each_priced([](const prepared& known, const expectation* on, const workload& load) {
        workload prompt = load, output = load;
        prompt.prompt += 700;
        output.output += 60;
        // At the same prices: a longer request may lie further out.
        with_pricing(known, footprint_of(known, load), on, [&](const step_pricing& by) {
            const auto short_one = request_times_of(by, load);
            never_slower(short_one, request_times_of(by, prompt), MEMBER(end_to_end));
            never_slower(short_one, request_times_of(by, output), MEMBER(end_to_end));
            return 0;
        });
    });
}

TEST_CASE("pools with an infinitely fast link lose nothing, a slower link is never faster") {
    for_each_priced([](const prepared& known, const expectation* on, const workload& load) {
        const phase_asked both{known, load, on};
        const auto alone = request_times_of(known, load, on);
        const auto apart = disaggregated_times_of(both, both, {}), slow = disaggregated_times_of(both, both, {1e-9, 1e-9, 1e-5, true});
        CHECK(apart.ceiling.end_to_end.time.value == alone.ceiling.end_to_end.time.value);
        CHECK(apart.roofline.end_to_end.time.value == alone.roofline.end_to_end.time.value);
        CHECK(apart.estimate.end_to_end.time.value == Approx(alone.estimate.end_to_end.time.value));
        never_slower(apart, slow, MEMBER(end_to_end));
        in_order(slow, MEMBER(ttft));
        in_order(slow, MEMBER(transfer));
        if (slow.roofline.end_to_end.complete) CHECK(at_most(slow.roofline.per_device.value, slow.ceiling.per_device.value));
        // Two plans that are one.
        CHECK(per_phase_times_of(both, both, {1e-9, 1e-9, 1e-5, true}, true).roofline.end_to_end.time.value == alone.roofline.end_to_end.time.value);
        CHECK(both_layouts(both, both, true).total == footprint_of(known, load).total);
    });
}

namespace {

template <class D> void same_at_both_times() {
    using S = served<D>;
    const prepared known = prepare(unseen(D::model::spec), unseen(D::hardware::spec), {}, unseen(D::asked));
    const expectation on = expectation_of(unseen(D::hardware::spec), known.held, D::asked.serving);
    const auto now = request_times_of(known, unseen(D::load), S::times.estimated ? &on : nullptr);
    const auto check = [](const auto& a, const auto& b) {
        CHECK(same(a.ttft.time, b.ttft.time));
        CHECK(same(a.tpot.time, b.tpot.time));
        CHECK(same(a.end_to_end.time, b.end_to_end.time));
        CHECK(same(a.per_device, b.per_device));
        CHECK(same(a.prefill_per_device, b.prefill_per_device));
    };
    check(S::times.ceiling, now.ceiling);
    check(S::times.roofline, now.roofline);
    if constexpr (S::times.estimated) check(S::times.estimate, now.estimate);
    const auto most = max_load_of(known, unseen(D::load), S::times.estimated ? &on : nullptr);
    CHECK(max_load<D>::in_flight == most.in_flight.count);
    CHECK(same(max_load<D>::rates.ceiling.tpot.time, most.rates.ceiling.tpot.time));
    if constexpr (S::times.estimated) CHECK(same(max_load<D>::rates.estimate.tpot.time, most.rates.estimate.tpot.time));
}

}  // namespace

TEST_CASE("compile time equals run time: requests and the most that is served") {
    using namespace rafter::catalog;
    same_at_both_times<deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, batch<32>, prompt<9000>, output<256>>>();
    same_at_both_times<deployment<models::deepseek_v3, accelerators::nvidia_h200, plan<tensor_parallel<1>, expert_parallel<64>>, weights<fp8>, batch<512>, prompt<4000>,
                                  output<300>, speculative<1, 85>>>();
    same_at_both_times<deployment<models::gpt_oss_120b, accelerators::amd_mi300x, plan<tensor_parallel<2>>, batch<16>, prompt<3000>, output<100>, prefix<500>>>();
    same_at_both_times<deployment<models::llama_3_1_70b, accelerators::groq_lpu_v1, plan<tensor_parallel<8>, pipeline_parallel<80>>, weights<fp8>, prompt<300>, output<100>>>();
}
