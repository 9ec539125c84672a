// Lines summed beforehand, against the sum taken line by line.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/performance/tariff.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::unseen;

/// Three lines: one turns from memory to compute at n/q = 10, one at 2, one never.
struct three_lines {
    tariff_row rows[max_tariff_rows]{};
    tariff_range range{};
    three_lines() {
        detail::tariff_lines lines;
        lines.add(1, unseen(2.0), 10, 1);
        lines.add(2, unseen(1.5), 3, 0);  // two layers of it
        lines.add(1, unseen(1.0), 4, 1);
        std::int64_t used = 0;
        range = lines.append_to(rows, used, 0);
        CHECK(used == 3);
    }
    double time(double n, double q) const {
        tariff t;
        for (int i = 0; i < 3; ++i) t.rows[i] = rows[i];
        const tariff_row& row = row_of(t, range, n, q);
        return n * row.per_token + q * row.per_share;
    }
};

}  // namespace

TEST_CASE("max(n*c, q*w + n*a), summed over lines, in every range of n/q") {
    const three_lines t;
    CHECK(t.range.turns == 2);
    CHECK(t.rows[1].from_ratio == 2);
    CHECK(t.rows[2].from_ratio == 10);
    CHECK(t.time(1, 1) == 22);            // 10 + 1, 6, 4 + 1
    CHECK(t.time(2, 1) == 12 + 6 + 6);    // where a line turns both are the same
    CHECK(t.time(4, 1) == 14 + 12 + 8);
    CHECK(t.time(20, 1) == 40 + 60 + 24);
    CHECK(t.time(4, 0.5) == 9 + 12 + 6);  // half of the weights: 4 / 0.5 is 8
    CHECK(t.rows[2].compute_per_token == 5);
}

TEST_CASE("a part without a unit for what is multiplied says so") {
    const auto known = [](const accelerator& a, const number_format& weights) {
        request r = asking({}, {});
        r.formats.set_weights(weights);
        tariff t;
        fill_tariff(sheet_of(catalog::models::llama_3_1_8b::spec, r), machine_prices_of(a, {}), {1, 1}, t);
        return t.units_known;
    };
    CHECK(known(unseen(catalog::accelerators::nvidia_h100_sxm::spec), fp8::spec));
    CHECK(!known(unseen(catalog::accelerators::nvidia_a100_80gb::spec), fp8::spec));
    CHECK(!known(unseen(catalog::accelerators::groq_lpu_v1::spec), bf16::spec));
}
