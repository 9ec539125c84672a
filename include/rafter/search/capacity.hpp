// Exact inverses of feasibility: the largest batch, the longest context, the fewest devices. Each answer fits and its
// neighbour does not. The same functions serve the compiler and a scheduler.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/hardware/cluster.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

namespace detail {

/// The largest n in [1, limit] for which the predicate holds, if it holds below some n and fails from there on; else 0.
template <class Predicate>
constexpr std::int64_t largest_that(std::int64_t limit, Predicate holds) noexcept {
    if (!holds(1)) return 0;
    std::int64_t good = 1, bad = 2;
    while (bad <= limit && holds(bad)) {
        good = bad;
        bad *= 2;
    }
    if (bad > limit) bad = limit + 1;
    while (good + 1 < bad) {
        const std::int64_t middle = good + (bad - good) / 2;
        (holds(middle) ? good : bad) = middle;
    }
    return good;
}

}  // namespace detail

/// Most sequences in flight that fit, everything else as asked. 0 if not even one does; at most 2^31.
[[nodiscard]] constexpr std::int64_t largest_batch(const transformer& m, const cluster& c, request r) noexcept {
    const prepared known = prepare(m, c.device, c.devices, r);
    return detail::largest_that(rules::largest_count, [&](std::int64_t n) {
        r.load.batch = n;
        return fits(known, r.load);
    });
}

/// Most tokens of a sequence, prompt and output together, that fit: the prompt grows, the output stays as asked. 0 if not
/// even a prompt of one token fits; at most 2^31 + output, where windows keep the cache from growing.
[[nodiscard]] constexpr std::int64_t longest_context(const transformer& m, const cluster& c, request r) noexcept {
    const prepared known = prepare(m, c.device, c.devices, r);
    const std::int64_t prompt = detail::largest_that(rules::largest_count, [&](std::int64_t n) {
        r.load.prompt = n;
        return fits(known, r.load);
    });
    return prompt == 0 ? 0 : prompt + r.load.output;
}

namespace detail {

/// No plan can use more devices than the cluster has or its links connect.
constexpr std::int64_t most_devices(const cluster& c, std::int64_t plans) noexcept {
    const link& up = c.device.scale_up;
    std::int64_t most = plans;
    if (c.devices.known() && c.devices.value < most) most = c.devices.value;
    if (!c.device.scale_out.exists() && !up.exists() && most > 1) most = 1;
    if (!c.device.scale_out.exists() && up.domain.known() && up.domain.value < most) most = up.domain.value;
    return most;
}

}  // namespace detail

struct device_answer {
    bool exists = false;
    std::int64_t devices = 0;
    split plan{};
};

/// Fewest devices on which the request fits, over all plans of tensor, pipeline and, for mixtures, expert parallel (its
/// attention data parallel where tensor parallel is narrower). Of several plans with as few devices the one with the
/// fastest decode roofline. The plan of the request is not looked at.
[[nodiscard]] constexpr device_answer fewest_devices(const transformer& m, const cluster& c, request r) noexcept {
    device_answer best;
    r.plan = {};
    if (!prepare(m, c.device, c.devices, r).computable || !rules::workload_in_range(r.load).ok()) return best;
    std::int64_t heads = 1, experts = 1;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (m.forms[i].back.query_heads > heads) heads = m.forms[i].back.query_heads;
        if (m.forms[i].experts.total > experts) experts = m.forms[i].experts.total;
    }
    const placement room = place(c.device, {}, r.serving);
    if (room.available.value <= 0) return best;
    const std::int64_t at_least = checked::ceil_div(stored_weights(m, r.formats).value, room.available.value);
    const std::int64_t limit = detail::most_devices(c, heads * m.layer_count * experts);

    double fastest = 0;
    for (std::int64_t n = at_least > 1 ? at_least : 1; n <= limit && !best.exists; ++n) {
        for (std::int64_t tensor = 1; tensor <= heads && tensor <= n; ++tensor) {
            if (n % tensor != 0 || heads % tensor != 0) continue;
            for (std::int64_t data = 1; data <= experts && data <= n / tensor; ++data) {
                if ((n / tensor) % data != 0 || n / tensor / data > m.layer_count) continue;
                if (data > 1 && experts % (tensor * data) != 0) continue;
                r.plan = {.tensor = tensor, .pipeline = n / tensor / data, .expert = data > 1 ? tensor * data : 1, .data = data};
                const prepared known = prepare(m, c.device, c.devices, r);
                if (!fits(known, r.load)) continue;
                const double time = assess(known, r.load).decode.roofline.time.value;
                if (best.exists && time >= fastest) continue;
                fastest = time;
                best = {true, n, r.plan};
            }
        }
    }
    return best;
}

}  // namespace rafter
