#include "expected.hpp"

#include <algorithm>
#include <cmath>
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/hardware/pooled.hpp>

#include "catalogue.hpp"
#include "formats.hpp"

namespace measured {

namespace {

using namespace rafter;

/// A split model on a part, and what it is asked.
class asker {
public:
    asker(const prepared& on, question& to) : known(on), q(to) {}

    void decode(std::int64_t batch, std::int64_t first, std::int64_t last, double count) const {
        workload load = q.load;
        load.batch = batch;
        load.prompt = std::max<std::int64_t>(first - 1, 1);
        load.output = std::max<std::int64_t>(last - load.prompt, 1);
        step_size size = decode_size(q.plan, load);
        if (q.plan.pipeline > 1) {  // a static batch crosses the stages as a whole
            size.sequences = size.tokens = size.sampled = size.group_tokens = sequences_per_rank(q.plan, load);
            size.micro_batches = 1;
        }
        add(load, size, count);
    }
    void prefill(std::int64_t prompts, std::int64_t length, double count) const {
        workload load = q.load;
        load.prompts_at_once = prompts;
        load.prompt = length;
        add(load, prefill_size(q.plan, load), count);
    }
    [[nodiscard]] footprint held(std::int64_t batch, std::int64_t prompt, std::int64_t output) const {
        workload load = q.load;
        load.batch = batch;
        load.prompt = prompt;
        load.output = output;
        return footprint_of(known, load);
    }
    [[nodiscard]] std::int64_t available() const { return known.memory.available; }

private:
    const prepared& known;
    question& q;

    void add(const workload& load, const step_size& size, double count) const {
        q.spans.push_back({size, read_prices_of(known.memory, footprint_of(known, load)), count});
    }
};

/// Rounds that an engine needs to serve a batch of whole requests, of which it holds so many at once: 90 % of memory, and
/// 2 GB for itself.
double waves_of(const asker& ask, std::int64_t batch, std::int64_t prompt, std::int64_t output, std::int64_t ranks) {
    const footprint all = ask.held(batch, prompt, output), one = ask.held(ranks, prompt, output);
    const double room = 0.9 * static_cast<double>(ask.available()) - static_cast<double>(all.weights.value + all.activations.value) - 2e9;
    const double at_once = std::floor(room / static_cast<double>(std::max<std::int64_t>(one.cache.value, 1))) * static_cast<double>(ranks);
    return std::ceil(static_cast<double>(batch) / std::max(1.0, at_once));
}

/// Weights cut along both of their axes, and attention by sequences (Pope et al. 2022): the K/V projections are divided over
/// all ranks though they have fewer heads, and each rank reads the caches of its own sequences.
void share_sequences(sheet& held, std::int64_t batch) {
    const std::int64_t ranks = held.plan.tensor, shared = std::min(ranks, batch);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        sheet_form& f = held.forms[i];
        for (std::int64_t j = 0; j < f.line_count; ++j) {
            if (!f.lines[j].kept) continue;
            f.lines[j].stored_bytes /= ranks;
            f.lines[j].flops_per_token /= static_cast<double>(ranks);
        }
        f.kept_bytes /= shared;
    }
}

void span(const row& r, const asker& ask, question& q) {
    const std::int64_t prompt = r.prompt_len.value_or(1), output = r.output_len.value_or(1);
    std::int64_t batch = r.batch.value_or(1);
    if (r.metric == "decode_step_seconds") {
        const auto context = static_cast<std::int64_t>(std::floor(r.mean_context.value_or(1)));
        ask.decode(batch, context, context, 1);
    } else if (r.is_prefill()) {
        ask.prefill(batch, prompt, 1);
        if (r.is_rate()) q.of_metric = 1 / static_cast<double>(batch * prompt);
    } else {
        double waves = 1;
        if (q.part.kind == architecture::gpu && batch > 1 && q.plan.expert == 1) waves = waves_of(ask, batch, prompt, output, q.plan.data_ranks());
        if (r.is_rate()) q.of_metric = 1 / static_cast<double>(batch * output);
        batch = static_cast<std::int64_t>(std::ceil(static_cast<double>(batch) / waves));
        if (waves > 1) q.assumed.push_back(std::to_string(static_cast<int>(waves)) + " waves of " + std::to_string(batch));
        ask.prefill(batch, prompt, waves);
        if (output > 1) ask.decode(batch, prompt + 1, prompt + output - 1, waves * static_cast<double>(output - 1));
    }
}

}  // namespace

question question_of(const row& r) {
    question q;
    const auto refuse = [&q](std::string why) {
        q.reason = std::move(why);
        return q;
    };
    const accelerator* const part = find_part(r.accelerator);
    if (part == nullptr) return refuse("part " + r.accelerator + " is not in the catalogue");
    const transformer* const model = find_model(r.model);
    if (model == nullptr) return refuse("model " + r.model + " is not in the catalogue");
    const auto formats = formats_of(r.weight_format, r.activation_format, r.kv_format);
    if (!formats) return refuse("a format of " + r.weight_format + ", " + r.activation_format + ", " + r.kv_format + " is not known");
    if (r.batch.value_or(1) > 1 && r.metric == "decode_step_seconds" && !r.mean_context) return refuse("no context is recorded");

    q.part = *part;
    if (r.device_fraction != 1) {
        q.part = pooled(*part, r.device_fraction);
        q.part.scale_up = part->scale_up;
    }
    request asked;
    asked.formats = *formats;
    asked.plan = {.tensor = r.tp.value_or(r.devices), .pipeline = r.pp.value_or(1), .expert = r.ep.value_or(1), .data = r.dp.value_or(1)};
    if (!r.tp && r.devices > 1) q.assumed.push_back("tensor parallel " + std::to_string(r.devices));
    const prepared known = prepare(*model, q.part, {}, asked);
    if (!known.computable) return refuse("a number is out of range");
    asked.serving.pace = q.pace = pace_of(r);
    const expectation on = expectation_of(q.part, known.held, asked.serving);
    if (on.lacks != missing::nothing) return refuse(std::string("ceiling only: no source gives ") + words_of(on.lacks));
    q.plan = asked.plan;
    q.load = asked.load;
    q.held = known.held;
    if (r.engine == "JAX" && q.plan.tensor > 1) {
        share_sequences(q.held, r.batch.value_or(1));
        q.assumed.push_back("weights cut along both axes, attention by sequences");
    }
    q.measured = r.seconds();
    span(r, asker(known, q), q);
    return q;
}

estimate answer(const question& q) {
    const expectation on = expectation_of(q.part, q.held, {.pace = q.pace});
    estimate all{.sure = on.sure};
    for (const steps& s : q.spans) {
        const estimate e = estimate_of(q.held, on, s.reads, q.load, s.size);
        const double n = s.count * q.of_metric;
        all.time.value += n * e.time.value;
        all.low.value += n * e.low.value;
        all.high.value += n * e.high.value;
        all.compute.value += n * e.compute.value;
        all.memory.value += n * e.memory.value;
        all.link.value += n * e.link.value;
        all.fixed.value += n * e.fixed.value;
        all.complete = all.complete && e.complete;
    }
    return all;
}

}  // namespace measured
