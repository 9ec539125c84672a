#include "bound.hpp"

#include <algorithm>
#include <cmath>
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
    /// The most sequences of this length that the memory holds, at least one.
    [[nodiscard]] std::int64_t resident(std::int64_t length) const {
        workload load = form;
        load.prompt = std::max<std::int64_t>(length - 1, 1);
        load.output = 1;
        load.batch = 1;
        const footprint one = footprint_of(known, load);
        const std::int64_t left = known.memory.available - one.weights.value;
        return std::clamp<std::int64_t>(one.cache.value > 0 ? left / one.cache.value : 1, 1, rules::largest_count);
    }

private:
    prepared known;
    workload form;
};

/// Time, and what binds it.
struct timed {
    double ceiling = 0;
    double roofline = 0;
    resource by = resource::memory;
    bool complete = true;

    /// So many of another one after it. The longer one binds.
    void add(const timed& then, double n) {
        if (n * then.ceiling > ceiling) by = then.by;
        ceiling += n * then.ceiling;
        roofline += n * then.roofline;
        complete = complete && then.complete;
    }
};

/// A step that gives every sequence of the batch a token: with micro-batches in flight, the batch over the system's rate.
timed step(const machine& m, std::int64_t batch, std::int64_t context) {
    const phase_times t = m.decode(batch, context);
    const auto sequences = static_cast<double>(batch);
    return {std::max(t.ceiling.time.value, sequences / t.ceiling.system.value), std::max(t.roofline.time.value, sequences / t.roofline.system.value),
            t.ceiling.bound_by, t.roofline.complete};
}

timed prefill(const machine& m, std::int64_t prompts, std::int64_t length) {
    const phase_times t = m.prefill(prompts, length);
    return {t.ceiling.time.value, t.roofline.time.value, t.ceiling.bound_by, t.roofline.complete};
}

/// A static batch: its prefill, then a step for every further token, at the length in the middle.
timed whole_request(const machine& m, std::int64_t batch, std::int64_t prompt, std::int64_t output) {
    timed t = prefill(m, batch, prompt);
    t.add(step(m, batch, prompt + output / 2), static_cast<double>(output - 1));
    return t;
}

/// Seconds a token of a system under the load that serves it best, and the compute of prompts beside it.
/// A larger batch is not always the better one: its cache may lie in a slower memory. No batch from b to 1.01 b is faster
/// than 1.01 b tokens in the time of b.
timed under_load(const machine& m, std::int64_t prompt, std::int64_t output, std::int64_t mean_context) {
    const std::int64_t most = m.resident(mean_context);
    constexpr std::int64_t many = 1024;
    const double prompts_compute = m.prefill(many, prompt).ceiling.compute.value / static_cast<double>(many) / static_cast<double>(output);
    timed best;
    for (std::int64_t batch = 1, next = 0; batch <= most; batch = next) {
        next = std::min(std::max(batch + 1, batch + batch / 100), std::max(most, batch + 1));
        const phase_times decode = m.decode(batch, mean_context);
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
timed time_of(const row& r, const machine& m) {
    const std::int64_t prompt = r.prompt_len.value_or(1), output = r.output_len.value_or(1), batch = r.batch.value_or(1);
    const auto context = static_cast<std::int64_t>(std::floor(r.mean_context.value_or(1)));
    if (r.metric == "decode_step_seconds") return step(m, batch, context);
    if (r.metric == "ttft_seconds") return prefill(m, batch, prompt);
    if (r.metric == "request_latency_seconds") return whole_request(m, batch, prompt, output);
    if (r.metric == "prefill_tokens_per_second_system") {
        const std::int64_t prompts = r.batch.value_or(1024);
        timed t;
        t.add(prefill(m, prompts, prompt), 1 / (static_cast<double>(prompts) * static_cast<double>(prompt)));
        return t;
    }
    if (!r.batch) return under_load(m, prompt, output, context);
    timed t;
    t.add(whole_request(m, batch, prompt, output), 1 / (static_cast<double>(batch) * static_cast<double>(output)));
    return t;
}

bool is_rate(const row& r) { return r.metric.find("_per_second_") != std::string::npos; }

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
    const transformer* const model = find_model(r.model);
    if (model == nullptr) return refuse("model " + r.model + " is not in the catalogue");
    if (!(r.value > 0)) return refuse("the value is not positive");
    if (r.devices < 1 || !(r.device_fraction > 0)) return refuse("no devices");
    if (std::string why = lacking(r); !why.empty()) return refuse(why);
    const auto formats = formats_of(r.weight_format, r.activation_format, r.kv_format);
    const auto for_ceiling = formats_of(r.weight_format, r.activation_format, cache_for_ceiling(r));
    if (!formats || !for_ceiling) return refuse("a format of " + r.weight_format + ", " + r.activation_format + ", " + r.kv_format + " is not known");

    const accelerator device = pooled(*part, r.device_fraction);
    request asked;
    asked.formats = *for_ceiling;
    asked.load.experts = routing::unknown;
    const bool planned = r.tp && r.pp && r.ep && r.dp && *r.tp * *r.pp * *r.dp == r.devices;
    if (planned) asked.plan = {.tensor = *r.tp, .pipeline = *r.pp, .expert = *r.ep, .data = *r.dp};
    // Half a part keeps its links: a bound may grant them.
    accelerator linked = device;
    linked.scale_up = part->scale_up;
    linked.scale_out = part->scale_out;
    const machine on_plan(*model, linked, asked);
    b.plan_free = !planned || !on_plan.legal();

    request pooled_request = asked;
    pooled_request.plan = {};
    const machine whole(*model, pooled(device, static_cast<double>(r.devices)), pooled_request);
    if (!whole.computable()) return refuse("a number is out of range");
    const timed t = time_of(r, b.plan_free || (r.bound_only && !r.batch) ? whole : on_plan);
    b.dense = model->forms[model->form_count - 1].experts.total == 0;
    b.phases = r.metric == "request_latency_seconds" || r.metric == "output_tokens_per_second_system";
    b.measured = is_rate(r) ? 1 / r.value : r.value;
    b.ceiling = t.ceiling;
    b.bound_by = name_of(t.by);
    if (!(b.ceiling > 0) || !std::isfinite(b.ceiling)) return refuse("no ceiling: a figure of the part is not known");
    if (!b.plan_free && !r.bound_only && (r.mean_context || r.metric != "decode_step_seconds")) {
        asked.formats = *formats;
        asked.load.experts = routing::uniform;
        const timed serial = time_of(r, machine(*model, linked, asked));
        if (serial.complete && std::isfinite(serial.roofline)) b.roofline = serial.roofline;
    }
    return b;
}

}  // namespace measured
