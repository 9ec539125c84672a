// The cache of a prompt, sent from the devices that have computed it to those that decode.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/footprint.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/parallelism/placement.hpp>
#include <rafter/performance/expectation.hpp>
#include <rafter/performance/phases/by_kind.hpp>
#include <rafter/performance/sustained_fractions.hpp>

namespace rafter {

/// One link of every device at either end. Inverse rates are of one direction; 0 where no source gives one.
struct cache_route {
    double per_byte_from = 0;  ///< seconds
    double per_byte_to = 0;
    double latency = 0;        ///< seconds of a message; the usual one where no source gives it
    bool priced = true;        ///< both rates are known
};

[[nodiscard]] constexpr cache_route cache_route_of(const link& from, const link& to) noexcept {
    const auto inverse = [](const link& l) { return l.per_device.known() && l.per_device.value.value > 0 ? 1 / l.per_device.value.value : 0; };
    const double here = inverse(from), there = inverse(to);
    return {here, there, from.latency.known() ? from.latency.value.value : usual_link_latency.value, here > 0 && there > 0};
}
/// Between two pools: the links that leave their domains.
[[nodiscard]] constexpr cache_route between_pools(const accelerator& prefill, const accelerator& decode) noexcept { return cache_route_of(prefill.scale_out, decode.scale_out); }
/// Between two layouts on the same devices: inside a domain, if all stand in one.
[[nodiscard]] constexpr cache_route between_layouts(const accelerator& a, std::int64_t devices) noexcept {
    const link& over = domain_of(a) == 0 || devices <= domain_of(a) ? a.scale_up : a.scale_out;
    return cache_route_of(over, over);
}

/// Of one prompt.
struct prompt_cache {
    double sent = 0;   ///< bytes that the devices of one data rank hold, replicas too
    double least = 0;  ///< those that a later token sees and that are no prefix, each once; no state
};

namespace detail {

/// Of a prompt, tokens that the one behind it sees: a window that slides moves on by one, a chunk may end with the prompt.
/// 10,000 tokens through a window of 128: 127; in chunks of 8,192: 1,808.
constexpr std::int64_t seen_behind(const lookback& back, std::int64_t prompt) noexcept {
    if (back.window <= 0 || back.sees == sight::selected) return prompt;
    if (back.sees == sight::chunked) return prompt % back.window;
    return prompt < back.window ? prompt : back.window - 1;
}

}  // namespace detail

/// What a prompt leaves behind, in the layout of those that get it; all that its window keeps. Where all sequences share the
/// prefix it is there already. Llama-3.1-70B in bf16, 2,048 tokens on 8 devices: 671,088,640 bytes, none twice.
[[nodiscard]] constexpr prompt_cache prompt_cache_of(const sheet& held, const workload& load) noexcept {
    prompt_cache c;
    const auto devices = static_cast<double>(held.plan.tensor * held.plan.context);
    const std::int64_t tokens = tokens_of_context_rank(held.plan, load.prefix_shared ? load.new_tokens() : load.prompt);
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        const sheet_form& f = held.forms[i];
        const auto layers = static_cast<double>(f.layers);
        c.sent += layers * devices * static_cast<double>(cache_byte_count(held, f, tokens));
        const std::int64_t seen = detail::seen_behind(f.back, load.prompt), fresh = load.new_tokens() < seen ? load.new_tokens() : seen;
        if (f.back.elements_per_token > 0) c.least += layers * static_cast<double>(stored_byte_count(held.cache_format, fresh, f.back.elements_per_token));
        c.least += layers * static_cast<double>(f.index.bytes_per_token) * static_cast<double>(load.new_tokens());
    }
    return c;
}

namespace detail {

/// How sure a time over a link is that nobody has calibrated.
inline constexpr spread of_transfers{1, 1.65};

constexpr double slower_end(double bytes, double from_links, double to_links, const cache_route& w) noexcept {
    const double out = bytes / from_links * w.per_byte_from, in = bytes / to_links * w.per_byte_to;
    return out > in ? out : in;
}

}  // namespace detail

/// Over the links of the devices of one data rank at either end, all at once; the slower end sets the pace. The estimate: at the
/// usual part of the rate (0.81), behind one latency, a bound on either side. 671,088,640 bytes over 8 links of 50 GB/s: 1.68 ms.
[[nodiscard]] constexpr by_kind<duration> transfer_time(const prompt_cache& c, std::int64_t from_devices, std::int64_t to_devices, const cache_route& w, bool estimated) noexcept {
    const auto from = static_cast<double>(from_devices), to = static_cast<double>(to_devices);
    const double whole = detail::slower_end(c.sent, from, to, w);
    by_kind<duration> t;
    t.estimated = estimated;
    t.ceiling.time = seconds{detail::slower_end(c.least, from, to, w)};
    t.roofline.time = seconds{whole};
    if (estimated) {
        t.estimate.time = seconds{c.sent > 0 ? whole / usual_fractions.all_reduce + w.latency : 0};
        t.estimate.low = t.roofline.time * detail::of_transfers.low;
        t.estimate.high = t.estimate.time * detail::of_transfers.high;
    }
    t.ceiling.complete = t.roofline.complete = t.estimate.complete = w.priced;
    return t;
}

}  // namespace rafter
