#include "table.hpp"

#include <fmt/core.h>

#include <boost/hana/for_each.hpp>
#include <cmath>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/search/capacity.hpp>

namespace example {
namespace {

using namespace rafter;

std::string grouped(std::int64_t n) {
    sentence s;
    s << n;
    return s.text;
}

std::string plan_name(const split& s) {
    std::string name;
    const auto part = [&](const char* what, std::int64_t n) {
        if (n > 1) name += fmt::format("{}{}{}", name.empty() ? "" : " ", what, n);
    };
    part("tp", s.tensor);
    part("dp", s.data_ranks());
    part("ep", s.expert);
    part("pp", s.pipeline);
    return name.empty() ? "-" : name;
}

/// Three digits at least, in at most six characters.
std::string milliseconds(seconds t) {
    const double ms = t.in_ms();
    return ms < 10 ? fmt::format("{:.3f}", ms) : ms < 1000 ? fmt::format("{:.1f}", ms) : fmt::format("{:.0f}", ms);
}

std::string gigabytes(bytes b) {
    const double gb = b.in_GB();
    return gb < 10 ? fmt::format("{:.2f}", gb) : fmt::format("{:.1f}", gb);
}

/// A part that does not multiply what is asked takes the nearest that it does; the row says so.
bool adapt(const transformer& m, const accelerator& a, request& r) {
    if (rules::format_supported(m, a, r.formats).ok()) return false;
    constexpr arithmetic choices[] = {arithmetic::bf16, arithmetic::fp16, arithmetic::int8};
    for (const arithmetic k : choices) {
        if (!a.peaks[k].known()) continue;
        const number_format f = k == arithmetic::int8 ? int8::spec : k == arithmetic::fp16 ? fp16::spec : bf16::spec;
        r.formats.multiply_as = k;
        r.formats.multiply_as_stated = true;
        r.formats.activations = f;
        if (k == arithmetic::int8) {
            r.formats.set_weights(f);
            for (auto& w : r.formats.weights) w = f;
        }
        return true;
    }
    return false;
}

/// Indented, in lines of at most 100 columns.
void print_wrapped(const std::string& text) {
    constexpr std::size_t width = 96;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.size() - at <= width ? text.size() : text.rfind(' ', at + width);
        if (end == std::string::npos || end <= at) end = at + width;
        fmt::print("    {}\n", text.substr(at, end - at));
        at = text.find_first_not_of(' ', end);
    }
}

void print_row(const transformer& m, const accelerator& a, request r) {
    const bool adapted = adapt(m, a, r);
    const cluster one_kind{a};
    const device_answer found = fewest_devices(m, one_kind, r);
    r.plan = found.plan;
    const assessment x = assess(m, one_kind, r);
    const std::string name = fmt::format("{}{}", a.name, adapted ? "*" : "");
    if (!found.exists) {
        const finding* worst = x.findings.begin();
        for (const finding& f : x.findings)
            if (!f.ok()) {
                worst = &f;
                break;
            }
        fmt::print("{:<21.21} does not fit, in any plan\n", name);
        print_wrapped(sentence_of(*worst).text);
        return;
    }
    std::string marks;
    if (x.findings.has(rule::outer_tier)) marks += "s";
    if (!x.decode.roofline.complete) marks += "l";
    fmt::print("{:<21.21} {:>5} {:<12.12} {:>6} {:>5} {:>4} {:>6} {:>6} {:>6} {:>6} {:<3.3} {:>5}{}\n", name, found.devices, plan_name(found.plan),
               gigabytes(x.footprint.weights), gigabytes(x.footprint.cache), fmt::format("{:.1f}", x.footprint.activations.in_GB()),
               milliseconds(x.decode.ceiling.time), milliseconds(x.decode.roofline.time), milliseconds(x.prefill.ceiling.time),
               milliseconds(x.prefill.roofline.time), name_of(x.decode.ceiling.bound_by), largest_batch(m, one_kind, r),
               marks.empty() ? "" : " " + marks);
}

}  // namespace

void print_header(const named_model& m, const request& asked) {
    const auto total = parameters_of(m.spec).total(), active = active_parameters_of(m.spec).total();
    fmt::print("{}: {} layers, {} parameters", m.name, m.spec.layer_count, grouped(total.value));
    if (active != total) fmt::print(", {} active (ratio {:.1f})", grouped(active.value), parameter_to_compute(m.spec));
    fmt::print("\n{} bytes stored, {} bytes of cache a token\n", grouped(stored_weights(m.spec, asked.formats).value), grouped(cache_per_token(m.spec, request{.formats = asked.formats}).value));
    for (const std::string& note : m.notes) fmt::print("  note: {}\n", note);
    fmt::print("\n");
}

void print_catalogue(const named_model& m, const request& asked) {
    fmt::print("batch {}, prompt {}, output {}: the fewest devices, and the fastest plan on them\n\n", asked.load.batch, asked.load.prompt, asked.load.output);
    fmt::print("{:<40} {:>17} {:>13} {:>13}\n", "", "GB a device", "decode, ms", "prefill, ms");
    fmt::print("{:<21} {:>5} {:<12} {:>6} {:>5} {:>4} {:>6} {:>6} {:>6} {:>6} {:<3} {:>5}\n", "part", "dev.", "plan", "weight", "cache", "act.", "ceil.",
               "roofl.", "ceil.", "roofl.", "by", "batch");
    const char* kind = "";
    boost::hana::for_each(catalog::all_accelerators, [&](auto part) {
        const accelerator& a = decltype(part)::type::spec;
        if (kind != name_of(a.kind)) fmt::print("{}\n", kind = name_of(a.kind));
        print_row(m.spec, a, asked);
    });
    fmt::print("\nby: what binds the ceiling of decode (compute, memory, link); batch: the largest that fits\n"
               "s: some is read from an outer memory; l: a link rate has no source, the roofline lacks messages\n"
               "*: in the widest format that this part multiplies, for want of the one asked for\n\n");
}

}  // namespace example
