// Products and quotients between units.
#include <doctest/doctest.h>

#include <rafter/quantity/literals.hpp>
#include <rafter/quantity/units.hpp>
#include <unit/claims.hpp>

using namespace rafter::literals;
using namespace rafter;
using claims::unseen;

TEST_CASE("amount over rate is time, amount over time is rate, rate times time is amount") {
    CHECK((unseen(14'321'983'488_B) / unseen(2.039_TB_per_s)).in_ms() == doctest::Approx(7.024023));
    CHECK((unseen(traffic{3.35e9}) / unseen(3.35_TB_per_s)).in_ms() == doctest::Approx(1.0));
    CHECK((unseen(989.4_TFLOP) / unseen(989.4_TFLOPS)).in_seconds() == doctest::Approx(1.0));
    CHECK((unseen(512_tokens) / unseen(tokens_per_second{1024})).in_ms() == doctest::Approx(500.0));
    CHECK((unseen(80_GB) / unseen(2_s)).value == 40e9);
    CHECK((unseen(traffic{80e9}) / unseen(2_s)).value == 40e9);
    CHECK((unseen(10_TFLOP) / unseen(2_s)).value == 5e12);
    CHECK((unseen(30_tokens) / unseen(2_s)).value == 15.0);
    CHECK((unseen(3_TFLOPS) * unseen(2_s)).value == 6e12);
    CHECK((unseen(2_s) * unseen(3_TFLOPS)).value == 6e12);
    CHECK((unseen(3_TB_per_s) * unseen(2_s)).in_bytes() == 6e12);
    CHECK((unseen(2_s) * unseen(3_TB_per_s)).in_bytes() == 6e12);
}

TEST_CASE("intensity, ridge point, energy") {
    CHECK((unseen(1_TFLOP) / unseen(4_GB)).value == 250.0);
    CHECK((unseen(1_TFLOP) / unseen(traffic{4e9})).value == 250.0);
    CHECK((unseen(312_TFLOPS) / unseen(2.039_TB_per_s)).value == doctest::Approx(153.016).epsilon(1e-5));
    CHECK((unseen(700_W) * unseen(15_ms)).value == doctest::Approx(10.5));
    CHECK((unseen(15_ms) * unseen(700_W)).value == doctest::Approx(10.5));
    CHECK((unseen(10.5_J) / unseen(15_ms)).value == doctest::Approx(700.0));
}

TEST_CASE("raw numbers leave with their unit in the name") {
    CHECK(unseen(80_GiB).in_bytes() == 85'899'345'920);
    CHECK(unseen(80_GiB).in_GiB() == 80.0);
    CHECK(unseen(80_GiB).in_GB() == doctest::Approx(85.89934592));
    CHECK(unseen(0.0105_s).in_ms() == doctest::Approx(10.5));
    CHECK(unseen(0.0105_s).in_us() == doctest::Approx(10'500.0));
    CHECK(unseen(0.0105_s).in_seconds() == 0.0105);
}
