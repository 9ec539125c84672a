#include "detail.hpp"

#include <fmt/core.h>

#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/performance/breakdown.hpp>
#include <rafter/search/capacity.hpp>

namespace example {
namespace {

using namespace rafter;

std::string text_of(const label& l) {
    char text[11];
    l.write(text);
    return text;
}

void print_bounds(const char* what, const phase_times& t, const char* each) {
    const auto line = [&](const char* kind, seconds time, resource by, seconds compute, seconds memory, seconds link, tokens_per_second user,
                          tokens_per_second system) {
        fmt::print("  {:<7} {:<8} {:>9.3f} ms {}  by {:<7} ({:.3f} compute, {:.3f} memory, {:.3f} link)\n", what, kind, time.in_ms(), each, name_of(by),
                   compute.in_ms(), memory.in_ms(), link.in_ms());
        fmt::print("  {:<17} {:>10.1f} tokens/s a user, {:.1f} of the system\n", "", user.value, system.value);
    };
    line("ceiling", t.ceiling.time, t.ceiling.bound_by, t.ceiling.compute, t.ceiling.memory, t.ceiling.link, t.ceiling.per_user, t.ceiling.system);
    line("roofline", t.roofline.time, t.roofline.bound_by, t.roofline.compute, t.roofline.memory, t.roofline.link, t.roofline.per_user, t.roofline.system);
}

void print_operations(const transformer& m, const accelerator& a, const request& r) {
    const prepared known = prepare(m, a, {}, r);
    const read_prices reads = read_prices_of(known.memory, placement_of(known, footprint_of(known, r.load)));
    fmt::print("  {:<11} {:>6} {:>10} {:>11} {:>9} {:>9} {:>9} {:>10}  {}\n", "operation", "times", "GFLOP", "weights MB", "cache MB", "act. MB", "sent KB", "time us", "bound by");
    for (const operation& o : ledger_of(known.held, decode_size(r.plan, r.load))) {
        const auto n = static_cast<double>(o.repeats);
        const operation_time t = price(o, known.on, reads);
        fmt::print("  {:<11} {:>6} {:>10.2f} {:>11.1f} {:>9.1f} {:>9.2f} {:>9.1f} {:>10.1f}  {}\n", text_of(o.name), o.repeats, n * o.work_flops / 1e9,
                   n * o.weight_bytes / 1e6, n * (o.cache_read_bytes + o.cache_write_bytes) / 1e6, n * o.activation_bytes / 1e6, n * o.sent_bytes / 1e3,
                   n * t.time * 1e6, name_of(t.bound_by));
    }
}

}  // namespace

void print_breakdown(const named_model& m, const request& asked) {
    const accelerator& part = catalog::accelerators::nvidia_h100_sxm::spec;
    request r = asked;
    const device_answer found = fewest_devices(m.spec, {part}, r);
    if (!found.exists) return;
    r.plan = found.plan;
    const assessment x = assess(m.spec, part, r);
    fmt::print("In depth: one decode step of {} on {} {}, on one of them\n\n", m.name, found.devices, part.name);
    print_operations(m.spec, part, r);
    fmt::print("\n");
    print_bounds("decode", x.decode, "a step  ");
    print_bounds("prefill", x.prefill, "a prompt");
    fmt::print("\n");
}

void print_failure(const named_model& m, const request& asked) {
    const accelerator& part = catalog::accelerators::nvidia_h100_sxm::spec;
    request r = asked;
    r.plan = {.tensor = 3};
    const assessment x = assess(m.spec, part, r);
    fmt::print("One that fails: {} on {} with tensor parallel 3\n\n", m.name, part.name);
    for (const finding& f : x.findings) fmt::print("  {} {}\n", f.ok() ? "warning" : "error  ", sentence_of(f).text);
    const fix found = nearest_fix(m.spec, {part}, r);
    fmt::print("  nearest fix: {}\n", sentence_of(found, r).text);
    if (!found.exists) return;
    const assessment y = assess(m.spec, part, found.asked);
    fmt::print("  then {:.1f} GB of {:.1f} a device, decode at least {:.3f} ms a step\n", y.footprint.total.in_GB(), place(part, y.footprint, r.serving).available.in_GB(),
               y.decode.ceiling.time.in_ms());
}

}  // namespace example
