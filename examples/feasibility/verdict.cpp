#include "verdict.hpp"

#include <algorithm>

namespace example {
namespace {

using namespace rafter;

/// A part that does not multiply what is asked takes the nearest that it does.
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
            r.formats.exception_count = 0;
        }
        return true;
    }
    return false;
}

/// The part without the memories that lie outside the innermost one that keeps data.
accelerator innermost_only(accelerator a) {
    int i = 0;
    while (i < a.tier_count() && a.tiers[i].role != keeps::data) ++i;
    for (++i; i < max_tiers; ++i) a.tiers[i] = {};
    return a;
}

std::optional<fit> fit_on(const transformer& m, const accelerator& a, request r) {
    const device_answer found = fewest_devices(m, {a}, r);
    if (!found.exists) return {};
    r.plan = found.plan;
    const prepared known = prepare(m, a, {}, r);
    const assessment is = assess(known, r.load);
    const estimates expected = estimates_of(known, expectation_of(known, a, r.serving), r.load, is);
    const bool outer = is.findings.has(rule::outer_tier);
    return fit{a, r, found.devices, is, expected, outer, largest_batch(m, {outer ? a : innermost_only(a)}, r)};
}

/// None where no end is known.
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

/// Of the widest legal plans, for each degree of tensor parallel as many copies of the model as there is room for or sequences,
/// or one for each degree of expert parallel, that which lacks least.
void find_widest_plan(const transformer& m, const accelerator& a, request r, failure& best) {
    const std::int64_t reach = best.reach.value_or(rules::largest_degree);
    std::int64_t heads = 1, experts = 1;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        heads = std::max(heads, m.forms[i].back.query_heads);
        experts = std::max(experts, m.forms[i].experts.total);
    }
    const finding one_device = best.why;
    best.why = {};
    const auto consider = [&](const split& plan) {
        r.plan = plan;
        const prepared known = prepare(m, a, {}, r);
        if (known.findings.failed > 0) return;
        const findings found = assess(known, r.load).findings;
        const finding* f = first_failure(found);
        if (f == nullptr || (best.why.code != rule::none && best.why.code != f->code)) return;
        if (best.why.code != rule::none && f->required - f->available >= best.why.required - best.why.available) return;
        best.plan = plan;
        best.why = *f;
    };
    for (std::int64_t tensor = 1; tensor <= std::min(heads, reach); ++tensor) {
        if (heads % tensor != 0) continue;
        const std::int64_t stages = std::min(m.layer_count, reach / tensor);
        const std::int64_t copies = std::min({r.load.batch, rules::largest_degree, best.reach ? reach / (tensor * stages) : rules::largest_degree});
        if (copies > 1) consider({.tensor = tensor, .pipeline = stages, .data = copies});
        for (std::int64_t data = 1; data <= std::min(experts, reach / tensor); ++data)
            if (data == 1 || experts % (tensor * data) == 0)
                consider({.tensor = tensor, .pipeline = std::min(m.layer_count, reach / (tensor * data)), .expert = data > 1 ? tensor * data : 1, .data = data});
    }
    if (best.why.code == rule::none) best.why = one_device;
}

/// What one device lacks, where no link joins it to another or no plan can mend it; else what the widest plan lacks.
failure failure_of(const transformer& m, const accelerator& a, request r) {
    r.plan = {};
    failure f{.reach = reach_of(a)};
    const findings alone = assess(m, a, r).findings;
    if (const finding* first = first_failure(alone); first != nullptr) f.why = *first;
    f.split_cannot_help = f.why.code != rule::none && f.why.code != rule::memory_capacity && f.why.code != rule::writable_cache;
    if (!f.split_cannot_help && f.reach != 1) find_widest_plan(m, a, r, f);
    return f;
}

}  // namespace

const char* innermost_name(const accelerator& a) {
    for (const memory_tier& t : a.tiers)
        if (t.name != nullptr && t.role == keeps::data) return t.name;
    return "innermost memory";
}

verdict verdict_of(const transformer& m, const accelerator& a, request r) {
    verdict v;
    v.adapted = adapt(m, a, r);
    v.fits = fit_on(m, a, r);
    if (!v.fits) v.fails = failure_of(m, a, r);
    else if (v.fits->outer) v.inside = fit_on(m, innermost_only(a), r);
    return v;
}

}  // namespace example
