// Exact inverses of feasibility: the largest batch, the longest context, the fewest devices. Each answer fits and its
// neighbour does not. The same functions serve the compiler and a scheduler.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/largest.hpp>

namespace rafter {

/// Most sequences in flight that fit, everything else as asked. 0 if not even one does; at most 2^31.
[[nodiscard]] constexpr std::int64_t largest_batch(const transformer& m, const cluster& c, request r) noexcept {
    const split_model s = split_model_of(m, r);
    const holding known = hold(s, m, c.device, c.devices, r);
    return largest_that(rules::largest_count, [&](std::int64_t n) {
        r.load.batch = n;
        return fits(known, s.held, r.load);
    });
}

/// Most tokens of a sequence, prompt and output together, that fit: the prompt grows, the output and a prefix stay as asked. 0
/// if not even a prompt of one token, behind the prefix, fits; at most 2^31 + output, where windows keep the cache from growing.
[[nodiscard]] constexpr std::int64_t longest_context(const transformer& m, const cluster& c, request r) noexcept {
    const split_model s = split_model_of(m, r);
    const holding known = hold(s, m, c.device, c.devices, r);
    const std::int64_t prefix = r.load.prefix > 0 && r.load.prefix < rules::largest_count ? r.load.prefix : 0;
    const std::int64_t beyond = largest_that(rules::largest_count - prefix, [&](std::int64_t n) {
        r.load.prompt = prefix + n;
        return fits(known, s.held, r.load);
    });
    return beyond == 0 ? 0 : prefix + beyond + r.load.output;
}

namespace detail {

/// No plan can use more devices than the cluster has or its links connect.
constexpr std::int64_t most_devices(const cluster& c) noexcept {
    const link& up = c.device.scale_up;
    std::int64_t most = checked::overflowed;
    if (c.devices.known()) most = c.devices.value;
    if (c.device.scale_out.exists()) return most;
    if (!up.exists() && most > 1) most = 1;
    if (up.domain.known() && up.domain.value < most) most = up.domain.value;
    return most;
}

inline constexpr std::int64_t most_sharers = 64;

/// What a search over plans walks: degrees that could divide.
struct plan_limits {
    std::int64_t heads = 1;    ///< the most of a layer
    std::int64_t experts = 1;
};
constexpr plan_limits plan_limits_of(const transformer& m) noexcept {
    plan_limits l;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (m.forms[i].back.query_heads > l.heads) l.heads = m.forms[i].back.query_heads;
        if (m.forms[i].experts.total > l.experts) l.experts = m.forms[i].experts.total;
    }
    if (l.heads > rules::largest_degree) l.heads = rules::largest_degree;
    if (l.experts > rules::largest_degree) l.experts = rules::largest_degree;
    return l;
}

/// Fewest data-parallel ranks, at least two and each with a whole copy of the model, on which the request fits with the tensor
/// and pipeline degrees of its plan; 0 if so many at most do not help. More ranks never need more memory on one of them, so the
/// first that does not lack any is the answer, unless other rules forbid so many.
constexpr std::int64_t fewest_copies(const transformer& m, const cluster& c, request r, std::int64_t most) noexcept {
    const std::int64_t prompts = r.load.prompts_at_once, sequences = r.load.batch;
    if (const std::int64_t of_use = prompts > sequences ? prompts : sequences; most > of_use) most = of_use;
    if (most > rules::largest_degree) most = rules::largest_degree;
    const auto lacks_memory = [&](std::int64_t copies) {
        r.plan.data = copies;
        const split_model s = split_model_of(m, r);
        const holding held = hold(s, m, c.device, c.devices, r);
        return held.findings.failed == 0 && !fits(held, s.held, r.load);
    };
    if (most < 2 || lacks_memory(most)) return 0;
    const std::int64_t copies = largest_that(most, lacks_memory) + 1;
    r.plan.data = copies;
    return copies <= most && fits(m, c, r) ? copies : 0;
}

}  // namespace detail

struct device_answer {
    bool exists = false;
    std::int64_t devices = 0;
    split plan{};
};

/// Fewest devices on which the request fits, over all plans of tensor and pipeline degrees with as many copies of the model as
/// sequences need, and, for mixtures, of expert degrees, up to 64 ranks sharing the width of an expert, with as many data-parallel
/// ranks of attention as that fills. Of several plans with as few devices the one with the fastest decode roofline. The plan of
/// the request is not looked at. Llama-3.1-8B with 2,000 sequences, of which an engine takes 1,024 a rank: two H100.
[[nodiscard]] constexpr device_answer fewest_devices(const transformer& m, const cluster& c, request r) noexcept {
    device_answer best;
    r.plan = {};
    const split_model whole = split_model_of(m, r);
    if (!hold(whole, m, c.device, c.devices, r).computable || !rules::in_range(r.load)) return best;
    const std::int64_t room = storage_of(c.device, r.serving).available;
    if (room <= 0) return best;
    const std::int64_t at_least = checked::ceil_div(stored_weights(m, r.formats).value, room);
    const detail::plan_limits limits = detail::plan_limits_of(m);
    std::int64_t most = detail::most_devices(c);
    double fastest = 0;
    const auto take = [&](const split_model& s, const holding& held) {
        const prepared known = prepare(held, s.held, c.device);
        const double time = decode_of(known, r.load, footprint_of(known, r.load)).roofline.time.value;
        const std::int64_t devices = r.plan.devices();
        if (!best.exists || devices < best.devices || time < fastest) {
            best = {true, devices, r.plan};
            fastest = time;
        }
        most = best.devices;
    };
    // The stages of a pipeline from the fewest on which the weights could fit, until they do, or are too many devices.
    // Fewer stages may fit with more copies of the model.
    const auto try_stages = [&](const split& plan) {
        const std::int64_t of_stage = plan.stage_devices(), fewest = checked::ceil_div(at_least, of_stage);
        for (std::int64_t stages = fewest > 1 ? fewest : 1; stages <= m.layer_count && of_stage * stages <= most; ++stages) {
            r.plan = plan;
            r.plan.pipeline = stages;
            const split_model s = split_model_of(m, r);
            const holding held = hold(s, m, c.device, c.devices, r);
            if (held.findings.failed > 0) return;  // more stages mend no other rule
            if (fits(held, s.held, r.load)) return take(s, held);
            if (plan.expert > 1) continue;
            r.plan.data = detail::fewest_copies(m, c, r, most / (of_stage * stages));
            if (r.plan.data == 0) continue;
            const split_model copied = split_model_of(m, r);
            take(copied, hold(copied, m, c.device, c.devices, r));
        }
    };
    for (std::int64_t tensor = 1; tensor <= limits.heads && tensor <= most; ++tensor) {
        if (limits.heads % tensor != 0) continue;
        try_stages({.tensor = tensor});
        for (std::int64_t expert = 2; expert <= limits.experts; ++expert) {
            if (limits.experts % expert != 0) continue;
            for (std::int64_t sharers = 1; sharers <= detail::most_sharers && expert * sharers <= most; ++sharers)
                if (expert * sharers % tensor == 0) try_stages({.tensor = tensor, .expert = expert, .data = expert * sharers / tensor});
        }
    }
    return best;
}

}  // namespace rafter
