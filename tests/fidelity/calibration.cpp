#include "calibration.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <formats.hpp>
#include <rafter/engine/paces.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/performance/expectation.hpp>
#include <rafter/performance/sustained_fractions.hpp>
#include <set>
#include <sstream>

namespace fidelity {

namespace {

using rafter::part_class;

constexpr constants prior{};
constexpr double per_launch = 25e-6;  ///< of an operation that Python launches by itself
// Spread of logarithms: of constants around their class, and of a row's time.
constexpr double spread_of_compute = 0.35, spread_of_memory = 0.25, spread_of_operation = 0.7, spread_of_row = 0.10;

/// Kinds of memory apart.
int architecture_of(part_class p) { return is_gpu(p) ? static_cast<int>(part_class::gpu_hbm) : static_cast<int>(p); }

double square(double x) { return x * x; }

/// One step with everything at its sustained rate.
rafter::expected_seconds at(const sample& s, const measured::steps& span, double per_operation, double widening) {
    const rafter::calibrated_times whole{.of_compute = 1, .of_memory = 1, .per_operation = rafter::seconds{per_operation},
                                         .per_operation_of_prefill = rafter::seconds{per_operation}};
    const std::vector<rafter::calibrated_times> of_class(rafter::part_class_count, whole);
    const rafter::expectation on = rafter::expectation_of(s.asked.part, s.asked.held, {}, {.operations_to_widen = widening, .of_class = of_class.data()});
    return rafter::expected_step_of(s.asked.held, on, span.reads, span.size).whole;
}

span_features features_of(const sample& s, const measured::steps& span) {
    const rafter::expected_seconds bare = at(s, span, 0, 0), timed = at(s, span, 1, 0), widened = at(s, span, 0, 1);
    return {.count = span.count, .compute = bare.compute, .memory = bare.memory, .widening = widened.compute - bare.compute, .operations = timed.fixed,
            .messages = timed.link - bare.link, .link = bare.link, .prefill = span.size.which == rafter::phase::prefill};
}

double bits_of(const measured::row& r) {
    const auto f = measured::formats_of(r.weight_format, r.activation_format, r.kv_format);
    return rafter::bits_per_element(f->of(rafter::tensor_class::routed_expert));
}

}  // namespace

sample_set samples_of(const std::vector<measured::row>& rows) {
    sample_set set;
    for (const measured::row& r : rows) {
        if (r.left_out || r.bound_only) continue;
        sample s;
        s.row = r;
        s.asked = measured::question_of(r);
        if (!s.asked.modelled()) {
            set.left_out.emplace_back(r.id, s.asked.reason);
            continue;
        }
        s.part = rafter::part_class_of(s.asked.part);
        s.memory_fraction = rafter::fractions_of(s.asked.part).memory_read;
        s.weight_bits = bits_of(r);
        for (const measured::steps& span : s.asked.spans) s.spans.push_back(features_of(s, span));
        set.samples.push_back(std::move(s));
    }
    std::sort(set.samples.begin(), set.samples.end(), [](const sample& a, const sample& b) { return a.row.id < b.row.id; });
    return set;
}

double estimated_over_measured(const sample& s, const constants& q, double operations_to_widen) {
    const double m = std::min(q.of_memory, 1 / s.memory_fraction);
    double sum = 0;
    for (const span_features& f : s.spans) {
        const double t = q.per_operation * (f.prefill ? q.of_prefill : 1);
        const double work = f.compute / q.of_compute + f.memory / m + operations_to_widen * f.widening + f.operations * t;
        const double sent = f.messages * t + f.link;
        sum += f.count * (s.pace() != nullptr && s.pace()->traits.overlaps_messages ? std::max(work, sent) : work + sent);
    }
    return sum * s.asked.of_metric / s.asked.measured;
}

// --- which rows ---

namespace {

std::vector<const sample*> picks_of(const std::vector<const sample*>& group) {
    std::vector<const sample*> small, large, prompts, narrower, wider_plans, picked;
    for (const sample* s : group) (s->prefill() ? prompts : s->row.batch.value_or(1) <= 16 ? small : large).push_back(s);
    for (const sample* s : small) {
        if (s->weight_bits < small.front()->weight_bits) narrower.push_back(s);
        if (s->row.devices > small.front()->row.devices) wider_plans.push_back(s);
    }
    const auto take_first = [&picked](const std::vector<const sample*>& from) {
        for (const sample* s : from) {
            if (std::find(picked.begin(), picked.end(), s) != picked.end()) continue;
            picked.push_back(s);
            return;
        }
    };
    take_first(small);
    take_first(prompts);
    if (!large.empty()) {
        take_first(large);
    } else if (!small.empty()) {
        take_first(wider_plans.empty() ? narrower : wider_plans);
        take_first(narrower);
    }
    return picked;
}

}  // namespace

choice calibration_rows(const std::vector<sample>& samples) {
    std::vector<std::pair<std::string, int>> order;
    std::map<std::pair<std::string, int>, std::map<profile, std::vector<const sample*>, by_name>> engines;
    for (const sample& s : samples) {
        if (s.row.trust == "C" || s.pace() == nullptr) continue;
        const auto key = std::make_pair(s.row.engine, architecture_of(s.part));
        if (engines.find(key) == engines.end()) order.push_back(key);
        engines[key][{s.pace(), s.part}].push_back(&s);
    }
    choice chosen;
    for (const auto& key : order) {
        const auto& groups = engines[key];
        std::size_t total = 0, largest = 0;
        for (const auto& [p, group] : groups) {
            total += group.size();
            largest = std::max(largest, group.size());
        }
        int limit = total >= 10 ? 3 : total >= 6 ? 2 : total >= 3 ? 1 : 0;
        std::vector<std::pair<profile, std::vector<const sample*>>> queues;
        for (const auto& [p, group] : groups)
            if (largest < 6 || group.size() >= 6) queues.emplace_back(p, group);
        std::sort(queues.begin(), queues.end(), [](const auto& a, const auto& b) {
            if (a.second.size() != b.second.size()) return a.second.size() > b.second.size();
            const int named = std::string(a.first.first->name).compare(b.first.first->name);
            return named != 0 ? named < 0 : a.first.second < b.first.second;
        });
        for (auto& [p, group] : queues) group = picks_of(group);
        for (std::size_t turn = 0; turn < 3; ++turn)
            for (const auto& [p, queue] : queues)
                if (turn < queue.size() && limit-- > 0) chosen[p].push_back(queue[turn]);
    }
    return chosen;
}

// --- what they make ---

namespace {

double clipped_square(double x) { return square(std::clamp(x, -2.0, 2.0)); }

/// A geometric grid.
std::vector<double> grid(double first, double ratio, int count) {
    std::vector<double> g;
    for (int i = 0; i < count; ++i) g.push_back(first * std::pow(ratio, i));
    return g;
}

constants fit(const std::vector<const sample*>& own, const std::vector<const sample*>& others, const constants& around, double widening) {
    static const std::vector<double> compute = grid(0.1, 1.06, 42), memory = grid(0.3, 1.04, 34), operation = grid(1e-6, 1.1, 58), prefill = grid(1, 1.15, 24);
    const auto cost = [&](const constants& q) {
        double sum = 0;
        for (const sample* s : own) sum += clipped_square(std::log(estimated_over_measured(*s, q, widening)));
        for (const sample* s : others) sum += clipped_square(std::log(estimated_over_measured(*s, q, widening))) / 4;
        return sum / square(spread_of_row) + square(std::log(q.of_compute / around.of_compute) / spread_of_compute) +
               square(std::log(q.of_memory / around.of_memory) / spread_of_memory) + square(std::log(q.per_operation / around.per_operation) / spread_of_operation) +
               square(std::log(q.of_prefill / around.of_prefill) / spread_of_operation);
    };
    const bool prefill_is_free = std::any_of(own.begin(), own.end(), [](const sample* s) { return !s->pace()->traits.prefill_captured; });
    constants best = around;
    double least = cost(best);
    const auto along = [&](double constants::* which, const std::vector<double>& values) {
        const auto attempt = [&](double value) {
            constants q = best;
            q.*which = value;
            const double x = cost(q);
            if (x < least - 1e-12) least = x, best = q;
        };
        for (const double value : values) attempt(value);
        attempt(around.*which);
    };
    for (int round = 0; round < 12; ++round) {
        const double before = least;
        along(&constants::of_memory, memory);
        along(&constants::of_compute, compute);
        along(&constants::per_operation, operation);
        if (prefill_is_free) along(&constants::of_prefill, prefill);
        if (before - least < 1e-9) break;
    }
    return best;
}

bool launches(const rafter::engine_pace* pace) { return pace != nullptr && !pace->traits.captured; }
constants launched(constants q, const rafter::engine_pace* pace) {
    if (launches(pace)) q.per_operation = per_launch;
    return q;
}

/// Geometric, with the prior as one more.
constants mean_of(const std::vector<constants>& all) {
    constants sum{std::log(prior.of_compute), std::log(prior.of_memory), std::log(prior.per_operation), 0};
    for (const constants& q : all) {
        sum.of_compute += std::log(q.of_compute);
        sum.of_memory += std::log(q.of_memory);
        sum.per_operation += std::log(q.per_operation);
        sum.of_prefill += std::log(q.of_prefill);
    }
    const auto n = static_cast<double>(all.size() + 1);
    return {std::exp(sum.of_compute / n), std::exp(sum.of_memory / n), std::exp(sum.per_operation / n), std::exp(sum.of_prefill / n)};
}

constants class_constants(const calibration& c, part_class p) {
    if (const auto at = c.of_class.find(p); at != c.of_class.end()) return at->second;
    return is_gpu(p) ? c.of_gpu : prior;
}

}  // namespace

calibration calibrate(const choice& rows, const std::vector<sample>& samples, double operations_to_widen) {
    calibration c;
    c.operations_to_widen = operations_to_widen;
    std::map<part_class, std::vector<constants>> by_class;
    std::vector<constants> of_gpus;
    for (const auto& [p, own] : rows) {
        if (own.empty() || launches(p.first)) continue;
        const constants alone = fit(own, {}, prior, operations_to_widen);
        by_class[p.second].push_back(alone);
        if (is_gpu(p.second)) of_gpus.push_back(alone);
    }
    for (const auto& [p, all] : by_class) c.of_class[p] = mean_of(all);
    c.of_gpu = mean_of(of_gpus);

    std::set<profile, by_name> profiles;
    for (const sample& s : samples) profiles.insert({s.pace(), s.part});
    for (const profile& p : profiles) {
        std::vector<const sample*> own, others;
        for (const auto& [from, chosen] : rows) {
            if (from == p) own = chosen;
            else if (from.first == p.first && architecture_of(from.second) == architecture_of(p.second)) others.insert(others.end(), chosen.begin(), chosen.end());
        }
        if (p.first == nullptr || (own.empty() && others.empty())) continue;
        c.of_profile[p] = fit(own, others, launched(class_constants(c, p.second), p.first), operations_to_widen);
    }
    return c;
}

calibration calibrate(const choice& rows, const std::vector<sample>& samples) {
    double least = 0;
    calibration best;
    for (const double widening : {0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        const calibration c = calibrate(rows, samples, widening);
        double sum = 0;
        for (const auto& [p, chosen] : rows)
            for (const sample* s : chosen) sum += square(std::log(estimated_over_measured(*s, constants_for(c, *s), widening)));
        if (widening == 0 || sum < least) least = sum, best = c;
    }
    return best;
}

constants constants_for(const calibration& c, const sample& s) {
    if (const auto at = c.of_profile.find({s.pace(), s.part}); at != c.of_profile.end()) return at->second;
    return launched(class_constants(c, s.part), s.pace());
}

// --- as a header ---

namespace {

std::string number(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", x);
    return text;
}

void write_constants(std::ostream& out, part_class p, const constants& q, const std::vector<const sample*>& rows, const std::string& said) {
    out << "    {.of_compute = " << number(q.of_compute) << ", .of_memory = " << number(q.of_memory) << ", .per_operation = seconds{" << number(q.per_operation)
        << "}, .per_operation_of_prefill = seconds{" << number(q.per_operation * q.of_prefill) << "}";
    if (!said.empty()) out << ",\n     .rows = \"" << said << "\"";
    std::vector<std::string> parts;
    for (const sample* s : rows)
        if (std::find(parts.begin(), parts.end(), s->row.accelerator) == parts.end()) parts.push_back(s->row.accelerator);
    if (!parts.empty()) {
        out << ", .parts = {";
        for (std::size_t i = 0; i < parts.size(); ++i) out << (i > 0 ? ", " : "") << '"' << parts[i] << '"';
        out << "}";
    }
    out << "},  // " << name_of(p) << '\n';
}

std::string ids_of(const std::vector<const sample*>& rows) {
    std::string ids;
    for (const sample* s : rows) ids += (ids.empty() ? "" : " ") + s->row.id;
    return ids;
}

}  // namespace

std::string header_of(const calibration& c, const choice& rows) {
    std::ostringstream out;
    out << "// Constants of estimates that are calibrated. This file is made: tests/fidelity/refit writes it, from rows of\n"
           "// tests/fidelity/measured.json that a rule chooses (tests/fidelity/calibration.hpp), and that no reported error counts.\n"
           "#pragma once\n\n// First, so that a compiler that complains of units names few files on its way to them.\n"
           "#include <rafter/quantity/units.hpp>\n\n#include <rafter/engine/engine_times.hpp>\n\nnamespace rafter::calibration {\n\n// By part_class.\n";
    for (const rafter::engine_pace* pace : rafter::paces::all) {
        bool any = false;
        for (const auto& [p, q] : c.of_profile) any = any || p.first == pace;
        if (!any) continue;
        int empty = 0;
        out << "inline constexpr calibrated_times " << pace->id << "[part_class_count]{\n";
        for (int k = 0; k < rafter::part_class_count; ++k) {
            const profile p{pace, static_cast<part_class>(k)};
            const auto at = c.of_profile.find(p);
            const auto own = rows.find(p);
            if (at == c.of_profile.end()) {
                out << (empty++ == 0 ? "    {}," : " {},");
            } else {
                if (empty > 0) out << '\n';
                empty = 0;
                const std::vector<const sample*> chosen = own != rows.end() ? own->second : std::vector<const sample*>{};
                write_constants(out, p.second, at->second, chosen, chosen.empty() ? "rows of the same engine on other memories" : ids_of(chosen));
            }
        }
        out << (empty > 0 ? "\n};\n" : "};\n");
    }
    out << "\n// Whatever the engine.\ninline constexpr calibrated_times of_class[part_class_count]{\n";
    for (int k = 0; k < rafter::part_class_count; ++k) {
        const auto p = static_cast<part_class>(k);
        std::string ids;
        for (const auto& [from, chosen] : rows)
            if (from.second == p && !chosen.empty()) ids += (ids.empty() ? "mean of the engines on " : " ") + ids_of(chosen);
        write_constants(out, p, class_constants(c, p), {}, c.of_class.count(p) > 0 ? ids : "");
    }
    out << "};\n\ninline constexpr calibration_set all{.operations_to_widen = " << number(c.operations_to_widen) << ", .per_launch = seconds{" << number(per_launch)
        << "}, .of_class = of_class};\n\n}  // namespace rafter::calibration\n";
    return out.str();
}

}  // namespace fidelity
