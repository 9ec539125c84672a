#include "service_table.hpp"

#include "service.hpp"
#include "text.hpp"

#include <fmt/core.h>

namespace example {
namespace {

using namespace rafter;

std::string passes_in_words(const prompt_passes& p) {
    if (p.count == 1) return "in one pass";
    return fmt::format("in {} passes of {} tokens", grouped(p.count), grouped(p.each));
}

/// A line of the first table; one that lacks a rate has no numbers.
void print_request_line(const char* kind, bool complete, seconds ttft, seconds tpot, seconds end_to_end, double user, double device) {
    if (!complete) return fmt::print("  {:<8} {:>10} {:>13} {:>12} {:>12} {:>10}\n", kind, "-", "-", "-", "-", "-");
    fmt::print("  {:<8} {:>10} {:>13} {:>12} {:>12} {:>10}\n", kind, in_nine(ttft.in_ms(), 3), in_nine(tpot.in_ms(), 3), in_nine(end_to_end.value, 3), in_nine(user, 1), in_nine(device, 1));
}

template <class Kind>
void print_request_line(const char* kind, const request_times<Kind>& t, bool known = true) {
    print_request_line(kind, known && t.end_to_end.complete, t.ttft.time, t.tpot.time, t.end_to_end.time, t.per_user.value, t.per_device.value);
}

/// The estimate at one end of its range: rates are those of its time per token.
void print_end(const char* end, const request_times<estimate>& t, seconds duration<estimate>::*at) {
    const double faster = t.tpot.time / (t.tpot.*at);
    print_request_line(end, t.end_to_end.complete, t.ttft.*at, t.tpot.*at, t.end_to_end.*at, t.per_user.value * faster, t.per_device.value * faster);
}

void print_request(const service& s, const workload& load) {
    print_wrapped(fmt::format("A request: {} tokens of prompt{}, {} of output, {} in flight. Its prompt is computed {}, as the engine cuts it, which binds no ceiling; "
                              "then come {} tokens over a context that grows.",
                              grouped(load.prompt), load.prefix > 0 ? fmt::format(", {} of them in the cache", grouped(load.prefix)) : "", grouped(load.output), grouped(load.batch),
                              passes_in_words(s.passes), grouped(load.output - 1)), 2);
    fmt::print("\n  {:<8} {:>10} {:>13} {:>12} {:>12} {:>10}\n", "", "TTFT, ms", "per token, ms", "end to end", "output tok/s", "");
    fmt::print("  {:<8} {:>10} {:>13} {:>12} {:>12} {:>10}\n", "", "", "", "s", "a user", "a device");
    print_request_line("ceiling", s.request.ceiling);
    print_request_line("roofline", s.request.roofline);
    print_request_line("estimate", s.request.estimate, s.request.estimated);
    if (!s.request.estimated || !s.request.estimate.end_to_end.complete) return;
    print_end("  low", s.request.estimate, &duration<estimate>::low);
    print_end("  high", s.request.estimate, &duration<estimate>::high);
}

template <class Kind>
void print_load_line(const char* kind, const load_rates<Kind>& r, bool known = true) {
    if (!known || !r.tpot.complete) return fmt::print("  {:<8} {:>10} {:>13} {:>12} {:>12}\n", kind, "-", "-", "-", "-");
    fmt::print("  {:<8} {:>10} {:>13} {:>12} {:>12}\n", kind, in_nine(r.requests_per_second, 3), in_nine(r.tpot.time.in_ms(), 3), in_nine(r.output.value, 1), in_nine(r.output_per_device.value, 1));
}

void print_most(const max_load_times& most) {
    if (most.in_flight.count == 0) return print_wrapped("The most that it serves: not one request fits.", 2);
    print_wrapped(fmt::format("The most that it serves: {} requests in flight, {}, prompts and tokens back to back.", grouped(most.in_flight.count),
                              most.in_flight.bound_by_memory ? "as many as fit at their mean length" : "as many as the engine admits"), 2);
    fmt::print("\n  {:<8} {:>10} {:>13} {:>12} {:>12}\n", "", "requests/s", "per token, ms", "output tok/s", "a device");
    print_load_line("ceiling", most.rates.ceiling);
    print_load_line("roofline", most.rates.roofline);
    print_load_line("estimate", most.rates.estimate, most.rates.estimated);
}

}  // namespace

void print_service(const transformer& m, const fit& f) {
    const service s = service_of(m, f);
    print_request(s, f.asked.load);
    fmt::print("\n");
    print_most(s.most);
}

}  // namespace example
