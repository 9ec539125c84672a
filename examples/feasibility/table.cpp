#include "table.hpp"

#include "formats.hpp"
#include "text.hpp"
#include "verdict.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/sentence.hpp>

namespace example {
namespace {

using namespace rafter;

char by(resource r) { return name_of(r)[0]; }

/// A roofline that lacks a rate would be no roofline: none is shown.
std::string roofline_of(const phase_times& t) { return t.roofline.complete ? in_five(t.roofline.time.in_ms()) : "-"; }

std::string expected(const estimates& all, const estimate& e) { return all.made() ? in_five(e.time.in_ms()) : "-"; }
/// How sure both phases are.
char mark(const estimates& all) {
    constexpr char marks[] = {'+', ' ', '~'};  // by confidence
    return all.made() ? marks[static_cast<int>(all.decode.sure)] : ' ';
}

std::string count_of(std::int64_t n) { return n < 10'000'000 ? std::to_string(n) : fmt::format("{}M", n / 1'000'000); }

constexpr std::size_t plan_columns = 10;

constexpr std::size_t count_columns = 27;

/// A part and how many of it, in a line of its own where both are long.
std::string how_many(const std::string& label, std::int64_t devices) {
    const std::string count = std::to_string(devices);
    if (label.size() + 1 + count.size() <= count_columns) return fmt::format("{}{:>{}}", label, count, count_columns - label.size());
    return fmt::format("{}\n{:>{}}", label, count, count_columns);
}

/// A plan that is longer than its column goes on in the lines below.
void print_fit(const std::string& label, const fit& f) {
    const assessment& x = f.is;
    std::string plan = plan_name(f.asked.plan);
    fmt::print("{} {:<{}} {:>5} {:>5} {:>5} {:>5} {:>5}{} {} {:>5} {:>5} {:>5} {} {:>5}{}", how_many(label, f.devices), take_line(plan, plan_columns), plan_columns,
               in_five(x.footprint.weights.in_GB()), in_five(x.footprint.cache_reserved().in_GB()),
               in_five(x.decode.ceiling.time.in_ms()), roofline_of(x.decode), expected(f.expected, f.expected.decode), mark(f.expected), by(x.decode.ceiling.bound_by),
               in_five(x.prefill.ceiling.time.in_ms()), roofline_of(x.prefill), expected(f.expected, f.expected.prefill), by(x.prefill.ceiling.bound_by),
               count_of(f.batch), f.outer ? " s" : x.decode.ceiling.complete ? "" : " ");
    if (!x.decode.ceiling.complete) fmt::print("?");
    fmt::print("\n");
    while (!plan.empty()) fmt::print("{:<{}} {}\n", "", count_columns, take_line(plan, plan_columns));
}

void print_why_not(const std::string& name, const failure& f) {
    const std::string why = sentence_of(f.why).text;
    fmt::print("{:<21} does not fit, in any plan\n", name);
    if (f.split_cannot_help) return print_wrapped(why, 4);
    if (f.reach == 1) return print_wrapped(fmt::format("no link joins two of them. {}", why), 4);
    const std::string limit = f.reach ? fmt::format("at most {} devices reach one another", *f.reach) : "links set no limit";
    print_wrapped(fmt::format("{}. Split as {}: {}", limit, plan_name(f.plan), why), 4);
}

void print_part(const transformer& m, const accelerator& a, const request& r) {
    const verdict v = verdict_of(m, a, r);
    const std::string name = fmt::format("{}{}", a.name, v.adapted ? "*" : "");
    if (!v.fits) return print_why_not(name, v.fails);
    print_fit(name, *v.fits);
    if (v.fits->outer) {
        std::string alone = fmt::format("  {} alone", innermost_name(a));
        if (alone.size() > 21) alone = fmt::format("  {}", innermost_name(a)).substr(0, 21);
        if (v.inside) print_fit(alone, *v.inside);
        else fmt::print("{:<21} does not hold all, in any plan\n", alone);
    }
    const char* const lacks = !v.fits->expected.made() ? v.fits->expected.lacks : v.inside ? v.inside->expected.lacks : nullptr;
    if (lacks != nullptr) print_wrapped(fmt::format("ceiling only: no source gives {}", lacks), 4);
}

/// What decides on memory, and at whose pace.
std::string serving_in_words(const question& q, const engine& e) {
    if (q.engine == nullptr) return fmt::format("{} % of memory, no engine reserve", e.memory_percent);
    constexpr const char* of[] = {"memory", "memory for weights and cache", "what the weights leave for the cache"};
    return fmt::format("served by {}, with {} % of {}", q.engine->name, e.memory_percent, of[static_cast<int>(e.basis)]);
}

/// A line for each of what is asked of the cache and of drafts.
void print_of_load(const workload& load) {
    if (load.prefix > 0 && !load.prefix_shared) fmt::print("prefix: tokens of each prompt that the cache holds, for each sequence; a prefill computes the rest\n");
    if (load.prefix > 0 && load.prefix_shared) fmt::print("shared prefix: tokens that all prompts begin with, kept once; a prefill computes the rest\n");
    if (load.drafts.drafted > 0) fmt::print("drafts: decode is the time of a token, of the {:.3f} that a step gives; guessing takes no time\n", expected_tokens(load.drafts));
}

}  // namespace

request question::request_for(const named_model& m) const {
    request r = asked;
    r.formats = m.formats;
    if (!weights.empty()) {
        r.formats = rafter::precision{};
        r.formats.cache = m.formats.cache;
        r.formats.set_weights(format_of(weights));
    }
    if (!cache.empty()) r.formats.cache = format_of(cache);
    if (engine != nullptr) r.serving = engine_of(*engine);
    return r;
}

request question::request_for(const named_model& m, const accelerator& part) const {
    request r = request_for(m);
    if (engine != nullptr) r.serving = engine_of(*engine, part);
    return r;
}

void print_header(const named_model& m, const question& q) {
    const request asked = q.request_for(m);
    const auto total = parameters_of(m.spec).total(), active = active_parameters_of(m.spec).total();
    fmt::print("{}: {} layers, {} parameters", m.name, m.spec.layer_count, grouped(total.value));
    if (active != total) fmt::print(", {} active (ratio {:.1f})", grouped(active.value), parameter_to_compute(m.spec));
    fmt::print("\n{} bytes stored, {} bytes of cache a token\n", grouped(stored_weights(m.spec, asked.formats).value),
               grouped(cache_per_token(m.spec, request{.formats = asked.formats}).value));
    for (const std::string& note : m.notes) print_wrapped("note: " + note, 2);
    fmt::print("\n");
}

void print_catalogue(const named_model& m, const question& q) {
    const request asked = q.request_for(m);
    print_wrapped(fmt::format("{}, {} cache, {} activations; prefill: {}; {}", weights_in_words(m.spec, asked.formats),
                              format_in_words(asked.formats.cache), format_in_words(asked.formats.activations),
                              asked.load.prompts_at_once == 1 ? "one prompt" : fmt::format("{} prompts", asked.load.prompts_at_once), serving_in_words(q, asked.serving)), 0);
    print_wrapped(fmt::format("{}: the fewest devices, and the fastest plan on them", load_in_words(asked.load)), 0);
    fmt::print("\n");
    fmt::print("{:<38} {:<11} {:<20} {}\n", "", "GB a device", "decode, ms", "prefill, ms");
    fmt::print("{:<21} {:>5} {:<{}} {:>5} {:>5} {:>5} {:>5} {:>5}  {} {:>5} {:>5} {:>5} {} {:>5}\n", "part", "dev.", "plan", plan_columns, "wght.", "cache",
               "ceil.", "roof.", "est.", "b", "ceil.", "roof.", "est.", "b", "batch");
    const char* kind = "";
    std::string elsewhere;
    for (const accelerator* a : q.parts) {
        if (!rules::engine_part(*a, asked.serving).ok()) {
            elsewhere += fmt::format("{} {}", elsewhere.empty() ? "" : ",", a->name);
            continue;
        }
        if (kind != name_of(a->kind)) fmt::print("{}\n", kind = name_of(a->kind));
        print_part(m.spec, *a, q.request_for(m, *a));
    }
    if (!elsewhere.empty()) print_wrapped(fmt::format("{} does not run on (RAFTER-E001){}", q.engine->name, elsewhere), 0);
    fmt::print("\ndev.: devices: GPUs, chiplets, cards, wafers; GB200 NVL72 is a rack taken as one, and messages\n"
               "   inside it are not counted\n"
               "tp, pp, ep, dp: tensor, pipeline, expert and data parallel; ceil., roof.: two bounds, ceiling and\n"
               "   roofline; est.: the estimate, what to expect, its constants calibrated on this part (+), on its\n"
               "   class, or on neither (~)\n"
               "b: what binds the ceiling (compute, memory, link); batch: the largest that fits, in the innermost\n"
               "   memory alone, but with s in all\n"
               "s: some is read from an outer memory, at its rate; the line below: the fewest devices where none is\n"
               "?: a rate or a capacity that the ceiling needs has no source, so nothing is claimed of that part\n"
               "-: a link rate has no source, so there is no roofline, and the plan is chosen without messages; or\n"
               "   there is no estimate, for the reason below\n"
               "*: the part does not multiply the format asked for, but bf16, fp16 or else int8 (then also stored)\n");
    print_of_load(asked.load);
    fmt::print("\n");
}

}  // namespace example
