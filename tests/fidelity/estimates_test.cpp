// Estimates against published measurements that did not make them. The report: tests/fidelity/refit.
#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <json_rows.hpp>
#include <rafter/engine/calibration.hpp>
#include <sstream>

#include "judgement.hpp"

namespace {

using namespace fidelity;

const judgement& judged_rows() {
    static judgement j;
    if (j.all.empty()) {
        std::ifstream in("tests/fidelity/measured.json");
        const measured::rows_or_error read = measured::read_rows(in);
        REQUIRE_MESSAGE(read.error.empty(), read.error);
        judge(read.rows, j);
        MESSAGE(report_of(j));
    }
    return j;
}

/// Median and 90th percentile are at most so much.
void within(const errors& e, double median, double nine_of_ten) {
    CHECK(e.of.size() >= 25);
    CHECK(e.median() <= median);
    CHECK(e.nine_of_ten() <= nine_of_ten);
}

double own(const judged& x) { return x.error; }

}  // namespace

TEST_CASE("rows left out of calibration") {
    const judgement& j = judged_rows();
    within(errors_of(j, small_gpu_decode, own), 0.12, 0.40);
    within(errors_of(j, decode, own), 0.17, 0.45);
    within(errors_of(j, prefill, own), 0.25, 0.60);
    const errors far = errors_of(j, [&](const judged& x) { return untouched(j, x); }, own);
    CHECK(far.of.size() >= 25);
    CHECK(far.median() <= 0.25);
}

TEST_CASE("one engine left out at a time, and one part") {
    const judgement& j = judged_rows();
    const auto without_engine = [](const judged& x) { return x.without_engine; };
    const auto without_part = [](const judged& x) { return x.without_part; };
    const auto estimated = [](bool (*which)(const judged&)) { return [which](const judged& x) { return which(x) && !x.only_ceiling_without; }; };
    within(errors_of(j, estimated(small_gpu_decode), without_engine), 0.12, 0.40);
    within(errors_of(j, estimated(decode), without_engine), 0.17, 0.45);
    within(errors_of(j, estimated(prefill), without_engine), 0.25, 0.60);
    within(errors_of(j, small_gpu_decode, without_part), 0.12, 0.40);
    within(errors_of(j, decode, without_part), 0.17, 0.45);
    within(errors_of(j, prefill, without_part), 0.25, 0.60);
}

TEST_CASE("SRAM parts: within a factor of two, or only a ceiling") {
    int estimated = 0;
    for (const judged& x : judged_rows().all) {
        if (x.calibrates || x.of->part != rafter::part_class::many_core_sram) continue;
        INFO(x.of->row.id);
        CHECK(x.error + 1 > 0.5);
        CHECK(x.error + 1 < 2);
        ++estimated;
    }
    CHECK(estimated >= 5);
    int only_ceiling = 0;
    for (const auto& [id, reason] : judged_rows().set.left_out) only_ceiling += reason.rfind("ceiling only", 0) == 0 ? 1 : 0;
    CHECK(only_ceiling >= 3);  // Cerebras, for one
}

TEST_CASE("an estimate errs less than a roofline and a constant efficiency, on the same rows") {
    const judgement& j = judged_rows();
    for (bool (*which)(const judged&) : {small_gpu_decode, decode, prefill}) {
        const auto rows = [&](const judged& x) { return which(x) && x.has_roofline; };
        const double median = errors_of(j, rows, own).median();
        CHECK(median < 0.5 * errors_of(j, rows, [](const judged& x) { return x.roofline; }).median());
        CHECK(median < errors_of(j, rows, [](const judged& x) { return x.efficiency; }).median());
    }
}

TEST_CASE("about eight of ten measurements lie between the low and the high end") {
    int inside = 0, all = 0;
    for (const judged& x : judged_rows().all) {
        if (x.calibrates) continue;
        ++all;
        const double measured = x.of->asked.measured;
        inside += measured >= x.estimate.low.value && measured <= x.estimate.high.value ? 1 : 0;
    }
    CHECK(inside >= 0.75 * all);
    MESSAGE(inside, " of ", all, " measurements lie in the range of their estimate");
}

TEST_CASE("no estimate is faster than its roofline, nor than the ceiling") {
    int compared = 0;
    for (const judged& x : judged_rows().all) {
        if (!x.has_roofline || x.of->pace() == nullptr || x.of->pace()->traits.overlaps_messages || x.of->row.engine == "JAX") continue;  // which cuts otherwise
        INFO(x.of->row.id);
        CHECK(x.error >= x.roofline * (1 + 1e-9) - 1e-9);
        ++compared;
    }
    CHECK(compared >= 150);
}

TEST_CASE("calibration: few rows, by the rule, and the header is what they make") {
    const judgement& j = judged_rows();
    std::size_t rows = 0;
    std::map<std::pair<std::string, rafter::part_class>, std::size_t> of_engine;
    for (const auto& [p, chosen] : j.rows) {
        rows += chosen.size();
        for (const sample* s : chosen) CHECK(++of_engine[{s->row.engine, s->part}] <= 3);
    }
    CHECK(rows <= 40);
    std::ifstream in("include/rafter/engine/calibration.hpp");
    std::stringstream committed;
    committed << in.rdbuf();
    CHECK(committed.str() == header_of(j.made, j.rows));
}
