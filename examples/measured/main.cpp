// Published or own measurements against the ceiling and the estimate: CSV a row each, a summary on standard error. See examples/compare.
#include <fmt/core.h>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <vector>

#include "bound.hpp"
#include "expected.hpp"
#include "json_rows.hpp"

namespace {

/// As RFC 4180 wants it.
std::string field(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string number(double x) { return x > 0 ? fmt::format("{:.6g}", x) : ""; }

/// The columns of the estimate: what to expect, between what, how sure, and what was assumed or is lacking.
std::string expected_columns(const measured::row& r, double ceiling) {
    if (r.left_out || r.bound_only) return ",,,,";
    const measured::question q = measured::question_of(r);
    if (!q.modelled()) return ",,,," + field(q.reason);
    const rafter::estimate e = measured::answer(q);
    std::string note = q.pace != nullptr ? "" : "no profile of this engine: the class of the part has one";
    for (const std::string& a : q.assumed) note += (note.empty() ? "" : "; ") + a;
    return fmt::format("{},{},{},{},{}", number(e.time.value), number(std::max(e.low.value, ceiling)), number(e.high.value), name_of(e.sure), field(note));
}

struct summary {
    int rows = 0, evaluated = 0, violated = 0;
    double tightest = 0;
    std::string tightest_id;
    std::vector<double> shares;
};

}  // namespace

int main(int argc, char** argv) {
    std::string path;
    CLI::App app{"Measurements against the ceiling and the estimate: CSV to standard output, a summary to standard error.", "examples/compare"};
    app.add_option("rows.json", path, "an array of rows in the form of tests/fidelity/measured.json")->required();
    CLI11_PARSE(app, argc, argv);

    std::ifstream in(path);
    if (!in || in.peek() == std::ifstream::traits_type::eof()) {
        fmt::print(stderr, "examples/compare: {} cannot be read\n", path);
        return 1;
    }
    const measured::rows_or_error read = measured::read_rows(in);
    if (!read.error.empty()) {
        fmt::print(stderr, "examples/compare: {}: {}\n", path, read.error);
        return 1;
    }

    summary s;
    fmt::print("id,ceiling_seconds,roofline_seconds,measured_over_ceiling,bound_by,reason,estimate_seconds,estimate_low_seconds,estimate_high_seconds,confidence,note\n");
    for (const measured::row& r : read.rows) {
        const measured::bound b = measured::bound_of(r);
        ++s.rows;
        if (!b.modelled()) {
            fmt::print("{},,,,,{},{}\n", field(r.id), field(b.reason), expected_columns(r, 0));
            continue;
        }
        fmt::print("{},{},{},{},{},,{}\n", field(r.id), number(b.ceiling), number(b.roofline), number(b.measured_over_ceiling()), b.bound_by,
                   expected_columns(r, b.ceiling));
        ++s.evaluated;
        if (b.measured_over_ceiling() < 1) ++s.violated;
        const double share = 1 / b.measured_over_ceiling();
        s.shares.push_back(share);
        if (share > s.tightest) {
            s.tightest = share;
            s.tightest_id = r.id;
        }
    }
    fmt::print(stderr, "{} rows, {} evaluated, {} faster than their ceiling\n", s.rows, s.evaluated, s.violated);
    if (!s.shares.empty()) {
        const auto middle = s.shares.begin() + static_cast<std::ptrdiff_t>(s.shares.size() / 2);
        std::nth_element(s.shares.begin(), middle, s.shares.end());
        fmt::print(stderr, "ceiling over measured: {:.3f} at most ({}), {:.3f} in the median\n", s.tightest, s.tightest_id, *middle);
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "examples/compare: standard output cannot be written\n");
        return 1;
    }
    return 0;
}
