// The ceiling against published measurements: none may be faster. The rows are tests/fidelity/measured.json, gathered from
// the sources that each names.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <map>
#include <bound.hpp>
#include <catalogue.hpp>
#include <formats.hpp>
#include <json_rows.hpp>
#include <rafter/demand/footprint.hpp>
#include <set>
#include <sstream>
#include <vector>

namespace {

struct evaluated {
    measured::row row;
    measured::bound bound;
    double share = 0;  ///< of the measured time, the ceiling's
    std::string part_class;
};

struct evaluation {
    std::vector<evaluated> rows;
    std::map<std::string, int> left_out;  ///< reason -> rows
    std::set<std::string> parts;
};

const evaluation& all() {
    static const evaluation done = [] {
        evaluation e;
        std::ifstream in("tests/fidelity/measured.json");
        const measured::rows_or_error read = measured::read_rows(in);
        REQUIRE_MESSAGE(read.error.empty(), read.error);
        for (const measured::row& r : read.rows) {
            const measured::bound b = measured::bound_of(r);
            if (!b.modelled()) {
                ++e.left_out[b.reason];
                continue;
            }
            e.parts.insert(r.accelerator);
            e.rows.push_back({r, b, b.ceiling / b.measured, rafter::name_of(measured::find_part(r.accelerator)->kind)});
        }
        std::sort(e.rows.begin(), e.rows.end(), [](const evaluated& a, const evaluated& b) { return a.share > b.share; });
        return e;
    }();
    return done;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

TEST_CASE("no measurement is faster than its ceiling") {
    struct line {
        int violations = 0;
        double largest = 0;
        std::vector<double> shares;
    };
    std::map<std::string, line> by_class;
    for (const evaluated& e : all().rows) {
        INFO(e.row.id, " ", e.row.model, " on ", e.row.devices, " x ", e.row.accelerator, ", ", e.row.metric, ", source: ", e.row.source);
        CHECK(e.bound.measured >= e.bound.ceiling);
        for (const std::string& name : {e.part_class, std::string("all")}) {
            line& l = by_class[name];
            l.violations += e.share > 1 ? 1 : 0;
            l.largest = std::max(l.largest, e.share);
            l.shares.push_back(e.share);
        }
    }
    CHECK(all().rows.size() >= 401);

    std::ostringstream table;
    table << "measured against the ceiling, " << all().parts.size() << " parts\n"
          << "  class                    rows  violations  largest share  median\n" << std::fixed << std::setprecision(3);
    for (const auto& [name, l] : by_class)
        table << "  " << std::left << std::setw(24) << name << std::right << std::setw(5) << l.shares.size() << std::setw(12) << l.violations
              << std::setw(15) << l.largest << std::setw(8) << median(l.shares) << '\n';
    table << "  the ten tightest (ceiling over measured time):\n";
    for (std::size_t i = 0; i < 10 && i < all().rows.size(); ++i) {
        const evaluated& e = all().rows[i];
        table << "    " << e.row.id << "  " << e.share << "  " << e.row.model << " on " << e.row.devices << " x " << e.row.accelerator << ", "
              << e.row.weight_format << ", " << e.row.metric << ", bound by " << e.bound.bound_by << '\n';
    }
    table << "  left out:\n";
    for (const auto& [reason, rows] : all().left_out) table << "    " << std::setw(3) << rows << "  " << reason << '\n';
    MESSAGE(table.str());
}

/// What inner memories may keep of the weights: by as much a ceiling lies below the roofline.
double kept_inside(const measured::row& r) {
    const rafter::accelerator& part = *measured::find_part(r.accelerator);
    double inside = 0;
    for (const rafter::memory_tier& t : part.tiers)
        if (t.role == rafter::keeps::copies) inside += static_cast<double>(t.capacity.value.value);
    const auto formats = measured::formats_of(r.weight_format, r.activation_format, r.kv_format);
    const double weights = static_cast<double>(rafter::stored_weights(*measured::find_model(r.model), *formats).value);
    return inside * r.device_fraction * static_cast<double>(r.devices) / weights;
}

TEST_CASE("a ceiling is tight where one resource binds: dense decode") {
    int compared = 0;
    for (const evaluated& e : all().rows) {
        if (e.row.metric != "decode_step_seconds" || !e.bound.dense || e.bound.roofline == 0) continue;
        if (kept_inside(e.row) > 0.05) continue;
        INFO(e.row.id, " ", e.row.model, " on ", e.row.devices, " x ", e.row.accelerator, ", batch ", e.row.batch.value_or(0));
        CHECK(e.bound.ceiling >= 0.88 * e.bound.roofline);
        CHECK(e.bound.ceiling <= e.bound.roofline * (1 + 1e-9));
        ++compared;
    }
    CHECK(compared >= 55);
    MESSAGE("dense decode: ", compared, " ceilings at least 0.88 of their roofline");
}

TEST_CASE("messages by themselves: all 31 of them") {
    int rows = 0, with_roofline = 0;
    double largest = 0;
    std::ostringstream table;
    table << "messages, ceiling and roofline (alpha = 0) over measured time\n" << std::fixed << std::setprecision(3);
    for (const evaluated& e : all().rows) {
        if (!e.row.message_bytes) continue;
        INFO(e.row.id, ", ", *e.row.message_bytes, " bytes over ", e.row.devices, " x ", e.row.accelerator);
        CHECK(e.bound.bound_by == "link");
        CHECK(e.share <= 1);
        CHECK(e.bound.roofline <= e.bound.measured);
        CHECK((e.bound.roofline == 0 || e.bound.roofline >= e.bound.ceiling));
        ++rows;
        with_roofline += e.bound.roofline > 0 ? 1 : 0;
        largest = std::max(largest, e.share);
        table << "    " << e.row.id << std::setw(8) << e.share << std::setw(8) << e.bound.roofline / e.bound.measured << "  " << e.row.metric << ", "
              << *e.row.message_bytes << " bytes over " << e.row.devices << " x " << e.row.accelerator << '\n';
    }
    CHECK(rows == 31);
    CHECK(with_roofline == 17);  // points: nine of the H100, eight of the A100
    CHECK(largest > 0.7);        // 16 GiB over four A100: 1.5 times that over 300 GB/s
    MESSAGE(table.str());
}

TEST_CASE("a row is refused by what it lacks, and a plan that is none is judged without one") {
    measured::row r{.id = "x", .model = "Llama-3.1-8B", .accelerator = "nvidia_h100_sxm5_80gb", .tp = 1, .pp = 1, .ep = 1, .dp = 1, .batch = 1,
                    .mean_context = 1024, .weight_format = "bf16", .activation_format = "bf16", .kv_format = "bf16", .metric = "decode_step_seconds",
                    .value = 0.006};
    // 15.0 GB of weights and 134 MB of cache, less 83 MiB of inner memories, at 3.35 TB/s: 4.496 ms
    const measured::bound b = measured::bound_of(r);
    CHECK(b.modelled());
    CHECK(b.ceiling == doctest::Approx(4.495e-3).epsilon(2e-3));
    CHECK(b.measured_over_ceiling() == doctest::Approx(0.006 / 4.495e-3).epsilon(2e-3));
    CHECK(!b.plan_free);

    measured::row odd = r;
    odd.tp = 3;  // 32 heads
    odd.devices = 3;
    CHECK(measured::bound_of(odd).plan_free);
    CHECK(measured::bound_of(odd).ceiling == doctest::Approx(b.ceiling / 3).epsilon(0.01));
    measured::row half = r;
    half.device_fraction = 0.5;
    CHECK(measured::bound_of(half).ceiling > 1.99 * b.ceiling);

    const auto reason = [&r](auto change) {
        measured::row changed = r;
        change(changed);
        return measured::bound_of(changed).reason;
    };
    CHECK(reason([](measured::row& x) { x.accelerator = "h100"; }) == "part h100 is not in the catalogue");
    CHECK(reason([](measured::row& x) { x.model = "Llama"; }) == "model Llama is not in the catalogue");
    CHECK(reason([](measured::row& x) { x.weight_format = "q3"; }) == "a format of q3, bf16, bf16 is not known");
    CHECK(reason([](measured::row& x) { x.mean_context.reset(); }).empty());
    CHECK(reason([](measured::row& x) { x.metric = "ttft_seconds"; }) == "no prompt length is recorded");
    CHECK(reason([](measured::row& x) { x.metric = "average_power_watts"; }).find("average_power_watts") != std::string::npos);
    CHECK(reason([](measured::row& x) { x.metric = "allreduce_seconds"; }) == "no size of the message is recorded, or no group");
    CHECK(reason([](measured::row& x) { x.value = 0; }) == "the value is not positive");
}

TEST_CASE("what a row does not say is taken so that the ceiling stays one") {
    measured::row r{.id = "x", .model = "Llama-3.1-8B", .accelerator = "nvidia_h100_sxm5_80gb", .devices = 8, .tp = 1, .pp = 8, .ep = 1, .dp = 1, .batch = 1,
                    .mean_context = 1, .weight_format = "bf16", .activation_format = "bf16", .kv_format = "bf16", .metric = "decode_step_seconds", .value = 1};
    // A pipeline may take the whole batch as one micro-batch: every weight once, 4.27 ms, and a little cache.
    const double alone = measured::bound_of(r).ceiling;
    r.batch = 8;
    CHECK(measured::bound_of(r).ceiling < 1.05 * alone);
    // A prompt may be computed beside others' decoding: less than both one after the other.
    measured::row whole = r;
    whole.devices = 1;
    whole.pp = 1;
    whole.metric = "request_latency_seconds";
    whole.prompt_len = 8192;
    whole.output_len = 512;
    whole.batch = 32;
    CHECK(measured::bound_of(whole).ceiling < 10.4);
    whole.batch = 1;  // of one sequence they follow one another
    measured::row first = whole;
    first.metric = "ttft_seconds";
    measured::row step = whole;
    step.metric = "decode_step_seconds";
    step.mean_context = 8192 + 256;
    CHECK(measured::bound_of(whole).ceiling == doctest::Approx(measured::bound_of(first).ceiling + 511 * measured::bound_of(step).ceiling).epsilon(1e-3));
    // Prompts refilled: nine on eight ranks are no slower than eight.
    measured::row ranks = first;
    ranks.devices = 8;
    ranks.dp = 8;
    ranks.metric = "prefill_tokens_per_second_system";
    ranks.batch = 8;
    const double eight = measured::bound_of(ranks).ceiling;
    ranks.batch = 9;
    CHECK(measured::bound_of(ranks).ceiling <= eight * (1 + 1e-9));
    // llama.cpp multiplies its 4-bit weights as int8.
    measured::row q4 = first;
    q4.weight_format = "q4_k_m";
    q4.activation_format = "fp16";
    q4.batch = 8;
    const double int8 = measured::bound_of(q4).ceiling;
    q4.weight_format = "int4_g32";
    CHECK(int8 < 0.6 * measured::bound_of(q4).ceiling);
}

TEST_CASE("rows that are none are an error with a place") {
    const auto error = [](const char* text) {
        std::istringstream in(text);
        return measured::read_rows(in).error;
    };
    CHECK(error("[]").empty());
    CHECK(error(R"({"rows": []})").empty());
    CHECK(error("{}").find("neither an array") != std::string::npos);
    CHECK(error("[{\"id\":\"a\"").find("parse error at line 1") != std::string::npos);
    CHECK(error(R"([{"id": "a"}])") == "row 1 (a): model is missing");
    const std::string good = R"({"id":"b","model":"m","accelerator":"p","metric":"ttft_seconds","value":1)";
    CHECK(error(("[" + good + "}]").c_str()).empty());
    CHECK(error(("[" + good + R"(},{"id":3}])").c_str()) == "row 2: id has another type than it needs");
    CHECK(error(("[" + good + R"(,"tp":"8"}])").c_str()) == "row 1 (b): tp has another type than it needs");
    CHECK(error(("[" + good + R"(,"batch":0}])").c_str()) == "row 1 (b): batch is not from 1 to 2^31");
    CHECK(error(("[" + good + R"(,"batch":18446744073709551615}])").c_str()) == "row 1 (b): batch has another type than it needs");
    CHECK(error("[3]") == "row 1: not an object");
    CHECK(error(("[" + good + "}," + good + "}]").c_str()) == "row 2 (b): its id is there twice");
    CHECK(error("[1e999]").find("row") == std::string::npos);
}
