// A send to one other device.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/collective/send.hpp>
#include <unit/claims.hpp>
#include <unit/collective/links.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("16 KiB at 450 GB/s: 36 ns") {
    CHECK(send_time(unseen(16'384.0), unseen(16'384.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 2, 1)).time *
              1e9 ==
          doctest::Approx(36.408889).epsilon(1e-6));
}

TEST_CASE("a pair of MI300X has one link of seven; a bound grants all") {
    const message_time t =
        send_time(unseen(16'384.0), unseen(16'384.0), route_of(unseen(parts::amd_mi300x::spec), 2, 1));
    CHECK(t.time * 1e9 == doctest::Approx(256.0));
    CHECK(t.least * 1e9 == doctest::Approx(36.571429).epsilon(1e-6));
}

TEST_CASE("four stages of four H100: one boundary of three lies between domains") {
    const message_time t =
        send_time(unseen(16'384.0), unseen(16'384.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 4, 4));
    CHECK(t.time * 1e9 == doctest::Approx(133.499259).epsilon(1e-6));  // 2/3 x 36.408889 + 1/3 x 327.68
}

TEST_CASE("one stage sends nothing") {
    CHECK(send_time(unseen(16'384.0), unseen(16'384.0), route_of(unseen(parts::nvidia_h100_sxm::spec), 1, 1)).time ==
          0);
}

TEST_CASE("with latency: one, of the link that is crossed") {
    const accelerator a = unseen(links::switched);
    CHECK(send_price(a, route_of(a, 2, 1)).seconds(45e3) * 1e6 == doctest::Approx(1.1));
    CHECK(send_price(a, route_of(a, 2, 8)).seconds(45e3) * 1e6 == doctest::Approx(3.9));
    const message_price three = send_price(a, route_of(a, 4, 4));  // one boundary of three lies between domains
    CHECK(three.fixed * 1e6 == doctest::Approx(5.0 / 3));
    CHECK(three.per_byte * 1e12 == doctest::Approx(2.0 / 3 / 0.45 + 20.0 / 3));
    CHECK(send_price(a, route_of(a, 2, 1), {.inside = 0.5}).seconds(45e3) * 1e6 == doctest::Approx(1.2));
    CHECK(send_price(a, route_of(a, 1, 1)).seconds(45e3) == 0);
}
