#include "table.hpp"

#include "text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/hana/for_each.hpp>
#include <optional>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <rafter/search/capacity.hpp>

namespace example {
namespace {

using namespace rafter;

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

// --- a part that fits ---

/// The part without the memories that lie outside the innermost one that keeps data.
accelerator innermost_only(accelerator a) {
    int i = 0;
    while (i < a.tier_count() && a.tiers[i].role != keeps::data) ++i;
    for (++i; i < max_tiers; ++i) a.tiers[i] = {};
    return a;
}

const char* innermost_name(const accelerator& a) {
    for (const memory_tier& t : a.tiers)
        if (t.name != nullptr && t.role == keeps::data) return t.name;
    return "innermost memory";
}

std::string by(resource r) { return std::string(name_of(r)).substr(0, 3); }

/// A roofline that lacks a rate would be no roofline: none is shown.
std::string roofline_of(const phase_times& t) { return t.roofline.complete ? in_five(t.roofline.time.in_ms()) : "-"; }

std::string count_of(std::int64_t n) { return n < 10'000'000 ? std::to_string(n) : fmt::format("{}M", n / 1'000'000); }

constexpr std::size_t plan_columns = 11;

/// Whether some is read from an outer memory. A plan that is longer than its column goes on in the lines below.
bool print_fit(const std::string& label, const accelerator& a, const transformer& m, request r, const device_answer& found) {
    r.plan = found.plan;
    const assessment x = assess(m, a, r);
    const bool outer = x.findings.has(rule::outer_tier);
    const std::int64_t batch = largest_batch(m, {outer ? a : innermost_only(a)}, r);
    std::string plan = plan_name(found.plan);
    fmt::print("{:<21} {:>5} {:<{}} {:>5} {:>5} {:>5} {:>5} {:>5} {:<3} {:>5} {:>5} {:<3} {:>5}{}\n", label, found.devices, take_line(plan, plan_columns),
               plan_columns, in_five(x.footprint.weights.in_GB()), in_five(x.footprint.cache.in_GB()), in_five(x.footprint.activations.in_GB()),
               in_five(x.decode.ceiling.time.in_ms()), roofline_of(x.decode), by(x.decode.ceiling.bound_by), in_five(x.prefill.ceiling.time.in_ms()),
               roofline_of(x.prefill), by(x.prefill.ceiling.bound_by), count_of(batch), outer ? " s" : "");
    while (!plan.empty()) fmt::print("{:<27} {}\n", "", take_line(plan, plan_columns));
    return outer;
}

/// The fewest devices; where they read from an outer memory, also the fewest that need not.
void print_fits(const std::string& name, const accelerator& a, const transformer& m, const request& r, const device_answer& found) {
    if (!print_fit(name, a, m, r, found)) return;
    const accelerator inner = innermost_only(a);
    std::string alone = fmt::format("  {} alone", innermost_name(a));
    if (alone.size() > 21) alone = fmt::format("  {}", innermost_name(a)).substr(0, 21);
    const device_answer without = fewest_devices(m, {inner}, r);
    if (without.exists) print_fit(alone, inner, m, r, without);
    else fmt::print("{:<21} does not hold all, in any plan\n", alone);
}

// --- a part that does not ---

/// Devices that reach one another: none where no end is known.
std::optional<std::int64_t> reach_of(const accelerator& a) {
    if (a.scale_out.exists()) return std::nullopt;
    if (!a.scale_up.exists()) return 1;
    if (a.scale_up.domain.known()) return a.scale_up.domain.value;
    return std::nullopt;
}

const finding* first_failure(const findings& all) {
    const auto at = std::find_if(all.begin(), all.end(), [](const finding& f) { return !f.ok(); });
    return at == all.end() ? nullptr : at;
}

struct failure {
    split plan{};
    finding why{};
};

/// Of the widest legal plans, one for each degree of tensor and data parallel, that which lacks least.
failure widest_plan(const transformer& m, const accelerator& a, request r, std::int64_t reach) {
    failure best;
    std::int64_t heads = 1, experts = 1;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        heads = std::max(heads, m.forms[i].back.query_heads);
        experts = std::max(experts, m.forms[i].experts.total);
    }
    const auto consider = [&](const split& plan) {
        r.plan = plan;
        const prepared known = prepare(m, a, {}, r);
        if (known.findings.failed > 0) return;
        const findings found = assess(known, r.load).findings;
        const finding* f = first_failure(found);
        if (f != nullptr && (best.why.code == rule::none || f->required - f->available < best.why.required - best.why.available)) best = {plan, *f};
    };
    for (std::int64_t tensor = 1; tensor <= std::min(heads, reach); ++tensor) {
        if (heads % tensor != 0) continue;
        for (std::int64_t data = 1; data <= std::min(experts, reach / tensor); ++data)
            if (data == 1 || experts % (tensor * data) == 0)
                consider({.tensor = tensor, .pipeline = std::min(m.layer_count, reach / (tensor * data)), .expert = data > 1 ? tensor * data : 1, .data = data});
    }
    return best;
}

/// The reason: what one device lacks, where no link joins it to another or no plan can mend it; else what the widest lacks.
void print_why_not(const std::string& name, const accelerator& a, const transformer& m, request r) {
    fmt::print("{:<21} does not fit, in any plan\n", name);
    r.plan = {};
    const finding* alone = first_failure(assess(m, a, r).findings);
    const finding one_device = alone != nullptr ? *alone : finding{};
    const std::optional<std::int64_t> reach = reach_of(a);
    const bool links_decide = one_device.code == rule::none || one_device.code == rule::memory_capacity || one_device.code == rule::writable_cache;
    if (!links_decide) return print_wrapped(sentence_of(one_device).text, 4);
    if (reach == 1) return print_wrapped(fmt::format("no link joins two of them. {}", sentence_of(one_device).text), 4);
    const failure widest = widest_plan(m, a, r, reach.value_or(rules::largest_degree));
    const std::string limit = reach ? fmt::format("at most {} devices reach one another", *reach) : "links set no limit";
    print_wrapped(fmt::format("{}. Split as {}: {}", limit, plan_name(widest.plan), sentence_of(widest.why.code != rule::none ? widest.why : one_device).text), 4);
}

void print_part(const transformer& m, const accelerator& a, request r) {
    const std::string name = fmt::format("{}{}", a.name, adapt(m, a, r) ? "*" : "");
    const device_answer found = fewest_devices(m, {a}, r);
    if (found.exists) print_fits(name, a, m, r, found);
    else print_why_not(name, a, m, r);
}

}  // namespace

void print_header(const named_model& m, const question& q) {
    const request& asked = q.asked;
    const auto total = parameters_of(m.spec).total(), active = active_parameters_of(m.spec).total();
    fmt::print("{}: {} layers, {} parameters", m.name, m.spec.layer_count, grouped(total.value));
    if (active != total) fmt::print(", {} active (ratio {:.1f})", grouped(active.value), parameter_to_compute(m.spec));
    fmt::print("\n{} bytes stored, {} bytes of cache a token\n", grouped(stored_weights(m.spec, asked.formats).value),
               grouped(cache_per_token(m.spec, request{.formats = asked.formats}).value));
    for (const std::string& note : m.notes) fmt::print("  note: {}\n", note);
    fmt::print("\n");
}

void print_catalogue(const named_model& m, const question& q) {
    const request& asked = q.asked;
    const bool narrow = asked.formats.of(tensor_class::attention) != asked.formats.of(tensor_class::head);
    print_wrapped(fmt::format("{} weights{}, {} cache, bf16 activations; prefill: {}; {} % of memory, no engine reserve", q.weights,
                              narrow ? " (embedding, head, router, norms and biases bf16)" : "", q.cache,
                              asked.load.prompts_at_once == 1 ? "one prompt" : fmt::format("{} prompts", asked.load.prompts_at_once), asked.serving.memory_percent), 0);
    fmt::print("batch {}, prompt {}, output {}: the fewest devices, and the fastest plan on them\n\n", asked.load.batch, asked.load.prompt, asked.load.output);
    fmt::print("{:<39} {:<17} {:<15} {}\n", "", "GB a device", "decode, ms", "prefill, ms");
    fmt::print("{:<21} {:>5} {:<{}} {:>5} {:>5} {:>5} {:>5} {:>5} {:<3} {:>5} {:>5} {:<3} {:>5}\n", "part", "dev.", "plan", plan_columns, "wght.", "cache", "act.",
               "ceil.", "roof.", "by", "ceil.", "roof.", "by", "batch");
    const char* kind = "";
    boost::hana::for_each(catalog::all_accelerators, [&](auto part) {
        const accelerator& a = decltype(part)::type::spec;
        if (kind != name_of(a.kind)) fmt::print("{}\n", kind = name_of(a.kind));
        print_part(m.spec, a, asked);
    });
    fmt::print("\ntp, pp, ep, dp: tensor, pipeline, expert and data parallel; ceil., roof.: ceiling and roofline\n"
               "by: what binds the ceiling (compute, memory, link); batch: the largest that fits, in the innermost\n"
               "   memory alone, but with s in all\n"
               "s: some is read from an outer memory, at its rate; the line below: the fewest devices where none is\n"
               "-: a link rate has no source, so there is no roofline, and the plan is chosen without messages\n"
               "*: the part does not multiply the format asked for, but bf16, fp16 or else int8 (then also stored)\n\n");
}

}  // namespace example
