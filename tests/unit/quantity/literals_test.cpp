// Literals: exact bytes, GB and GiB told apart.
#include <doctest/doctest.h>

#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

using namespace rafter::literals;
using claims::unseen;

TEST_CASE("GB is 10^9 bytes and GiB 2^30") {
    CHECK(unseen(80_GB).value == 80'000'000'000);
    CHECK(unseen(80_GiB).value == 85'899'345'920);
    CHECK(unseen(1_B).value == 1);
    CHECK(unseen(64_kB).value == 64'000);
    CHECK(unseen(64_KiB).value == 65'536);
    CHECK(unseen(900_MB).value == 900'000'000);
    CHECK(unseen(50_MiB).value == 52'428'800);
    CHECK(unseen(1_TB).value == 1'000'000'000'000);
    CHECK(unseen(2_TiB).value == 2'199'023'255'552);
}

TEST_CASE("byte literals with a fraction are exact") {
    CHECK(unseen(1.5_GB).value == 1'500'000'000);
    CHECK(unseen(20.25_MiB).value == 21'233'664);
    CHECK(unseen(1.5_TB).value == 1'500'000'000'000);
    CHECK(unseen(0.5_KiB).value == 512);
    CHECK(unseen(0.001_kB).value == 1);
    CHECK(unseen(141.107412992_GB).value == 141'107'412'992);
    CHECK(unseen(0.25_TiB).value == 274'877'906'944);
}

TEST_CASE("rates, times, power and price") {
    CHECK(unseen(3.35_TB_per_s).value == 3.35e12);
    CHECK(unseen(3350_GB_per_s).value == 3.35e12);
    CHECK(unseen(21_PB_per_s).value == 21e15);
    CHECK(unseen(6.25_GB_per_s).value == 6.25e9);
    CHECK(unseen(800_MB_per_s).value == 8e8);
    CHECK(unseen(989.4_TFLOPS).value == 989.4e12);
    CHECK(unseen(1978.9_TOPS).value == 1978.9e12);
    CHECK(unseen(15.84_PFLOPS).value == 15.84e15);
    CHECK(unseen(4096_GFLOPS).value == 4.096e12);
    CHECK(unseen(2_TFLOP).value == 2e12);
    CHECK(unseen(15_ms).value == 0.015);
    CHECK(unseen(7.5_us).value == 7.5e-6);
    CHECK(unseen(250_ns).value == 2.5e-7);
    CHECK(unseen(2_s).value == 2.0);
    CHECK(unseen(1.83_GHz).value == 1.83e9);
    CHECK(unseen(700_W).value == 700.0);
    CHECK(unseen(23_kW).value == 23'000.0);
    CHECK(unseen(3_J).value == 3.0);
    CHECK(unseen(2.5_USD).value == 2.5);
    CHECK(unseen(2112_tokens).value == 2112);
    CHECK(unseen(405'853'388'800_parameters).value == 405'853'388'800);
}
