#include "detail.hpp"

#include "constants.hpp"
#include "service_table.hpp"
#include "text.hpp"
#include "verdict.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/feasibility/explanations.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/performance/breakdown.hpp>
#include <rafter/search/capacity.hpp>

namespace example {
namespace {

using namespace rafter;

/// With drafts a step gives several tokens, and a time is that of one.
const char* each_decoded(const workload& load) { return load.drafts.drafted > 0 ? "a token " : "a step  "; }

void print_bounds(const char* what, const phase_times& t, const char* each, const char* tokens) {
    const auto line = [&](const char* kind, bool complete, seconds time, resource bound_by, seconds compute, seconds memory, seconds link,
                          tokens_per_second user, tokens_per_second system) {
        if (!complete) return fmt::print("  {:<7} {:<8} -  a rate that it needs has no source\n", what, kind);
        fmt::print("  {:<7} {:<8} {:>9} ms {}  by {:<7} ({} compute, {} memory, {} link)\n", what, kind, in_nine(time.in_ms(), 3), each, name_of(bound_by),
                   in_nine(compute.in_ms(), 3), in_nine(memory.in_ms(), 3), in_nine(link.in_ms(), 3));
        fmt::print("  {:<16} {:>9} {}/s a user, {} of the system\n", "", in_nine(user.value, 1), tokens, in_nine(system.value, 1));
    };
    const auto& c = t.ceiling;
    const auto& r = t.roofline;
    line("ceiling", true, c.time, c.bound_by, c.compute, c.memory, c.link, c.per_user, c.system);
    line("roofline", r.complete, r.time, r.bound_by, r.compute, r.memory, r.link, r.per_user, r.system);
}

void print_operations(const transformer& m, const accelerator& a, const request& r) {
    const prepared known = prepare(m, a, {}, r);
    const read_prices reads = read_prices_of(known.memory, footprint_of(known, r.load));
    fmt::print("  {:<10} {:>6} {:>9} {:>10} {:>9} {:>9} {:>9} {:>9}  {}\n", "operation", "layers", "GFLOP", "weights MB", "cache MB", "act. MB", "sent kB",
               "time us", "bound by");
    for (const operation& o : ledger_of(known.held, decode_size(r.plan, r.load))) {
        const auto n = static_cast<double>(o.repeats);
        const operation_time t = price(o, known.on, reads);
        fmt::print("  {:<10} {:>6} {:>9} {:>10} {:>9} {:>9} {:>9} {:>9}  {}\n", text_of(o.name), o.repeats, in_nine(n * o.work_flops / 1e9, 2),
                   in_nine(n * o.weight_bytes / 1e6, 1), in_nine(n * (o.cache_read_bytes + o.cache_write_bytes) / 1e6, 1), in_nine(n * o.activation_bytes / 1e6, 2),
                   in_nine(n * o.sent_bytes / 1e3, 1), in_nine(n * t.time * 1e6, 1), name_of(t.bound_by));
    }
}

void print_explanation(const explanation& why) {
    fmt::print("  {:<10} {:>6} {:>8}  {:>8} {:>8} {:>8} {:>8}  {:>6}  {:<11} {}\n", "operation", "times", "each, us", "compute", "memory", "link", "fixed", "share",
               "most of it", "with");
    for (const explained_operation& o : why) {
        const auto us = [](double seconds) { return in_nine(seconds * 1e6, 2); };
        fmt::print("  {:<10} {:>6} {:>8}  {:>8} {:>8} {:>8} {:>8}  {:>4.1f} %  {:<11} {}\n", text_of(o.name), o.repeats, us(o.each.total()), us(o.each.compute), us(o.each.memory),
                   us(o.each.link), us(o.each.fixed), 100 * o.seconds() / why.whole.total(), name_of(o.bound_by), constants_of(o));
    }
    fmt::print("\n");
    for (const auto& [letter, c] : constants_of(why)) {
        std::string source = c->source;
        fmt::print("  {}  {:<35} {:>9.4g}  {}\n", letter, c->name, c->value, take_line(source, 48));
        while (!source.empty()) fmt::print("  {:<49}{}\n", "", take_line(source, 48));
    }
}

void print_expected(const transformer& m, const fit& f) {
    if (!f.expected.made()) return print_wrapped(fmt::format("What to expect: ceiling only, since no source gives {}.", f.expected.lacks), 2);
    print_wrapped("What to expect of the same step, on one device: an estimate. Each operation takes the sum of its columns at sustained rates; the letters say which constants went in.", 2);
    fmt::print("\n");
    print_explanation(explanation_of(m, f.part, f.asked, phase::decode));
    fmt::print("\n");
    const auto line = [](const char* what, const estimate& e, const char* each) {
        fmt::print("  {:<7} estimate {:>9} ms {}  between {} and {}, {}\n", what, in_nine(e.time.in_ms(), 3), each, in_nine(e.low.in_ms(), 3), in_nine(e.high.in_ms(), 3), name_of(e.sure));
        if (e.waiting.value > 0) fmt::print("  {:<16} {:>9} ms of it wait for other micro-batches\n", "", in_nine(e.waiting.in_ms(), 3));
    };
    line("decode", f.expected.decode, each_decoded(f.asked.load));
    line("prefill", f.expected.prefill, "a prompt");
}

const accelerator& shown_part(const named_model& m, const question& q) {
    std::vector<const accelerator*> parts = q.parts;
    const auto h100 = std::find(parts.begin(), parts.end(), &catalog::accelerators::nvidia_h100_sxm::spec);
    if (h100 != parts.end()) std::rotate(parts.begin(), h100, h100 + 1);
    const auto first = std::find_if(parts.begin(), parts.end(), [&](const accelerator* a) { return verdict_of(m.spec, *a, q.request_for(m, *a)).fits.has_value(); });
    return first != parts.end() ? **first : *parts.front();
}

/// One that does not divide the query heads of the model.
std::int64_t illegal_degree(const transformer& m) {
    for (const std::int64_t degree : {3, 5, 7, 11, 13})
        if (m.forms[0].back.query_heads % degree != 0) return degree;
    return 17;
}

}  // namespace

void print_breakdown(const named_model& m, const question& q) {
    const accelerator& part = shown_part(m, q);
    const verdict v = verdict_of(m.spec, part, q.request_for(m, part));
    if (!v.fits) return fmt::print("In depth: no plan of {} fits on {}\n\n", m.name, part.name);
    const request& r = v.fits->asked;
    const assessment& x = v.fits->is;
    const step_size size = decode_size(r.plan, r.load);
    fmt::print("In depth: one decode step of {} on {} {}{}\n\n", m.name, v.fits->devices, part.name, v.fits->devices > 1 ? ", on one of them" : "");
    print_wrapped(fmt::format("{}, {} sequences{}{} at {} tokens of context (the mean). A line is one operation of a layer, on the device that has most of it, "
                              "summed over the layers that have it. Its time is the larger of compute and memory, or that of a message at link peak.",
                              v.fits->devices > 1 ? "plan " + plan_name(r.plan) : "no split", grouped(size.sequences), size.micro_batches > 1 ? " (a micro-batch)" : "",
                              size.queries > 1 ? fmt::format(", {} tokens of each,", size.queries) : "", grouped(size.context)), 2);
    fmt::print("\n");
    print_operations(m.spec, part, r);
    fmt::print("\n");
    print_wrapped("In parentheses: of a ceiling what each resource takes alone, over all stages of a pipeline; of a roofline the operations that each binds, which add up to it.", 2);
    fmt::print("\n");
    print_bounds("decode", x.decode, each_decoded(r.load), "tokens");
    print_bounds("prefill", x.prefill, "a prompt", "prompt tokens");
    fmt::print("\n");
    print_expected(m.spec, *v.fits);
    fmt::print("\n");
    print_service(m.spec, *v.fits);
    fmt::print("\n");
}

void print_failure(const named_model& m, const question& q) {
    const accelerator& part = shown_part(m, q);
    request r = q.request_for(m, part);
    r.plan = {.tensor = illegal_degree(m.spec)};
    const assessment x = assess(m.spec, part, r);
    fmt::print("One that fails: {} on {} with tensor parallel {}\n\n", m.name, part.name, r.plan.tensor);
    for (const finding& f : x.findings) print_wrapped(fmt::format("{} {}", f.ok() ? "warning" : "error  ", sentence_of(f).text), 2);
    const fix found = nearest_fix(m.spec, {part}, r);
    print_wrapped(fmt::format("nearest fix: {}", sentence_of(found, r).text), 2);
    if (!found.exists) return;
    const assessment y = assess(m.spec, part, found.asked);
    fmt::print("  then {:.1f} GB of {:.1f} a device, decode at least {:.3f} ms a step\n", y.footprint.total.in_GB(), bytes{place(part, y.footprint, r.serving).available}.in_GB(),
               y.decode.ceiling.time.in_ms());
}

}  // namespace example
