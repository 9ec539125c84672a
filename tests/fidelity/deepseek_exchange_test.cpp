// The exchange of tokens and results of DeepSeek-V3 (arXiv 2505.09343, 2.3.2), as its source rounds it, and what its real
// figures give: hidden 7,168 and a scale for 128 elements, no copy for the shared expert, none for a rank's own experts,
// and one a domain where routing is limited to four of eight.
#include <doctest/doctest.h>

#include <cstdint>
#include <iomanip>
#include <rafter/catalog/models.hpp>
#include <rafter/collective/all_to_all.hpp>
#include <rafter/collective/price.hpp>
#include <rafter/quantity/literals.hpp>
#include <sstream>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;

constexpr std::int64_t device_tokens = 32;
constexpr std::int64_t layers = 61, micro_batches = 2;

/// As many devices as there are experts, over links of one rate.
accelerator over(bytes_per_second rate) {
    return accelerator{.scale_up = {.name = "links", .per_device = {rate, "x"}, .latency = {seconds{2.8e-6}, "arXiv 2505.09343, table 5"}, .shape = topology::switched}};
}
double us(double bytes, bytes_per_second rate) {
    return all_to_all_time(unseen(bytes), 0, route_of(over(rate), 256, 1)).time * 1e6;
}
double tpot_ms(double exchange_us) { return exchange_us * layers * micro_batches / 1e3; }

/// Nine copies of 7,000 elements, one byte there and two back.
double as_rounded() {
    return static_cast<double>(stored_byte_count(fp8::spec, device_tokens * 9, 7000) + stored_byte_count(bf16::spec, device_tokens * 9, 7000));
}

constexpr number_format token_fp8{.native = arithmetic::fp8, .element_bits = 8, .scale_bits = 32, .group_outputs = 1, .group_inputs = 128};

/// Dispatched and combined by a device in one layer, from the ledger.
double from_ledger(std::int64_t ranks) {
    request r = claims::asking({.expert = ranks}, {.batch = device_tokens * ranks});
    r.formats.dispatch = token_fp8;
    const ledger step = claims::ledger_of(unseen(catalog::models::deepseek_v3::spec), r, phase::decode);
    return claims::line_of(step, "dispatch").sent_bytes + claims::line_of(step, "combine").sent_bytes;
}

constexpr double bytes_of_copy = 7168 + 7168.0 / 128 * 4 + 2 * 7168;  // 21,728, both ways
constexpr expert_counts experts{256, 8};

}  // namespace

TEST_CASE("as its source rounds it: 120.96 us over 50 GB/s, 6.72 over 900; 14.757 and 0.820 ms a token") {
    CHECK(us(as_rounded(), 50_GB_per_s) == doctest::Approx(120.96).epsilon(1e-9));
    CHECK(us(as_rounded(), 900_GB_per_s) == doctest::Approx(6.72).epsilon(1e-9));
    CHECK(tpot_ms(us(as_rounded(), 50_GB_per_s)) == doctest::Approx(14.75712).epsilon(1e-9));
    CHECK(tpot_ms(us(as_rounded(), 900_GB_per_s)) == doctest::Approx(0.81984).epsilon(1e-9));
}

TEST_CASE("with its real figures: 255/256 of eight copies are 8 % less, one a domain half, of four domains a third") {
    const double all = from_ledger(256);
    CHECK(all == doctest::Approx(device_tokens * copies_sent(experts, 256) * bytes_of_copy).epsilon(1e-12));
    CHECK(all == doctest::Approx(5'540'640));  // 32 x 7.96875 x 21,728
    const double once_a_domain = device_tokens * copies_deduplicated(experts, 8) * bytes_of_copy;
    const double of_four_domains = device_tokens * copies_domain_limited(experts, 8, 4) * bytes_of_copy;
    CHECK(us(all, 50_GB_per_s) == doctest::Approx(110.8128));
    CHECK(us(once_a_domain, 50_GB_per_s) == doctest::Approx(64.42363).epsilon(1e-5));
    CHECK(us(of_four_domains, 50_GB_per_s) == doctest::Approx(44.15664).epsilon(1e-6));
    CHECK(tpot_ms(us(of_four_domains, 50_GB_per_s)) == doctest::Approx(5.38711).epsilon(1e-6));

    // Two messages of 2.8 us beside them.
    const collective_price price = all_to_all_price(over(50_GB_per_s), route_of(over(50_GB_per_s), 256, 1));
    const double late = (price.seconds(of_four_domains * 7392 / 21728) + price.seconds(of_four_domains * 14336 / 21728)) * 1e6;
    CHECK(late == doctest::Approx(44.15664 + 5.6).epsilon(1e-6));

    std::ostringstream table;
    table << "DeepSeek-V3, 32 tokens a device: exchange of a layer in us over 50 and 900 GB/s, and ms of TPOT in 61 layers x 2 micro-batches\n" << std::fixed;
    const auto line = [&](const char* what, double bytes) {
        const double slow = us(bytes, 50_GB_per_s), fast = us(bytes, 900_GB_per_s);
        table << "  " << std::left << std::setw(52) << what << std::right << std::setprecision(2) << std::setw(8) << slow << std::setw(7) << fast
              << std::setprecision(3) << std::setw(9) << tpot_ms(slow) << std::setw(7) << tpot_ms(fast) << '\n';
    };
    line("nine copies of 7,000, as the source rounds it", as_rounded());
    line("8 x 255/256 copies of 7,168 with scales", all);
    line("one a domain, 8 domains: 4.633", once_a_domain);
    line("one a domain, routing limited to four of them: 3.175", of_four_domains);
    MESSAGE(table.str());
}
