// Where weights and cache live.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/performance/placement.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

constexpr footprint held_bytes(bytes weights, bytes cache, bytes activations = {}, bytes reserve = {}) {
    return {.weights = weights,
            .cache = cache,
            .activations = activations,
            .reserve = reserve,
            .total = weights + cache + activations + reserve};
}
placement placed(const accelerator& a, const footprint& f, const engine& e = {}) {
    return place(unseen(a), unseen(f), unseen(e));
}

/// 16 GB of memory beside flash that holds weights only.
constexpr accelerator board_with_flash{
    .name = "board",
    .tiers = {{.name = "LPDDR", .capacity = {16_GB, "x"}, .read = {100_GB_per_s, "x"}, .next = stands::beside},
              {.name = "flash", .capacity = {1_TB, "x"}, .read = {4_GB_per_s, "x"}, .writable = false}}};

}  // namespace

TEST_CASE("one memory: all is in it, caches make no room") {
    const placement p = placed(parts::nvidia_h100_sxm::spec, held_bytes(50_GB, 20_GB, 1_GB));
    CHECK(p.weights[2] == 50'000'000'000);
    CHECK(p.cache[2] == 20'000'000'000);
    CHECK(p.weights[0] == 0);
    CHECK(bytes{p.available} == 80_GiB);
    CHECK(bytes{p.innermost} == 80_GiB);
    CHECK(bytes{p.writable} == 80_GiB);
    CHECK(p.tiers_used == 1);
    CHECK(p.weights_left == 0);
    CHECK(p.written_left == 0);
}

TEST_CASE("what found no room is counted") {
    const placement p = placed(parts::nvidia_h100_sxm::spec, held_bytes(140_GB, 10_GB));
    CHECK(p.cache[2] == 10'000'000'000);
    CHECK(p.weights[2] == 75'899'345'920);
    CHECK(p.weights_left == 64'100'654'080);
}

TEST_CASE("LPDDR beside HBM: cache and activations inside, weights spill") {
    const placement p = placed(parts::nvidia_gb200::spec, held_bytes(200_GB, 50_GB, 2_GB));
    CHECK(p.cache[2] == 50'000'000'000);
    CHECK(p.weights[2] == 134'000'000'000);  // 186 - 52
    CHECK(p.weights[3] == 66'000'000'000);
    CHECK(p.tiers_used == 2);
    CHECK(bytes{p.available} == 422_GB);
    CHECK(bytes{p.innermost} == 186_GB);
    CHECK(p.weights_left == 0);
    // read as the mean, by bytes: (134/8,000 + 66/225) s over 200 GB
    CHECK(seconds_per_byte(storage_of(parts::nvidia_gb200::spec, {}), p.weights) * 1e12 == doctest::Approx(1.5504167).epsilon(1e-6));
    CHECK(seconds_per_byte(storage_of(parts::nvidia_gb200::spec, {}), p.cache) * 1e12 == doctest::Approx(0.125));
}

TEST_CASE("flash holds weights, never a cache") {
    const placement p = placed(board_with_flash, held_bytes(70_GB, 10_GB));
    CHECK(p.cache[0] == 10'000'000'000);
    CHECK(p.cache[1] == 0);
    CHECK(p.weights[0] == 6'000'000'000);
    CHECK(p.weights[1] == 64'000'000'000);
    CHECK(bytes{p.writable} == 16_GB);
    CHECK(p.written_left == 0);
    const placement full = placed(board_with_flash, held_bytes(70_GB, 20_GB, 1_GB));
    CHECK(full.cache[0] == 15'000'000'000);
    CHECK(full.written_left == 5'000'000'000);
    CHECK(full.weights_left == 0);
}

TEST_CASE("the engine names a tier for the cache") {
    const placement p = placed(parts::nvidia_gb200::spec, held_bytes(100_GB, 50_GB), {.cache_tier = 3});
    CHECK(p.cache[2] == 0);
    CHECK(p.cache[3] == 50'000'000'000);
    CHECK(p.weights[2] == 100'000'000'000);
    CHECK(placed(parts::nvidia_h100_sxm::spec, held_bytes(1_GB, 1_GB), {.cache_tier = 0}).written_left ==
          1'000'000'000);                                                                                   // a cache of copies
    CHECK(placed(board_with_flash, held_bytes(1_GB, 1_GB), {.cache_tier = 1}).written_left == 1'000'000'000);  // read-only
    const placement none = placed(parts::nvidia_h100_sxm::spec, held_bytes(1_GB, 1_GB), {.cache_tier = 5});
    CHECK(none.cache_room == 0);
    CHECK(none.written_left == 1'000'000'000);
}

TEST_CASE("a fraction of all memory, as vLLM: 90 % of 80 GiB") {
    const placement p = placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 5_GB), {.memory_percent = 90});
    CHECK(p.available == 77'309'411'328);
    CHECK(budget_of(unseen(80_GiB), {.memory_percent = 1}).value == 858'993'459);
    CHECK(budget_of(unseen(80_GiB), {.memory_percent = 100}).value == 85'899'345'920);
    CHECK(budget_of(unseen(bytes{99}), {.memory_percent = 50}).value == 49);
    CHECK(budget_of(unseen(bytes{checked::overflowed - 1}), {.memory_percent = 99}).value == 9'131'138'316'486'228'047);
}

TEST_CASE("a fraction of what the weights leave, as TensorRT-LLM: the cache claims its hundred ninetieths") {
    const engine e{.memory_percent = 90, .basis = fraction_of::free_after_weights};
    CHECK(cache_claim(unseen<std::int64_t>(9'000'000'000), 90) == 10'000'000'000);
    CHECK(cache_claim(unseen<std::int64_t>(1), 90) == 2);
    CHECK(cache_claim(unseen<std::int64_t>(7), 100) == 7);
    CHECK(placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 9_GB), e).available == 85'899'345'920);
    CHECK(placed(parts::nvidia_h100_sxm::spec, held_bytes(76_GB, 9_GB), e).weights_left ==
          100'654'080);  // 76 + 10 in 85.9
}

TEST_CASE("a fraction for weights and cache, as SGLang: activations and reserve have the rest of the memory") {
    const engine e{.memory_percent = 90, .basis = fraction_of::total_static};  // 77,309,411,328 and 8,589,934,592 beside
    const placement p = placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 7_GB, 5_GB, 3_GB), e);
    CHECK(p.available == 77'309'411'328);
    CHECK(p.required == 77'000'000'000);
    CHECK(p.all_placed());
    CHECK(placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 7_GB, 5_GB, 4_GB), e).required == 77'410'065'408);
    CHECK(!placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 7_GB, 5_GB, 4_GB), e).all_placed());
    CHECK(!placed(parts::nvidia_h100_sxm::spec, held_bytes(70_GB, 8_GB), e).all_placed());
}

TEST_CASE("what pages hand out is placed with the cache") {
    footprint f = held_bytes(70_GB, 9_GB);
    f.cache_padding = 8_GB;
    f.total += 8_GB;
    CHECK(placed(parts::nvidia_h100_sxm::spec, f).cache[2] == 17'000'000'000);
    CHECK(placed(parts::nvidia_h100_sxm::spec, f).weights_left == 1'100'654'080);
}

TEST_CASE("a memory of unknown size holds nothing that is counted") {
    const placement p = placed(parts::arm_ethos_u85::spec, held_bytes(1_MB, 1_MB));
    CHECK(!p.capacity_known);
    CHECK(p.available == 0);
    CHECK(p.weights_left == 1'000'000);
    CHECK(seconds_per_byte(storage_of(parts::arm_ethos_u85::spec, {}), p.weights) ==
          doctest::Approx(1 / 96e9));  // as the outermost is read
}
