#include "json.hpp"

#include "constants.hpp"
#include "formats.hpp"
#include "service.hpp"
#include "text.hpp"
#include "verdict.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/explanations.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <type_traits>

namespace example {
namespace {

using namespace rafter;
using json = nlohmann::ordered_json;

json of_split(const split& s) { return {{"tensor", s.tensor}, {"pipeline", s.pipeline}, {"expert", s.expert}, {"data", s.data_ranks()}}; }

json of_estimate(const estimate& e, const explanation& why) {
    json j{{"seconds", e.time.value}, {"low_seconds", e.low.value}, {"high_seconds", e.high.value}, {"confidence", name_of(e.sure)}, {"bound_by", name_of(e.bound_by)},
           {"compute_seconds", e.compute.value}, {"memory_seconds", e.memory.value}, {"link_seconds", e.link.value}, {"fixed_seconds", e.fixed.value},
           {"waiting_seconds", e.waiting.value}, {"tokens_per_second", e.system.value}, {"operations", json::array()},
           {"constants", json::object()}};
    for (const explained_operation& o : why)
        j["operations"].push_back({{"name", text_of(o.name)}, {"times", o.repeats}, {"seconds_each", o.each.total()}, {"share", o.seconds() / why.whole.total()},
                                   {"bound_by", name_of(o.bound_by)}, {"constants", constants_of(o)}});
    for (const auto& [letter, c] : constants_of(why)) j["constants"][std::string(1, letter)] = {{"name", c->name}, {"value", c->value}, {"source", c->source}};
    return j;
}

json of_times(const phase_times& t) {
    json j{{"ceiling_seconds", t.ceiling.time.value},
           {"ceiling_complete", t.ceiling.complete},
           {"bound_by", name_of(t.ceiling.bound_by)},
           {"ceiling_tokens_per_second", t.ceiling.system.value},
           {"roofline_seconds", nullptr},
           {"roofline_tokens_per_second", nullptr}};
    if (t.roofline.complete) {
        j["roofline_seconds"] = t.roofline.time.value;
        j["roofline_tokens_per_second"] = t.roofline.system.value;
    }
    return j;
}

template <class Kind>
json of_duration(const duration<Kind>& d) {
    json j{{"seconds", d.time.value}};
    if constexpr (std::is_same_v<Kind, estimate>) {
        j["low_seconds"] = d.low.value;
        j["high_seconds"] = d.high.value;
    }
    return j;
}

template <class Kind>
json of_kind(const request_times<Kind>& t) {
    return {{"ttft", of_duration(t.ttft)}, {"tpot", of_duration(t.tpot)}, {"end_to_end", of_duration(t.end_to_end)},
            {"tokens_per_second_per_user", t.per_user.value}, {"tokens_per_second_per_device", t.per_device.value}};
}

template <class Kind>
json of_kind(const load_rates<Kind>& r) {
    return {{"requests_per_second", r.requests_per_second}, {"tpot", of_duration(r.tpot)},
            {"tokens_per_second", r.output.value}, {"tokens_per_second_per_device", r.output_per_device.value}};
}

/// Roofline and estimate are null where a rate that they need has no source.
template <template <class> class Result>
void add_kinds(const by_kind<Result>& all, json& j) {
    j["ceiling"] = of_kind(all.ceiling);
    j["ceiling"]["complete"] = all.ceiling.tpot.complete;
    j["roofline"] = all.roofline.tpot.complete ? of_kind(all.roofline) : json(nullptr);
    j["estimate"] = expected(all) ? of_kind(all.estimate) : json(nullptr);
}

void add_service(const service& s, json& j) {
    j["request"] = {{"prefill_passes", s.passes.count}, {"pass_tokens", s.passes.each}};
    add_kinds(s.request, j["request"]);
    j["max_load"] = {{"in_flight", s.most.in_flight.count}, {"bound_by_memory", s.most.in_flight.bound_by_memory}};
    add_kinds(s.most.rates, j["max_load"]);
}

json of_finding(const finding& f) {
    const sentence s = sentence_of(f);
    return {{"code", code_of(f.code)}, {"required", f.required}, {"available", f.available}, {"text", s.text}};
}

/// Null where none is made: then `lacks` says what is missing.
void add_estimates(const transformer& m, const fit& f, json& j) {
    j["lacks"] = f.expected.made() ? json(nullptr) : json(f.expected.lacks);
    j["decode"]["estimate"] = j["prefill"]["estimate"] = nullptr;
    if (!f.expected.made()) return;
    j["decode"]["estimate"] = of_estimate(f.expected.decode, explanation_of(m, f.part, f.asked, phase::decode));
    j["prefill"]["estimate"] = of_estimate(f.expected.prefill, explanation_of(m, f.part, f.asked, phase::prefill));
}

json of_fit(const transformer& m, const fit& f) {
    const footprint& held = f.is.footprint;
    json j{{"devices", f.devices},
           {"plan", of_split(f.asked.plan)},
           {"weights_bytes", held.weights.value},
           {"cache_bytes", held.cache.value},
           {"cache_reserved_bytes", held.cache_reserved().value},
           {"activations_bytes", held.activations.value},
           {"total_bytes", held.total.value},
           {"reads_outer_memory", f.outer},
           {"largest_batch", f.batch},
           {"decode", of_times(f.is.decode)},
           {"prefill", of_times(f.is.prefill)},
           {"findings", json::array()}};
    for (const finding& found : f.is.findings) j["findings"].push_back(of_finding(found));
    add_estimates(m, f, j);
    add_service(service_of(m, f), j);
    return j;
}

json of_part(const transformer& m, const accelerator& a, const request& r) {
    const verdict v = verdict_of(m, a, r);
    json j{{"id", a.id}, {"name", a.name}, {"vendor", a.vendor}, {"class", name_of(a.kind)}, {"fits", v.fits.has_value()}, {"adapted", v.adapted}};
    if (v.fits) j["fewest_devices"] = of_fit(m, *v.fits);
    if (v.fits && v.fits->outer) j["without_outer_memory"] = v.inside ? of_fit(m, *v.inside) : json(nullptr);
    if (!v.fits) j["why_not"] = of_finding(v.fails.why);
    return j;
}

json of_model(const named_model& m, const question& q) {
    const request asked = q.request_for(m);
    json j{{"model", m.name},
           {"layers", m.spec.layer_count},
           {"parameters_total", parameters_of(m.spec).total().value},
           {"parameters_active", active_parameters_of(m.spec).total().value},
           {"parameter_to_compute", parameter_to_compute(m.spec)},
           {"formats", {{"attention_and_feed_forward", format_in_words(asked.formats.of(tensor_class::attention))}, {"routed_experts", format_in_words(asked.formats.of(tensor_class::routed_expert))},
                        {"head", format_in_words(asked.formats.of(tensor_class::head))}, {"some_layers_or_tensors_differ", asked.formats.exception_count > 0}, {"cache", format_in_words(asked.formats.cache)},
                        {"activations", format_in_words(asked.formats.activations)}}},
           {"engine", q.engine != nullptr ? json(q.engine->id) : json(nullptr)},
           {"workload", {{"batch", asked.load.batch}, {"prompt", asked.load.prompt}, {"output", asked.load.output}, {"prompts_at_once", asked.load.prompts_at_once},
                         {"prefix", asked.load.prefix}, {"prefix_shared", asked.load.prefix_shared}, {"drafted", asked.load.drafts.drafted},
                         {"acceptance", asked.load.drafts.acceptance_known ? json(asked.load.drafts.acceptance) : json(nullptr)}}},
           {"stored_bytes", stored_weights(m.spec, asked.formats).value},
           {"cache_bytes_per_token", cache_per_token(m.spec, request{.formats = asked.formats}).value},
           {"notes", m.notes},
           {"parts", json::array()}};
    for (const accelerator* a : q.parts) j["parts"].push_back(of_part(m.spec, *a, q.request_for(m, *a)));
    return j;
}

}  // namespace

void print_json(const std::vector<named_model>& models, const question& q) {
    json all = json::array();
    for (const named_model& m : models) all.push_back(of_model(m, q));
    fmt::print("{}\n", all.dump(2));
}

}  // namespace example
