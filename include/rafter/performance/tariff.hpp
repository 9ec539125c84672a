// The tariff: what the parts of a step cost on a machine, summed before any workload is known.
//
// A line that n tokens pass, of whose weights a share q is read, takes max(n*c, q*w + n*a) seconds: compute c a token
// against weights w and activations a. Summed over lines with the same n and q this is linear in both between the ratios
// n/q at which one of the lines turns from memory to compute. So the sums are made once, and a step looks them up.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/step.hpp>
#include <rafter/performance/prices.hpp>

namespace rafter {

/// From this ratio n/q on (exclusive) the lines take n*per_token + q*per_share, of which compute n*compute_per_token.
struct tariff_row {
    double from_ratio = 0;
    double per_token = 0;
    double per_share = 0;
    double compute_per_token = 0;
};

/// Rows [first, first + turns]: before any line has turned, and after each.
struct tariff_range {
    std::int64_t first = 0;
    std::int64_t turns = 0;
};

/// Messages and rows of a table: linear in tokens, no weights.
struct linear_price {
    double time = 0;  ///< seconds a token, messages included
    double link = 0;
    double least_link = 0;
};

/// What a bound counts of a layer's tensors, seconds a token at the fastest peak it must grant.
struct least_compute {
    double passing = 0;       ///< a token that passes
    double sampled_only = 0;  ///< the part of it that in the last layer of a prefill only sampled positions need
    double served = 0;        ///< an expert-token
};

struct layer_tariff {
    tariff_range passing{};     ///< n tokens, q = 1
    tariff_range served{};      ///< n expert-tokens, q the share of experts touched
    linear_price messages{};    ///< a token
    linear_price exchange{};    ///< a token of the expert-parallel group; least where routing is uniform
    least_compute least{};
    double passing_bytes = 0;   ///< weights that every token needs
};

/// Of each of max_forms forms: a row a tensor, and one before the first turn of what passes and of what is served.
inline constexpr int max_tariff_rows = max_forms * (max_tensors + 3) + 3;

struct tariff {
    read_prices reads{};
    linear_price input{};      ///< a token
    tariff_range output{};     ///< a sampled position
    linear_price gather{};     ///< a sampled position
    linear_price send{};       ///< a token and boundary of a pipeline
    double output_bytes = 0;   ///< weights behind the layers
    double least_output = 0;   ///< compulsory compute of a sampled position
    layer_tariff layers[max_forms]{};
    tariff_row rows[max_tariff_rows]{};
    bool units_known = true;   ///< the part has a unit for everything that is multiplied
};

/// The row that holds for n tokens and a share q.
[[nodiscard]] constexpr const tariff_row& row_of(const tariff& t, const tariff_range& r, double n, double q) noexcept {
    std::int64_t i = r.first;
    const std::int64_t last = i + r.turns;
    while (i < last && n > q * t.rows[i + 1].from_ratio) ++i;
    return t.rows[i];
}

namespace detail {

/// Lines that share n and q, collected.
struct tariff_lines {
    std::int64_t count = 0;
    double compute[max_tensors + 2]{}, weights[max_tensors + 2]{}, activations[max_tensors + 2]{};

    constexpr void add(double c, double w, double a) noexcept {
        compute[count] = c;
        weights[count] = w;
        activations[count++] = a;
    }
    /// Where a line turns: n*c > q*w + n*a. Never if c <= a.
    [[nodiscard]] constexpr bool turns(std::int64_t i) const noexcept { return compute[i] > activations[i]; }
    [[nodiscard]] constexpr double ratio(std::int64_t i) const noexcept { return weights[i] / (compute[i] - activations[i]); }

    constexpr void swap(std::int64_t i, std::int64_t j) noexcept {
        const double c = compute[i], w = weights[i], a = activations[i];
        compute[i] = compute[j], weights[i] = weights[j], activations[i] = activations[j];
        compute[j] = c, weights[j] = w, activations[j] = a;
    }
    /// Those that turn first, in the order of their turns. Returns how many turn.
    constexpr std::int64_t sort() noexcept {
        std::int64_t turning = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            if (!turns(i)) continue;
            std::int64_t at = turning++;
            if (at != i) swap(at, i);
            for (; at > 0 && ratio(at) < ratio(at - 1); --at) swap(at, at - 1);
        }
        return turning;
    }
    /// Appends their rows, each sum made anew so that nothing cancels.
    constexpr tariff_range append_to(tariff_row (&rows)[max_tariff_rows], std::int64_t& used) noexcept {
        const tariff_range range{used, sort()};
        used += range.turns + 1;
        double computed = 0;
        for (std::int64_t k = 0; k <= range.turns; ++k) {
            tariff_row& row = rows[range.first + k];
            if (k > 0) {
                row.from_ratio = ratio(k - 1);
                computed += compute[k - 1];
            }
            double read = 0, kept_busy = 0;
            for (std::int64_t i = k; i < count; ++i) {
                read += weights[i];
                kept_busy += activations[i];
            }
            row.per_token = computed + kept_busy;
            row.per_share = read;
            row.compute_per_token = computed;
        }
        return range;
    }
};

/// The sink that a step of one token is written into.
struct tariff_sink {
    const machine_prices& on;
    const read_prices& reads;
    tariff_lines passing{}, served{};
    linear_price messages{}, exchange{};
    least_compute least{};
    bool units_known = true;

    constexpr double compute_of(const sheet_line& l) noexcept {
        if (l.flops_per_token == 0) return 0;
        const double per_flop = on.compute.of(l.multiplied_as);
        units_known = units_known && per_flop > 0;
        return l.flops_per_token * per_flop;
    }
    constexpr void passes(const sheet_line& l, std::int64_t, double, double) noexcept {
        passing.add(compute_of(l), static_cast<double>(l.stored_bytes) * reads.per_weight_byte, l.activation_bytes_per_token * reads.per_cache_byte);
        const double compulsory = l.flops_per_token * on.compute.least_of(l.operand_bits);
        least.passing += compulsory;
        if (!l.kept) least.sampled_only += compulsory;
    }
    constexpr void serves(const sheet_line& l, std::int64_t, const expert_load&) noexcept {
        served.add(compute_of(l), static_cast<double>(l.stored_bytes) * reads.per_weight_byte, l.activation_bytes_per_token * reads.per_cache_byte);
        least.served += l.flops_per_token * on.compute.least_of(l.operand_bits);
    }
    constexpr void looks_back(const sheet_line& l, std::int64_t, const lookback_step&) noexcept {
        if (l.flops_per_token > 0) units_known = units_known && on.compute.of(l.multiplied_as) > 0;
    }
    constexpr void carries(label, message kind, std::int64_t, double sent, double least_sent) noexcept {
        if (kind == message::ring) return;  // grows with the sequences and not the tokens of a rank: priced with the lookback
        linear_price& p = kind == message::all_to_all ? exchange : messages;
        const message_time& a_byte = on.a_byte[static_cast<int>(kind)];
        p.link += sent * a_byte.time;
        p.time = p.link;
        p.least_link += least_sent * a_byte.least;
    }
};

}  // namespace detail

namespace detail {

/// What an exchange needs at least, a token of the group, where routing is uniform. Over domains: one copy to each that
/// holds a wanted expert. With all ranks in one tensor group nothing need be sent: the results can be added instead.
constexpr double least_exchange(const sheet& held, const sheet_form& f, const machine_prices& on, const tariff_sink& written) noexcept {
    double least = written.exchange.least_link;
    if (on.expert_domains > 1) {
        const std::int64_t domains = on.expert_domains;
        const std::int64_t of_domain = checked::ceil_div(f.experts.total, domains);
        const double all = copies_sent(f.experts, held.plan.expert) * static_cast<double>(held.plan.moe_tensor());
        const double out = (f.dispatched_bytes_per_token + f.combined_bytes_per_token) * (least_copies(f.experts, domains, of_domain) / all) * on.least_per_byte_out;
        if (out > least) least = out;
    }
    if (held.plan.tensor > 1 && held.plan.token_ranks() == 1) {
        const double added = held.vector_bytes * on.a_byte[static_cast<int>(message::all_reduce)].least;
        if (added < least) least = added;
    }
    return least;
}

}  // namespace detail

/// Writes a step of one token, of one sequence and of one token of the group, and sums what it costs.
constexpr void fill_tariff(const sheet& held, const machine_prices& on, const read_prices& reads, tariff& t) noexcept {
    constexpr step_size one{};
    std::int64_t used = 0;
    t.reads = reads;
    for (std::int64_t i = 0; i < held.form_count; ++i) {
        detail::tariff_sink sink{on, reads};
        write_layer(held, held.forms[i], one, {}, sink);
        if (held.forms[i].dispatched_bytes_per_token > 0) sink.exchange.least_link = detail::least_exchange(held, held.forms[i], on, sink);
        t.layers[i] = {sink.passing.append_to(t.rows, used), sink.served.append_to(t.rows, used), sink.messages, sink.exchange, sink.least,
                       static_cast<double>(held.forms[i].stored_bytes - held.forms[i].routed_bytes)};
        t.units_known = t.units_known && sink.units_known;
    }
    detail::tariff_sink input{on, reads}, output{on, reads}, sends{on, reads};
    write_input(held, one, input);
    write_output(held, one, output);
    write_sends(held, one, sends);
    t.input = input.messages;
    t.input.time += held.lookup.activation_bytes_per_token * reads.per_cache_byte;
    t.output = output.passing.append_to(t.rows, used);
    t.gather = output.messages;
    t.send = sends.messages;
    t.output_bytes = static_cast<double>(held.head_bytes + held.final_norm_bytes);
    t.least_output = output.least.passing;
    t.units_known = t.units_known && output.units_known;
}

}  // namespace rafter
