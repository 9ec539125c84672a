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

/// Messages: linear in tokens, no weights.
struct linear_price {
    double link = 0;  ///< seconds a token
    double least_link = 0;

    constexpr void add(const linear_price& p, double n) noexcept {
        link += n * p.link;
        least_link += n * p.least_link;
    }
};

/// What every token passes, n tokens, q = 1: of one layer, or of all layers and the input where they are on one device.
struct passing_price {
    tariff_range rows{};       ///< messages included
    linear_price messages{};
    double least_compute = 0;  ///< that a bound counts of a token, at the fastest peak it must grant
    double bytes = 0;          ///< weights that every token needs
};

/// Experts, n expert-tokens, q the share of experts touched: of one layer, or of all layers whose experts are alike.
struct expert_price {
    tariff_range rows{};
    linear_price exchange{};   ///< a token of the expert-parallel group; least where routing is uniform
    double least_compute = 0;  ///< of an expert-token
    double bytes = 0;          ///< weights of all experts
};

/// What a bound leaves out of the last layer of a prefill, where only sampled positions need it.
struct last_layer_price {
    std::int64_t form = 0;
    double compute = 0;         ///< a token that is not sampled
    double link = 0;            ///< the same, its messages
    double expert_compute = 0;  ///< an expert-token
    double exchange = 0;        ///< a token of the group
};

/// Of each of max_forms forms: a row a tensor, and one before the first turn of what passes and of what is served; of the
/// input one, of the output three.
inline constexpr int max_tariff_rows = max_forms * (max_tensors + 2) + 4;

/// Of a plan without a pipeline, passing[0] is all that tokens pass up to the last layer, and experts[i] stands for all layers whose
/// experts are like those of form i, at the first such form. Of a pipeline, each is of one layer of form i.
struct tariff {
    read_prices reads{};
    passing_price passing[max_forms]{};
    expert_price experts[max_forms]{};
    last_layer_price last{};
    passing_price input{};     ///< on the first stage of a pipeline
    passing_price output{};    ///< a sampled position
    linear_price send{};       ///< a token and boundary of a pipeline
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

/// A line turns where n*c > q*w + n*a, so at n/q = w/(c - a); never if c <= a.
struct tariff_line {
    double turns_at;
    double compute;
    double weights;
    double activations;
};
inline constexpr double never = 1e300;

/// Lines that share n and q, in the order of their turns. What is added is set before it is read, so nothing is zeroed.
struct tariff_lines {
    std::int64_t count = 0;
    tariff_line of[max_forms * max_tensors + 2];

    constexpr void add(double n, double c, double w, double a) noexcept {
        const double at = c > a ? w / (c - a) : never;
        std::int64_t i = count++;
        for (; i > 0 && at < of[i - 1].turns_at; --i) of[i] = of[i - 1];
        of[i] = {at, n * c, n * w, n * a};
    }
    /// Appends their rows, with so much more a token, summed from either end so that nothing cancels.
    constexpr tariff_range append_to(tariff_row (&rows)[max_tariff_rows], std::int64_t& used, double messages) const noexcept {
        std::int64_t turns = 0;
        while (turns < count && of[turns].turns_at < never) ++turns;
        tariff_row* const row = rows + used;
        double read = 0, kept_busy = messages;
        for (std::int64_t i = count; i >= 0; --i) {
            if (i < count) {
                read += of[i].weights;
                kept_busy += of[i].activations;
            }
            if (i > turns) continue;
            row[i].per_share = read;
            row[i].per_token = kept_busy;
        }
        double computed = 0;
        for (std::int64_t i = 1; i <= turns; ++i) {
            computed += of[i - 1].compute;
            row[i].from_ratio = of[i - 1].turns_at;
            row[i].per_token += computed;
            row[i].compute_per_token = computed;
        }
        const tariff_range range{used, turns};
        used += turns + 1;
        return range;
    }
};

/// The sink that a step of one token is written into: of one part, `n` times.
struct tariff_sink {
    const machine_prices& on;
    const read_prices& reads;
    tariff_lines& passing;
    tariff_lines& served;
    double n = 1;
    linear_price messages{}, exchange{};
    double least_compute = 0;         ///< of what passes
    double least_after_kept = 0;      ///< of that, what keys and values do not need
    double least_served = 0;
    bool units_known = true;

    constexpr double compute_of(const sheet_line& l) noexcept {
        if (l.flops_per_token == 0) return 0;
        const double per_flop = on.compute.of(l.multiplied_as);
        units_known = units_known && per_flop > 0;
        return l.flops_per_token * per_flop;
    }
    constexpr void add(tariff_lines& lines, const sheet_line& l) noexcept {
        lines.add(n, compute_of(l), static_cast<double>(l.stored_bytes) * reads.per_weight_byte, l.activation_bytes_per_token * reads.per_cache_byte);
    }
    constexpr void passes(const sheet_line& l, std::int64_t, double, double) noexcept {
        add(passing, l);
        const double compulsory = l.flops_per_token * on.compute.least_of(l.operand_bits);
        least_compute += compulsory;
        if (!l.kept) least_after_kept += compulsory;
    }
    constexpr void serves(const sheet_line& l, std::int64_t, const expert_load&) noexcept {
        add(served, l);
        least_served += l.flops_per_token * on.compute.least_of(l.operand_bits);
    }
    constexpr void looks_back(const sheet_line& l, std::int64_t, const lookback_step&) noexcept {
        if (l.flops_per_token > 0) units_known = units_known && on.compute.of(l.multiplied_as) > 0;
    }
    constexpr void carries(label, message kind, std::int64_t, double sent, double least_sent) noexcept {
        if (kind == message::ring) return;  // grows with the sequences and not the tokens of a rank: priced with the lookback
        linear_price& p = kind == message::all_to_all ? exchange : messages;
        const message_time& a_byte = on.a_byte[static_cast<int>(kind)];
        p.link += sent * a_byte.time;
        p.least_link += least_sent * a_byte.least;
    }
};

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
    const bool on_one_device = held.plan.pipeline == 1;
    std::int64_t used = 0;
    detail::tariff_lines passing, served;
    const auto close = [&](passing_price& p) {
        p.rows = passing.append_to(t.rows, used, p.messages.link);
        passing.count = 0;
    };
    t.reads = reads;

    detail::tariff_sink input{on, reads, passing, served};
    write_input(held, one, input);
    passing_price& first = on_one_device ? t.passing[0] : t.input;
    first.messages = input.messages;
    if (!on_one_device) close(t.input);

    for (std::int64_t i = 0; i < held.form_count; ++i) {
        if (on_one_device && held.forms[i].expert_layers == 0) continue;  // written with an earlier form
        expert_price& experts = t.experts[i];
        passing_price& layers = t.passing[on_one_device ? 0 : i];
        for (std::int64_t j = i; j < (on_one_device ? held.form_count : i + 1); ++j) {
            const sheet_form& f = held.forms[j];
            if (j > i && f.experts != held.forms[i].experts) continue;
            detail::tariff_sink sink{on, reads, passing, served, on_one_device ? static_cast<double>(f.layers) : 1};
            write_layer(held, f, one, {}, sink);
            if (f.dispatched_bytes_per_token > 0) sink.exchange.least_link = detail::least_exchange(held, f, on, sink);
            layers.messages.add(sink.messages, sink.n);
            layers.least_compute += sink.n * sink.least_compute;
            layers.bytes += sink.n * static_cast<double>(f.stored_bytes - f.routed_bytes);
            experts.exchange.add(sink.exchange, sink.n);
            experts.least_compute += sink.n * sink.least_served;
            experts.bytes += sink.n * static_cast<double>(f.routed_bytes);
            if (f.where.contains(held.layer_count - 1))
                t.last = {j, sink.least_after_kept, sink.messages.least_link, sink.least_served, sink.exchange.least_link};
            t.units_known = t.units_known && sink.units_known;
        }
        if (served.count > 0) experts.rows = served.append_to(t.rows, used, 0);
        served.count = 0;
        if (!on_one_device) close(layers);
    }
    if (on_one_device) close(t.passing[0]);

    detail::tariff_sink output{on, reads, passing, served}, sends{on, reads, passing, served};
    write_output(held, one, output);
    t.output.messages = output.messages;
    t.output.least_compute = output.least_compute;
    t.output.bytes = static_cast<double>(held.head_bytes + held.final_norm_bytes);
    close(t.output);
    write_sends(held, one, sends);
    t.send = sends.messages;
    t.units_known = t.units_known && output.units_known;
}

}  // namespace rafter
