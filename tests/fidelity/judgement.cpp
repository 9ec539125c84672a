#include "judgement.hpp"

#include <algorithm>
#include <bound.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <set>

namespace fidelity {

namespace {

double quantile(std::vector<double> values, double p) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const double at = p * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::size_t>(at);
    const double next = values[std::min(low + 1, values.size() - 1)];
    return values[low] + (next - values[low]) * (at - static_cast<double>(low));
}

std::vector<double> sizes_of(std::vector<double> values) {
    for (double& v : values) v = std::abs(v);
    return values;
}

/// "vLLM" of "vLLM 2024, eager".
std::string family_of(const sample& s) {
    const std::string name = s.pace() != nullptr ? s.pace()->name : s.row.engine;
    return name.substr(0, name.find_first_of(" ,"));
}

/// What is known or supposed of rows that are far off.
const std::map<std::string, std::string> reasons = {
    {"M0440", "early software: 8 to 15 % of the roofline, and the engine's calibration row is a 13B"},
    {"M0441", "early software: 8 to 15 % of the roofline, and the engine's calibration row is a 13B"},
    {"M0158", "4-bit prefill: its int8 path reaches a quarter of the 16-bit peak here"},
    {"M0152", "4-bit prefill: its int8 path reaches a quarter of the 16-bit peak here"},
    {"M0915", "twice the step that the same engine's other rows imply; its batch may be padded"},
    {"M0517", "paged attention of that version reads the cache once a query head"},
    {"M0510", "paged attention of that version reads the cache once a query head"},
    {"M0603", "a dataflow machine fuses a prefill into one pipeline; calibrated on a decode row"},
    {"M0314", "29 query heads share a K/V head, and the kernel of the time read the cache for each"},
    {"M0489", "small experts on a CPU; dense models run at twice the share there"},
    {"M0115", "attention is not fused, and the source calls prefill on this host anomalous"},
    {"M0118", "a matrix-vector kernel that fills 43 % of this memory"},
    {"M0119", "a matrix-vector kernel that fills 43 % of this memory"},
    {"M0120", "a matrix-vector kernel that fills 43 % of this memory"},
    {"M0926", "about 0.1 ms for each all-reduce over Ethernet"},
    {"M0172", "kernels add up in fp16, twice the catalogue's rate, and stages overlap"},
    {"M0354", "the batch does not fit with a 16-bit cache, which is assumed: waves"},
    {"M0932", "no row of this generation calibrates it, and prompts run among the steps"},
    {"M0933", "no row of this generation calibrates it, and prompts run among the steps"},
    {"M0610", "micro-batches overlap in some runs of this engine and not in others"},
    {"M0615", "micro-batches overlap in some runs of this engine and not in others"},
    {"M0035", "the source prints three quarters of the rate that an equal model has"},
};

}  // namespace

double errors::median() const { return quantile(sizes_of(of), 0.5); }
double errors::nine_of_ten() const { return quantile(sizes_of(of), 0.9); }
double errors::bias() const { return quantile(of, 0.5); }

bool small_gpu_decode(const judged& x) { return x.of->on_gpu() && !x.of->prefill() && x.of->row.batch.value_or(1) <= 16; }
bool decode(const judged& x) { return !x.of->prefill(); }
bool prefill(const judged& x) { return x.of->prefill(); }
bool untouched(const judgement& j, const judged& x) {
    for (const auto& [p, chosen] : j.rows)
        for (const sample* s : chosen)
            if (s->row.accelerator == x.of->row.accelerator) return false;
    return true;
}

void judge(const std::vector<measured::row>& rows, judgement& j) {
    j.set = samples_of(rows);
    const std::vector<sample>& samples = j.set.samples;
    j.rows = calibration_rows(samples);
    j.made = calibrate(j.rows, samples);
    std::set<const sample*> used;
    for (const auto& [p, chosen] : j.rows) used.insert(chosen.begin(), chosen.end());

    // One engine, and one part, left out at a time.
    std::map<std::string, calibration> without_engine, without_part;
    for (const sample& s : samples) {
        if (const std::string family = family_of(s); without_engine.find(family) == without_engine.end()) {
            choice rest = j.rows;
            for (auto& [p, chosen] : rest)
                if (!chosen.empty() && family_of(*chosen.front()) == family) chosen.clear();
            without_engine[family] = calibrate(rest, samples, j.made.operations_to_widen);
        }
        if (without_part.find(s.row.accelerator) == without_part.end()) {
            choice rest = j.rows;
            for (auto& [p, chosen] : rest)
                chosen.erase(std::remove_if(chosen.begin(), chosen.end(), [&](const sample* x) { return x->row.accelerator == s.row.accelerator; }), chosen.end());
            without_part[s.row.accelerator] = calibrate(rest, samples, j.made.operations_to_widen);
        }
    }

    std::vector<double> decode_shares, prefill_shares;
    for (const sample& s : samples) {
        if (s.row.trust == "C") continue;
        judged x;
        x.of = &s;
        x.calibrates = used.count(&s) > 0;
        x.estimate = measured::answer(s.asked);
        x.error = x.estimate.time.value / s.asked.measured - 1;
        const calibration &e = without_engine[family_of(s)], &p = without_part[s.row.accelerator];
        x.only_ceiling_without = s.part == rafter::part_class::many_core_sram && e.of_class.count(s.part) == 0;
        x.without_engine = estimated_over_measured(s, constants_for(e, s), e.operations_to_widen) - 1;
        x.without_part = estimated_over_measured(s, constants_for(p, s), p.operations_to_widen) - 1;
        const measured::bound b = measured::bound_of(s.row);
        x.has_roofline = b.modelled() && b.roofline > 0;
        if (x.has_roofline) {
            x.roofline = b.roofline / b.measured - 1;
            if (x.calibrates) (s.prefill() ? prefill_shares : decode_shares).push_back(std::log(b.roofline / b.measured));
        }
        j.all.push_back(x);
    }
    const auto mean = [](const std::vector<double>& v) {
        double sum = 0;
        for (const double x : v) sum += x;
        return v.empty() ? 1 : std::exp(sum / static_cast<double>(v.size()));
    };
    const double of_decode = mean(decode_shares), of_prefill = mean(prefill_shares);
    for (judged& x : j.all)
        if (x.has_roofline) x.efficiency = (x.roofline + 1) / (x.of->prefill() ? of_prefill : of_decode) - 1;
}

namespace {

std::string line(const std::string& name, const errors& e) {
    if (e.of.empty()) return "";
    char text[160];
    std::snprintf(text, sizeof text, "  %-44s %4zu rows  median %5.1f %%  90 %% below %6.1f %%  bias %+6.1f %%\n", name.c_str(), e.of.size(), 100 * e.median(),
                  100 * e.nine_of_ten(), 100 * e.bias());
    return text;
}

double own(const judged& x) { return x.error; }

std::string by(const judgement& j, const std::string& title, const std::function<std::string(const judged&)>& key) {
    std::map<std::string, errors> groups;
    for (const judged& x : j.all)
        if (!x.calibrates) groups[key(x)].of.push_back(x.error);
    std::string text = title + "\n";
    for (const auto& [name, e] : groups) text += line(name, e);
    return text;
}

std::string batches(const judged& x) {
    const std::int64_t b = x.of->row.batch.value_or(1);
    if (x.of->prefill()) return "prefill";
    return b == 1 ? "decode, batch 1" : b <= 16 ? "decode, batch 2 to 16" : b <= 64 ? "decode, batch 17 to 64" : "decode, batch above 64";
}

/// What the three thresholds speak of.
std::string three(const judgement& j, const std::string& title, double (*error)(const judged&), bool (*counts)(const judged&)) {
    const auto of = [&](bool (*which)(const judged&)) {
        return errors_of(j, [&](const judged& x) { return which(x) && counts(x); }, error);
    };
    return title + "\n" + line("GPU decode, batch up to 16", of(small_gpu_decode)) + line("all decode", of(decode)) + line("prefill and TTFT", of(prefill));
}

bool any(const judged&) { return true; }
bool rooflined(const judged& x) { return x.has_roofline; }
bool estimated_without_engine(const judged& x) { return !x.only_ceiling_without; }

}  // namespace

std::string report_of(const judgement& j) {
    std::size_t used = 0;
    std::string text = "Estimates against published measurements: relative error of the time, rows of trust C left out.\n\nCalibration rows\n";
    for (const auto& [p, chosen] : j.rows) {
        used += chosen.size();
        text += "  " + std::string(p.first->name) + ", " + name_of(p.second) + ":";
        for (const sample* s : chosen) text += " " + s->row.id;
        text += "\n";
    }
    text += "  " + std::to_string(used) + " rows\n\n";
    text += three(j, "Rows left out of calibration", own, any);
    text += three(j, "One engine left out at a time, all its generations", [](const judged& x) { return x.without_engine; }, estimated_without_engine);
    text += three(j, "One part left out at a time", [](const judged& x) { return x.without_part; }, any);
    text += "Parts that no calibration row ran on\n" + line("", errors_of(j, [&](const judged& x) { return untouched(j, x); }, own));
    text += "\nOn the rows that have a roofline\n";
    text += three(j, " estimate", own, rooflined) + three(j, " plain roofline", [](const judged& x) { return x.roofline; }, rooflined) +
            three(j, " roofline times a constant", [](const judged& x) { return x.efficiency; }, rooflined) + "\n";
    text += by(j, "By phase and batch", batches);
    text += by(j, "By class", [](const judged& x) { return std::string(name_of(x.of->part)); });
    text += by(j, "By engine", [](const judged& x) { return x.of->pace() != nullptr ? std::string(x.of->pace()->name) : x.of->row.engine + " (no profile)"; });
    text += by(j, "By format of the weights", [](const judged& x) { return x.of->row.weight_format; });
    text += by(j, "By confidence", [](const judged& x) { return std::string(name_of(x.estimate.sure)); });

    std::vector<const judged*> worst;
    for (const judged& x : j.all)
        if (!x.calibrates) worst.push_back(&x);
    std::sort(worst.begin(), worst.end(), [](const judged* a, const judged* b) { return std::abs(std::log1p(a->error)) > std::abs(std::log1p(b->error)); });
    text += "The ten worst, estimate over measurement\n";
    for (std::size_t i = 0; i < 10 && i < worst.size(); ++i) {
        const measured::row& r = worst[i]->of->row;
        const auto why = reasons.find(r.id);
        char ratio[16];
        std::snprintf(ratio, sizeof ratio, "%.2f", worst[i]->error + 1);
        text += "  " + r.id + "  " + ratio + "  " + r.model + " on " + std::to_string(r.devices) + " x " + r.accelerator + ", " + r.engine + ", " + r.metric + ": " +
                (why != reasons.end() ? why->second : "not understood") + "\n";
    }
    text += "Left out\n";
    std::map<std::string, int> left_out;
    for (const auto& [id, reason] : j.set.left_out) ++left_out[reason];
    for (const auto& [reason, n] : left_out) text += "  " + std::to_string(n) + "  " + reason + "\n";
    return text;
}

std::string summary_of(const judgement& j) {
    std::string text = "| | rows | left out of calibration | one engine left out | one part left out | plain roofline | roofline times a constant |\n|---|---|---|---|---|---|---|\n";
    const auto cell = [](const errors& e) {
        char c[48];
        std::snprintf(c, sizeof c, " %.0f / %.0f |", 100 * e.median(), 100 * e.nine_of_ten());
        return std::string(c);
    };
    const auto row = [&](const char* name, bool (*which)(const judged&)) {
        const errors e = errors_of(j, which, own);
        text += "| " + std::string(name) + " | " + std::to_string(e.of.size()) + " |" + cell(e) + cell(errors_of(j, [&](const judged& x) { return which(x) && estimated_without_engine(x); }, [](const judged& x) { return x.without_engine; })) +
                cell(errors_of(j, which, [](const judged& x) { return x.without_part; })) +
                cell(errors_of(j, [&](const judged& x) { return which(x) && x.has_roofline; }, [](const judged& x) { return x.roofline; })) +
                cell(errors_of(j, [&](const judged& x) { return which(x) && x.has_roofline; }, [](const judged& x) { return x.efficiency; })) + "\n";
    };
    row("GPU decode, batch up to 16", small_gpu_decode);
    row("all decode", decode);
    row("prefill and TTFT", prefill);
    return text;
}

}  // namespace fidelity
