#include "bound.hpp"

#include <algorithm>
#include <cmath>
#include <rafter/collective/all_reduce.hpp>
#include <rafter/collective/send.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/pooled.hpp>

#include "catalogue.hpp"
#include "formats.hpp"

namespace measured {

namespace {

using namespace rafter;

/// One part, one model and the formats of a row.
class machine {
public:
    machine(const transformer& model, const accelerator& part, const request& asked) : known(prepare(model, part, {}, asked)), form(asked.load) {}

    /// The numbers are in range, and the plan is one that the model and the links admit.
    [[nodiscard]] bool computable() const { return known.computable; }
    [[nodiscard]] bool legal() const {
        for (const finding& f : known.findings)
            if (!f.ok() && f.code != rule::format_supported) return false;
        return known.computable;
    }
    /// A decode step of so many sequences that look at so many tokens, and a prefill of so many prompts.
    [[nodiscard]] phase_times decode(std::int64_t batch, std::int64_t context) const {
        workload load = form;
        load.batch = batch;
        load.prompt = std::max<std::int64_t>(context - 1, 1);
        load.output = 1;
        return decode_of(known, load, footprint_of(known, load));
    }
    [[nodiscard]] phase_times prefill(std::int64_t prompts, std::int64_t length) const {
        workload load = form;
        load.prompts_at_once = prompts;
        load.prompt = length;
        return prefill_of(known, load, footprint_of(known, load));
    }
    /// The same of steps whose context grows from the first to the last: exact where windows fill.
    [[nodiscard]] phase_times decode_over(std::int64_t batch, std::int64_t first, std::int64_t last) const {
        workload load = form;
        load.batch = batch;
        load.prompt = first - 1;
        load.output = last - first + 1;
        return decode_of(known, load, footprint_of(known, load));
    }
    /// The most sequences between these lengths that the memory holds, at least one. A cache behind windows grows ever slower,
    /// so its mean is no less than that of its ends.
    [[nodiscard]] std::int64_t resident(std::int64_t shortest, std::int64_t longest) const {
        const footprint first = held_at(shortest), last = held_at(longest);
        const std::int64_t left = known.memory.available - first.weights.value, each = first.cache.value / 2 + last.cache.value / 2;
        return std::clamp<std::int64_t>(each > 0 ? left / each : 1, 1, rules::largest_count);
    }

private:
    prepared known;
    workload form;

    [[nodiscard]] footprint held_at(std::int64_t length) const {
        workload load = form;
        load.prompt = std::max<std::int64_t>(length - 1, 1);
        load.output = 1;
        load.batch = 1;
        return footprint_of(known, load);
    }
};

/// What a row is judged on: its plan, and all devices as one, which no plan beats.
struct machines {
    const machine& plan;
    const machine& whole;
    bool pipeline = false;
};

/// Time, and what binds it.
struct timed {
    double ceiling = 0;
    double roofline = 0;
    resource by = resource::memory;
    bool complete = true;

    /// Of several bounds the largest is one.
    void at_least(double time, resource why) {
        if (time <= ceiling) return;
        ceiling = time;
        by = why;
    }
    [[nodiscard]] timed each_of(double n) const { return {ceiling / n, roofline / n, by, complete}; }
};

/// A step that gives every sequence of the batch a token. In how many micro-batches a pipeline takes it no row says: one of
/// them crosses all stages, and all of them are work of all devices.
timed step_of(const phase_times& t, const phase_times& whole, bool pipeline, double sequences) {
    timed s{t.ceiling.time.value, std::max(t.roofline.time.value, sequences / t.roofline.system.value), t.ceiling.bound_by, t.roofline.complete};
    if (pipeline) s.at_least(whole.ceiling.time.value, whole.ceiling.bound_by);
    else s.at_least(sequences / t.ceiling.system.value, t.ceiling.bound_by);
    return s;
}
timed step(const machines& m, std::int64_t batch, std::int64_t context) {
    return step_of(m.plan.decode(batch, context), m.whole.decode(batch, context), m.pipeline, static_cast<double>(batch));
}

timed prefill(const machines& m, std::int64_t prompts, std::int64_t length) {
    const phase_times t = m.plan.prefill(prompts, length);
    return {t.ceiling.time.value, t.roofline.time.value, t.ceiling.bound_by, t.roofline.complete};
}

/// What one request asks: its prompts, and every step behind them.
struct phases {
    timed first{}, then{};
    double steps = 0;

    [[nodiscard]] timed in_turn() const {
        const double decode = steps * then.ceiling;
        return {first.ceiling + decode, first.roofline + steps * then.roofline, decode > first.ceiling ? then.by : first.by, first.complete && then.complete};
    }
};
phases phases_of(const machines& m, std::int64_t batch, std::int64_t prompt, std::int64_t output) {
    phases p{.first = prefill(m, batch, prompt), .steps = static_cast<double>(output - 1)};
    if (output < 2) return p;
    const std::int64_t from = prompt + 1, to = prompt + output - 1;
    p.then = step_of(m.plan.decode_over(batch, from, to), m.whole.decode_over(batch, from, to), m.pipeline, static_cast<double>(batch));
    return p;
}

/// Prompts and all that is generated behind them. One sequence does one after the other. Of a batch an engine may work on some
/// prompts while others decode, so that each resource is only bound by all that is asked of it; the weights are read once
/// for every token of a sequence.
timed whole_request(const machines& m, std::int64_t batch, std::int64_t prompt, std::int64_t output) {
    const phases all = phases_of(m, batch, prompt, output);
    timed t = all.in_turn();
    if (batch == 1) return t;
    const timed one = phases_of(m, 1, prompt, output).in_turn();
    t.ceiling = one.ceiling;
    t.by = one.by;
    const ceiling prompts = m.whole.prefill(batch, prompt).ceiling;
    t.at_least(prompts.time.value, prompts.bound_by);
    t.at_least(all.first.ceiling, all.first.by);
    if (output < 2) return t;
    const ceiling step = m.whole.decode_over(batch, prompt + 1, prompt + output - 1).ceiling;
    t.at_least(prompts.compute.value + all.steps * step.compute.value, resource::compute);
    t.at_least(all.steps * step.memory.value, resource::memory);
    t.at_least(all.steps * all.then.ceiling, step.bound_by);
    return t;
}

/// Seconds a token of a system under the load that serves it best, and the compute of prompts beside it.
/// A larger batch is not always the better one: its cache may lie in a slower memory. No batch from b to 1.01 b is faster
/// than 1.01 b tokens in the time of b.
timed under_load(const machine& m, std::int64_t prompt, std::int64_t output) {
    const std::int64_t most = m.resident(prompt + 1, prompt + output);
    constexpr std::int64_t many = 1024;
    const double prompts_compute = m.prefill(many, prompt).ceiling.compute.value / static_cast<double>(many) / static_cast<double>(output);
    timed best;
    for (std::int64_t batch = 1, next = 0; batch <= most; batch = next) {
        next = std::max(batch + 1, batch + batch / 100);
        const phase_times decode = m.decode_over(batch, prompt + 1, prompt + output);
        const auto tokens = static_cast<double>(batch), granted = static_cast<double>(next <= most ? next : batch);
        const double compute = prompts_compute + decode.ceiling.compute.value / tokens;
        const double rate = tokens / granted / decode.ceiling.system.value, time = std::max(rate, compute);
        if (best.ceiling == 0 || time < best.ceiling) best = {time, 0, compute > rate ? resource::compute : decode.ceiling.bound_by, false};
    }
    return best;
}

/// What a row lacks for its metric, or nothing.
std::string lacking(const row& r) {
    const bool rate = r.metric == "output_tokens_per_second_system";
    if (r.metric == "decode_step_seconds") return "";  // a context that is not recorded is one token: no more can be granted
    if (!rate && r.metric != "request_latency_seconds" && r.metric != "ttft_seconds" && r.metric != "prefill_tokens_per_second_system")
        return "metric " + r.metric + " is not modelled";
    if (!r.prompt_len) return "no prompt length is recorded";
    if (r.metric == "prefill_tokens_per_second_system") return "";
    if (r.metric != "ttft_seconds" && !r.output_len) return "no output length is recorded";
    if (r.batch) return "";
    if (!rate || !r.bound_only) return "no batch is recorded";
    return r.mean_context ? "" : "no context is recorded";
}

/// The time of the row's metric; of a rate, the seconds of one token.
timed time_of(const row& r, const machines& m) {
    const std::int64_t prompt = r.prompt_len.value_or(1), output = r.output_len.value_or(1), batch = r.batch.value_or(1);
    const auto context = static_cast<std::int64_t>(std::floor(r.mean_context.value_or(1)));
    if (r.metric == "decode_step_seconds") return step(m, batch, context);
    if (r.metric == "ttft_seconds") return prefill(m, batch, prompt);
    if (r.metric == "request_latency_seconds") return whole_request(m, batch, prompt, output);
    if (r.metric == "prefill_tokens_per_second_system") {
        const phase_times t = m.plan.prefill(r.batch.value_or(1024), prompt);
        return {1 / t.ceiling.system.value, 1 / t.roofline.system.value, t.ceiling.bound_by, t.roofline.complete};
    }
    if (!r.batch) return under_load(m.whole, prompt, output);
    return whole_request(m, batch, prompt, output).each_of(static_cast<double>(batch) * static_cast<double>(output));
}

bool is_message(const row& r) { return r.metric == "allreduce_seconds" || r.metric == "point_to_point_seconds"; }

/// A message by itself, between the first devices of a domain: at least what any algorithm needs of all their links.
bound bound_of_message(const row& r, const accelerator& part) {
    bound b;
    const route w = route_of(part, r.devices, 1);
    const auto s = static_cast<double>(*r.message_bytes);
    const message_time t = r.metric == "allreduce_seconds" ? all_reduce_time(s, s, w) : send_time(s, s, w);
    b.dense = false;
    b.measured = r.value;
    b.ceiling = t.least;
    b.bound_by = name_of(resource::link);
    if (!r.bound_only && w.priced) b.roofline = t.time;
    if (!(b.ceiling > 0)) b.reason = "no ceiling: a figure of the part is not known";
    return b;
}

/// A format of the cache that the source does not state may have 8 bits.
std::string cache_for_ceiling(const row& r) { return r.kv_assumed && r.kv_format != "int8" ? "fp8" : r.kv_format; }

}  // namespace

bound bound_of(const row& r) {
    bound b;
    const auto refuse = [&b](std::string why) {
        b.reason = std::move(why);
        return b;
    };
    if (r.left_out) return refuse(r.reason.empty() ? "left out by the row itself" : r.reason);
    const accelerator* const part = find_part(r.accelerator);
    if (part == nullptr) return refuse("part " + r.accelerator + " is not in the catalogue");
    if (is_message(r) && r.value > 0) return !r.message_bytes || r.devices < 2 ? refuse("no size of the message is recorded, or no group") : bound_of_message(r, *part);
    const transformer* const model = find_model(r.model);
    if (model == nullptr) return refuse("model " + r.model + " is not in the catalogue");
    if (!(r.value > 0)) return refuse("the value is not positive");
    if (r.devices < 1 || !(r.device_fraction > 0)) return refuse("no devices");
    if (std::string why = lacking(r); !why.empty()) return refuse(why);
    const auto formats = formats_of(r.weight_format, r.activation_format, r.kv_format);
    auto for_ceiling = formats_of(r.weight_format, r.activation_format, cache_for_ceiling(r));
    if (!formats || !for_ceiling) return refuse("a format of " + r.weight_format + ", " + r.activation_format + ", " + r.kv_format + " is not known");
    // Messages may have the format that products have, and llama.cpp multiplies its 4-bit weights as int8.
    if (operand_bits(for_ceiling->multiply_as) <= 8) for_ceiling->activations = for_ceiling->dispatch = fp8::spec;
    if (r.weight_format == "q4_k_m" && part->peaks.int8.known()) for_ceiling->multiply_as = arithmetic::int8;

    // Half a part has links of its own kind, which nobody states.
    accelerator device = *part;
    if (r.device_fraction != 1) device = pooled(*part, r.device_fraction);
    request asked;
    asked.formats = *for_ceiling;
    asked.load.experts = routing::unknown;
    const bool planned = r.tp && r.pp && r.ep && r.dp && checked::product(checked::product(*r.tp, *r.pp), *r.dp) == r.devices;
    if (planned) asked.plan = {.tensor = *r.tp, .pipeline = *r.pp, .expert = *r.ep, .data = *r.dp};
    const machine on_plan(*model, device, asked);
    b.plan_free = !planned || !on_plan.legal();

    request without_plan = asked;
    without_plan.plan = {};
    const machine whole(*model, pooled(device, static_cast<double>(r.devices)), without_plan);
    if (!whole.computable()) return refuse("a number is out of range");
    const bool pipeline = !b.plan_free && *r.pp > 1;
    const timed t = time_of(r, b.plan_free ? machines{whole, whole} : machines{on_plan, whole, pipeline});
    b.dense = parameters_of(*model).of(tensor_class::routed_expert).value == 0;
    b.measured = r.seconds();
    b.ceiling = t.ceiling;
    b.bound_by = name_of(t.by);
    if (!(b.ceiling > 0) || !std::isfinite(b.ceiling)) return refuse("no ceiling: a figure of the part is not known");
    if (!std::isfinite(b.measured) || !std::isfinite(b.measured_over_ceiling())) return refuse("the value is out of range");
    if (!b.plan_free && !r.bound_only && (r.mean_context || r.metric != "decode_step_seconds")) {
        asked.formats = *formats;
        asked.load.experts = routing::uniform;
        const machine serving(*model, device, asked);
        const timed serial = time_of(r, machines{serving, whole, pipeline});
        if (serial.complete && std::isfinite(serial.roofline)) b.roofline = serial.roofline;
    }
    return b;
}

}  // namespace measured
